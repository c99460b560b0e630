import type { Dataset } from "../core/dataset.ts";
import {
  type Expression,
  above,
  all,
  any,
  call,
  callWhere,
  cast,
  column,
  countDistinct,
  equal,
  known,
  modulo,
  not,
  over,
  timestamp,
  unknown,
  value,
} from "../sql/expression.ts";
import { type Relation, parquet, select, union } from "../sql/relation.ts";
import { fingerprintColumns } from "./contract-columns.ts";

/** Fingerprints of one file that counts, on the workbench. */
export interface Fingerprints {
  readonly paths: readonly string[];
  /** Sorts files by age. */
  readonly order: string;
}

const names = ["key", "content", "updated_at", "line", "rows"] as const;
const columnsOf = (of: string): Readonly<Record<string, Expression>> =>
  Object.fromEntries(names.map((name) => [name, column(name, of)]));

const rowsOf = ({ paths, order }: Fingerprints): Relation =>
  select({
    from: parquet(...paths),
    columns: {
      ...Object.fromEntries(Object.keys(fingerprintColumns).map((name) => [name, column(name)])),
      rows: value(1),
      file_order: value(order),
    },
  });

/** Hashes summed up, so that the order of an order's lines does not matter. */
const sumOf = (hashes: Expression): Expression =>
  cast(modulo(call("sum", hashes), value(2n ** 64n)), fingerprintColumns.content);

/** The lines of an order taken together: they come and go as one. */
const wholeOrders = (rows: Relation): Relation =>
  select({
    note: "each order of a file once",
    from: rows,
    columns: {
      key: column("key"),
      content: sumOf(column("content")),
      updated_at: call("any_value", column("updated_at")),
      line: call("min", column("line")),
      rows: call("count"),
      file_order: column("file_order"),
    },
    groupBy: [column("key"), column("file_order")],
  });

/** When a row without a time is older than any with one. */
const ageOf = (of: string): Expression =>
  call("coalesce", column("updated_at", of), timestamp("0001-01-01T00:00:00Z"));

/** Of each key the row that counts among some files: as newest-row.ts has it. */
const newestOf = (rows: Relation): Relation =>
  select({
    note: "of each key the newest row",
    from: rows,
    as: "file",
    columns: { ...columnsOf("file"), file_order: column("file_order", "file") },
    qualify: equal(
      over(call("row_number"), {
        partitionBy: [column("key", "file")],
        orderBy: [
          { by: ageOf("file"), descending: true },
          { by: column("file_order", "file"), descending: true },
          { by: column("line", "file"), descending: true },
        ],
      }),
      value(1),
    ),
  });

const current = (dataset: Dataset, files: readonly Fingerprints[]): Relation => {
  const rows = union(...files.map(rowsOf));
  return newestOf(dataset === "orders" ? wholeOrders(rows) : rows);
};

const isOlder: Expression = any(
  above(ageOf("before"), ageOf("mine")),
  all(
    equal(ageOf("before"), ageOf("mine")),
    above(column("file_order", "before"), column("file_order", "mine")),
  ),
);

const isKnown = known(column("key", "before"));
const isSame = equal(column("content", "before"), column("content", "mine"));

/** Rows of keys for which something holds. */
const rowsWhere = (where: Expression): Expression =>
  call("coalesce", callWhere("sum", where, column("rows", "mine")), value(0));

/** Where nothing counts yet. */
const firstFile = (dataset: Dataset, mine: Fingerprints): Relation =>
  select({
    note: "the first file of a dataset: everything is new",
    from: rowsOf(mine),
    columns: {
      new: dataset === "orders" ? call("count") : countDistinct(column("key")),
      changed: value(0),
      unchanged: value(0),
      older: value(0),
      shorter: value(0),
    },
  });

/** Of a key that counted before and is not newer there. */
const isCounted = all(isKnown, not(isOlder));
const isShorter = above(column("rows", "before"), column("rows", "mine"));

/**
 * One row: how a file compares with those that count (none of them is this file). Its rows are `new`,
 * `changed`, `unchanged` or `older`; rows of a key that has a newer row in the file itself are in
 * none of these. `shorter`: keys that came back with fewer rows.
 */
export function planComparison(
  dataset: Dataset,
  mine: Fingerprints,
  before: readonly Fingerprints[],
): Relation {
  if (before.length === 0) return firstFile(dataset, mine);
  return select({
    note: `what a file of ${dataset} changes`,
    from: current(dataset, [mine]),
    as: "mine",
    joins: [
      {
        kind: "left",
        relation: current(dataset, before),
        as: "before",
        on: equal(column("key", "mine"), column("key", "before")),
      },
    ],
    columns: {
      new: rowsWhere(not(isKnown)),
      changed: rowsWhere(all(isCounted, not(isSame))),
      unchanged: rowsWhere(all(isCounted, isSame)),
      older: rowsWhere(all(isKnown, isOlder)),
      shorter: callWhere("count", all(isCounted, isShorter)),
    },
  });
}

/** One row: how many keys count now (`keys`), and how many of them a file does not have (`gone`). */
export const planGone = (
  dataset: Dataset,
  mine: Fingerprints,
  before: readonly Fingerprints[],
): Relation =>
  select({
    note: `what is gone from a file that is all there is of ${dataset}`,
    from: current(dataset, before),
    as: "before",
    joins: [
      {
        kind: "left",
        relation: current(dataset, [mine]),
        as: "mine",
        on: equal(column("key", "mine"), column("key", "before")),
      },
    ],
    columns: { keys: call("count"), gone: callWhere("count", unknown(column("key", "mine"))) },
  });
