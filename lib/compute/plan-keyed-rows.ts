import { datasetKeys } from "../ingest/contract-columns.ts";
import {
  above,
  all,
  atMost,
  call,
  column,
  equal,
  known,
  over,
  timestamp,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { create, select, table } from "../sql/relation.ts";
import type { Join, Relation, Statement } from "../sql/relation.ts";
import {
  behind,
  currentTable,
  customerBehind,
  fileRows,
  ofThePresent,
  rowColumns,
} from "./plan-current-rows.ts";
import type { DatasetFiles } from "./plan-current-rows.ts";
import type { Found } from "./plan-order-lines.ts";

/** Datasets of things that happened, each under a key of its own; of events there may be very many. */
export const keyedDatasets = ["events", "feedback", "referrals"] as const;
export type KeyedDataset = (typeof keyedDatasets)[number];

const happened = {
  events: "occurred_at",
  feedback: "given_at",
  referrals: "referred_at",
} as const satisfies Record<KeyedDataset, string>;

const keyOf = (dataset: KeyedDataset, of?: string): readonly Expression[] =>
  datasetKeys[dataset].map((name) => column(name, of));

const repeated = (dataset: KeyedDataset): string => `repeated ${dataset}`;
const replaced = (dataset: KeyedDataset): string => `replaced ${dataset}`;

/**
 * Table `repeated <dataset>` (key): hashes of keys that stand more than once. Hardly any do, so that nothing
 * else is looked at twice; sorting all rows by their keys takes several times as long.
 */
export const planRepeatedKeys = (dataset: KeyedDataset, files: DatasetFiles): Statement => {
  const key = call("hash", ...keyOf(dataset));
  const keys = select({
    from: fileRows(files),
    columns: { key },
    groupBy: [key],
    having: above(call("count"), value(1)),
  });
  return create(repeated(dataset), keys, `keys of ${dataset} that stand more than once`);
};

/** Which table tells how many keys are repeated. */
export const repeatedTable = repeated;

/**
 * Table `replaced <dataset>` (file_order, line): rows of which a newer file, or a later line of the same
 * file, has the key. Needs `repeated <dataset>`.
 */
export function planReplacedRows(dataset: KeyedDataset, files: DatasetFiles): Statement {
  const candidates = select({
    from: fileRows(files),
    as: "row",
    columns: {
      file_order: column("file_order", "row"),
      line: column("line", "row"),
      age: over(call("row_number"), {
        partitionBy: keyOf(dataset, "row"),
        orderBy: [
          { by: column("file_order", "row"), descending: true },
          { by: column("line", "row"), descending: true },
        ],
      }),
    },
    joins: [
      {
        kind: "semi",
        relation: table(repeated(dataset)),
        as: "repeated",
        on: equal(column("key", "repeated"), call("hash", ...keyOf(dataset, "row"))),
      },
    ],
  });
  const older = select({
    from: candidates,
    columns: { file_order: column("file_order"), line: column("line") },
    where: above(column("age"), value(1)),
  });
  return create(replaced(dataset), older, `${dataset} that a newer row replaced`);
}

const notReplaced = (dataset: KeyedDataset): Join => ({
  kind: "anti",
  relation: table(replaced(dataset)),
  as: "replaced",
  on: all(
    equal(column("file_order", "replaced"), column("file_order", "row")),
    equal(column("line", "replaced"), column("line", "row")),
  ),
});

const newestRows = (dataset: KeyedDataset, files: DatasetFiles, found: Found): Relation =>
  found.replaced.includes(dataset)
    ? select({
        from: fileRows(files),
        as: "row",
        everything: true,
        columns: {},
        joins: [notReplaced(dataset)],
      })
    : fileRows(files);

type KeyedFiles = DatasetFiles & { readonly dataset: KeyedDataset };

/** The rows that count: the newest of each key, of people who are there, nothing dated after the run's clock. */
export const currentKeyed = (files: KeyedFiles, now: string, found: Found): Relation =>
  select({
    note: `${files.dataset} that count`,
    from: ofThePresent(files, newestRows(files.dataset, files, found), found.aliases),
    as: "row",
    columns: rowColumns(files, "row"),
    where: atMost(column(happened[files.dataset], "row"), timestamp(now)),
  });

/** Whom somebody brought may be known by e-mail, too. */
const broughtBehind = (files: DatasetFiles, rows: Relation): Relation =>
  select({
    from: rows,
    as: "row",
    joins: [behind("referred_member")],
    columns: { ...rowColumns(files, "row"), referred_member: customerBehind("referred_member") },
  });

const asCustomer: Join = {
  kind: "left",
  relation: table(currentTable("customers")),
  as: "customer",
  on: equal(column("memberId", "customer"), column("referred_member", "row")),
};

/** The referrals that count, with `joined`: who was brought is a customer. */
export function currentReferrals(files: KeyedFiles, now: string, found: Found): Relation {
  const rows = currentKeyed(files, now, found);
  return select({
    from: found.aliases ? broughtBehind(files, rows) : rows,
    as: "row",
    everything: true,
    columns: { joined: known(column("memberId", "customer")) },
    joins: [asCustomer],
  });
}
