import * as z from "zod";
import type { Engine } from "../sql/engine.ts";
import { type Expression, call, callWhere, column } from "../sql/expression.ts";
import { type Relation, select } from "../sql/relation.ts";
import { type FileReading, hasName, isAccepted, keptColumns, lostName } from "./plan-rows.ts";

/** What the accepted rows hold. */
export interface ColumnCounts {
  readonly rows: number;
  readonly accepted: number;
  /** Column → accepted rows in which it is filled. */
  readonly filled: Readonly<Record<string, number>>;
  /** Columns that were filled with something that is not kept → rows. */
  readonly unusable: Readonly<Record<string, number>>;
}

const countTrue = (names: readonly string[]): Readonly<Record<string, Expression>> =>
  Object.fromEntries(names.map((name) => [name, callWhere("count", column(name))]));

const numbers = z.record(z.string(), z.int());

/** Counts judged rows, and the accepted ones by what is filled in them. */
export async function countColumns(
  engine: Engine,
  rows: Relation,
  reading: Pick<FileReading, "layout" | "plan">,
): Promise<ColumnCounts> {
  const columns = Object.keys(reading.layout.cells);
  const kept = keptColumns(reading).map(([name]) => name);
  const accepted = select({
    note: "accepted rows, and how many have each column",
    from: rows,
    columns: {
      accepted: call("count"),
      ...countTrue([...columns.map(hasName), ...kept.map(lostName)]),
    },
    where: isAccepted,
  });
  const everything = select({ note: "rows", from: rows, columns: { rows: call("count") } });
  const [found = {}] = await engine.all(accepted, numbers);
  const [{ rows: judged = 0 } = {}] = await engine.all(everything, numbers);
  const count = (name: string) => found[name] ?? 0;
  const lost = kept.filter((name) => count(lostName(name)) > 0);
  return {
    rows: judged,
    accepted: count("accepted"),
    filled: Object.fromEntries(columns.map((name) => [name, count(hasName(name))])),
    unusable: Object.fromEntries(lost.map((name) => [name, count(lostName(name))])),
  };
}
