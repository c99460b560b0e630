import { attributeTypes, datasetColumns } from "../ingest/contract.ts";
import { all, atMost, call, castOrNull, column, equal, timestamp } from "../sql/expression.ts";
import type { Expression, SqlType } from "../sql/expression.ts";
import { newestRow } from "../sql/newest-row.ts";
import { createEmpty, parquet, select, table, union } from "../sql/relation.ts";
import type { Relation, Statement } from "../sql/relation.ts";
import type { DatasetMap } from "../workspace/workspace.ts";

/** The datasets that a generation is computed from. */
export type ComputedDataset = "customers" | "orders";

/** Local Parquet files of a dataset, oldest first, so named that their names sort by age. */
export interface DatasetFiles {
  readonly dataset: ComputedDataset;
  readonly map: DatasetMap;
  readonly paths: readonly string[];
}

const emptyTable = (dataset: ComputedDataset): string => `no ${dataset}`;

const attributesOf = ({
  attributes,
}: DatasetMap): readonly (readonly [name: string, type: SqlType])[] =>
  Object.entries(attributes).map(([name, { type }]) => [name, attributeTypes[type]]);

/** An empty table that gives a dataset its columns, also those that no file has. */
export const shapeOf = ({ dataset, map }: DatasetFiles): Statement =>
  createEmpty(emptyTable(dataset), {
    ...datasetColumns[dataset],
    ...Object.fromEntries(attributesOf(map)),
    file_order: "VARCHAR",
  });

/** All accepted rows, with `file_order`: names of files sort by their age. */
function fileRows({ dataset, paths }: DatasetFiles): Relation {
  const empty = table(emptyTable(dataset));
  if (paths.length === 0) return empty;
  const files = select({
    from: parquet(...paths),
    everything: true,
    columns: { file_order: column("filename") },
  });
  return union(empty, files);
}

/** Rows of people who were not erased. */
const ofTheLiving = (rows: Relation): Relation =>
  select({
    from: rows,
    as: "row",
    everything: true,
    columns: {},
    joins: [
      {
        kind: "anti",
        relation: table("tombstones"),
        as: "gone",
        on: equal(column("memberId", "row"), column("memberId", "gone")),
      },
    ],
  });

/** A column as its map has it now; older files may hold the attribute with another type. */
function typed(name: string, { map }: DatasetFiles): Expression {
  const attribute = attributesOf(map).find(([known]) => known === name);
  return attribute === undefined ? column(name) : castOrNull(column(name), attribute[1]);
}

/** One row per customer: the newest, with the columns asked for (by the names they shall have). */
export const currentCustomers = (
  files: DatasetFiles,
  columns: Readonly<Record<string, string>>,
): Relation =>
  select({
    note: "each customer as the newest row has them",
    from: newestRow(ofTheLiving(fileRows(files)), [column("memberId")]),
    columns: {
      memberId: column("memberId"),
      birth_date: column("birth_date"),
      ...Object.fromEntries(Object.entries(columns).map(([as, name]) => [as, typed(name, files)])),
    },
  });

/** An order that was dropped again replaces all its lines: those of its newest file count. */
function newestLines(files: DatasetFiles): Relation {
  const rows = fileRows(files);
  if (files.paths.length < 2) return rows;
  const newest = select({
    note: "the newest file of each order",
    from: rows,
    columns: { order_id: column("order_id"), file_order: call("max", column("file_order")) },
    groupBy: [column("order_id")],
  });
  return select({
    from: rows,
    as: "line",
    everything: true,
    columns: {},
    joins: [
      {
        kind: "semi",
        relation: newest,
        as: "newest",
        on: all(
          equal(column("order_id", "line"), column("order_id", "newest")),
          equal(column("file_order", "line"), column("file_order", "newest")),
        ),
      },
    ],
  });
}

/** The order lines that count: newest file of each order, nothing dated after the run's clock. */
export const currentOrders = (files: DatasetFiles, now: string): Relation =>
  select({
    note: "order lines that count",
    from: ofTheLiving(newestLines(files)),
    everything: true,
    columns: {},
    where: atMost(column("ordered_at"), timestamp(now)),
  });
