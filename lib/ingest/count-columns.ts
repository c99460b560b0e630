import * as z from "zod";
import type { Engine } from "../sql/engine.ts";
import { type Expression, all, call, callWhere, column, unknown } from "../sql/expression.ts";
import { type Relation, select } from "../sql/relation.ts";
import { type FileReading, hasName, isAccepted } from "./plan-rows.ts";

/** What the accepted rows hold. */
export interface ColumnCounts {
  readonly rows: number;
  readonly accepted: number;
  /** Column → accepted rows in which it is filled. */
  readonly filled: Readonly<Record<string, number>>;
  /** Columns that were filled with something that is not kept → rows. */
  readonly unusable: Readonly<Record<string, number>>;
}

const lostName = (name: string): string => `lost ${name}`;

const countWhere = (
  names: readonly string[],
  as: (name: string) => string,
  where: (name: string) => Expression,
): Readonly<Record<string, Expression>> =>
  Object.fromEntries(names.map((name) => [as(name), callWhere("count", where(name))]));

const has = (name: string): Expression => all(isAccepted, column(hasName(name)));

/** Counts judged rows, and the accepted ones by what is filled in them. */
export async function countColumns(
  engine: Engine,
  rows: Relation,
  { layout, plan }: Pick<FileReading, "layout" | "plan">,
): Promise<ColumnCounts> {
  const columns = Object.keys(layout.cells);
  const kept = columns.filter((name) => name in plan.output);
  const relation = select({
    note: "accepted rows, and how many have each column",
    from: rows,
    columns: {
      rows: call("count"),
      accepted: callWhere("count", isAccepted),
      ...countWhere(columns, hasName, has),
      ...countWhere(kept, lostName, (name) => all(has(name), unknown(column(name)))),
    },
  });
  const [found = {}] = await engine.all(relation, z.record(z.string(), z.int()));
  const count = (name: string) => found[name] ?? 0;
  const lost = kept.filter((name) => count(lostName(name)) > 0);
  return {
    rows: count("rows"),
    accepted: count("accepted"),
    filled: Object.fromEntries(columns.map((name) => [name, count(hasName(name))])),
    unusable: Object.fromEntries(lost.map((name) => [name, count(lostName(name))])),
  };
}
