import {
  call,
  cast,
  column,
  dividedBy,
  equal,
  minus,
  over,
  unknown,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select, table } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { contentKey, rowColumns } from "./row-shape.ts";
import type { RowShape } from "./row-shape.ts";

/**
 * The difference between what a platform should hold and what it holds, over the tables
 *   wanted  (memberId, key, the platform's columns): rows that should be there,
 *   present (the same, `sure` and `under_way`): rows that are there by the ledger, or may be (unsure),
 *   refused (key, op): what the platform has just refused to add or to remove.
 */

/** A platform's rows with their key. */
export const keyed = (shape: RowShape, rows: Relation): Relation =>
  select({
    from: rows,
    columns: {
      memberId: column("memberId"),
      key: contentKey(shape.columns),
      ...Object.fromEntries(Object.keys(shape.columns).map((name) => [name, column(name)])),
    },
  });

/** Which of n rows go together: deterministic batches, cut in the order of their keys. */
export const batchNumber = (size: number): Expression => {
  const place = minus(over(call("row_number"), { orderBy: [{ by: column("key") }] }), value(1));
  return cast(
    call("floor", dividedBy(cast(place, "DOUBLE"), cast(value(size), "DOUBLE"))),
    "BIGINT",
  );
};

/** Rows of `from` whose key `other` has not. */
export const notIn = (from: Relation, other: Relation): Relation =>
  select({
    from,
    as: "a",
    everything: true,
    columns: {},
    joins: [
      { kind: "anti", relation: other, as: "b", on: equal(column("key", "b"), column("key", "a")) },
    ],
  });

/** Rows with the same key are the same. (DISTINCT spills to disk where any_value of texts does not.) */
const oncePerKey = (shape: RowShape, from: Relation): Relation =>
  select({ from, columns: rowColumns(shape), distinct: true });

/** Rows that the platform would not add, or remove. */
export const refusedTo = (op: "add" | "remove"): Relation =>
  select({
    from: table("refused"),
    columns: { key: column("key") },
    where: equal(column("op"), value(op)),
  });

/** Rows to add, one per key, with their batch. */
export function additions(shape: RowShape, size: number): Relation {
  const surelyThere = select({
    from: table("present"),
    columns: { key: column("key") },
    where: column("sure"),
  });
  return select({
    note: "wanted, and not surely there",
    from: oncePerKey(shape, notIn(notIn(table("wanted"), surelyThere), refusedTo("add"))),
    everything: true,
    columns: { batch: batchNumber(size) },
  });
}

/** Rows to remove, one per key; what the platform is still at cannot be changed yet. */
export const removals = (shape: RowShape): Relation =>
  select({
    note: "there or perhaps there, and wanted by nobody",
    from: oncePerKey(
      shape,
      select({
        from: notIn(notIn(table("present"), table("wanted")), refusedTo("remove")),
        everything: true,
        columns: {},
        where: unknown(column("under_way")),
      }),
    ),
    everything: true,
    columns: {},
  });
