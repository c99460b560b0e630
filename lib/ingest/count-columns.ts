import * as z from "zod";
import type { Engine } from "../sql/engine.ts";
import { type Expression, all, call, callWhere, column, unknown } from "../sql/expression.ts";
import { type Relation, select } from "../sql/relation.ts";
import type { DatasetPlan } from "./plan-dataset.ts";
import type { Layout } from "./plan-layout.ts";
import { hasName, isAccepted } from "./plan-rows.ts";

/** What the accepted rows hold. */
export interface ColumnCounts {
  readonly rows: number;
  readonly accepted: number;
  /** Column → share of accepted rows in which it is filled. */
  readonly completeness: Readonly<Record<string, number>>;
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
  { layout, plan }: { readonly layout: Layout; readonly plan: DatasetPlan },
): Promise<ColumnCounts> {
  const filled = Object.keys(layout.cells);
  const kept = filled.filter((name) => name in plan.output);
  const relation = select({
    note: "accepted rows, and how many have each column",
    from: rows,
    columns: {
      rows: call("count"),
      accepted: callWhere("count", isAccepted),
      ...countWhere(filled, hasName, has),
      ...countWhere(kept, lostName, (name) => all(has(name), unknown(column(name)))),
    },
  });
  const [found = {}] = await engine.all(relation, z.record(z.string(), z.int()));
  const count = (name: string) => found[name] ?? 0;
  const accepted = count("accepted");
  const lost = kept.filter((name) => count(lostName(name)) > 0);
  return {
    rows: count("rows"),
    accepted,
    completeness: Object.fromEntries(
      filled.map((name) => [name, accepted === 0 ? 0 : count(hasName(name)) / accepted]),
    ),
    unusable: Object.fromEntries(lost.map((name) => [name, count(lostName(name))])),
  };
}
