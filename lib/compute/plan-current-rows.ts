import { attributeTypes, datasetColumns } from "../ingest/contract-columns.ts";
import { call, cast, castOrNull, column, equal, value } from "../sql/expression.ts";
import type { Expression, SqlType } from "../sql/expression.ts";
import { newestRow } from "../sql/newest-row.ts";
import { createEmpty, parquet, select, table, union } from "../sql/relation.ts";
import type { Join, Relation, Statement } from "../sql/relation.ts";
import type { DatasetMap } from "../workspace/workspace.ts";

/** The datasets that a generation is computed from. */
export type ComputedDataset = "customers" | "orders" | "products" | "objections";

/** The files of a dataset that count, at the bench. */
export interface DatasetFiles {
  readonly dataset: ComputedDataset;
  readonly map: DatasetMap;
  /** Parquet files called by `localName`. */
  readonly paths: readonly string[];
  /** How many files were dropped, however many parts each has. */
  readonly files: number;
}

const digits = 8;
const numbered = (of: number): string => String(of).padStart(digits, "0");

/** The local name of a part of the nth file of a dataset, oldest first: where `file_order` comes from. */
export const localName = (dataset: string, file: number, part: number): string =>
  `${dataset}-${numbered(file)}-${numbered(part)}.parquet`;

/** All parts of a file are of the same age. */
const fileOrder = call(
  "regexp_extract",
  column("filename"),
  value(`(\\d{${digits}})-\\d{${digits}}\\.parquet$`),
  value(1),
);

const emptyTable = (dataset: ComputedDataset): string => `no ${dataset}`;

const attributesOf = ({
  attributes,
}: DatasetMap): readonly (readonly [name: string, type: SqlType])[] =>
  Object.entries(attributes).map(([name, { type }]) => [name, attributeTypes[type]]);

const shape = ({ dataset, map }: DatasetFiles): Readonly<Record<string, SqlType>> => ({
  ...datasetColumns[dataset],
  ...Object.fromEntries(attributesOf(map)),
  file_order: "VARCHAR",
});

/** An empty table that gives a dataset its columns, also those that no file has. */
export const shapeOf = (files: DatasetFiles): Statement =>
  createEmpty(emptyTable(files.dataset), shape(files));

/** All accepted rows, with `file_order`: sorts by the age of the file. */
export function fileRows({ dataset, paths }: DatasetFiles): Relation {
  const empty = table(emptyTable(dataset));
  if (paths.length === 0) return empty;
  const files = select({
    from: parquet(...paths),
    everything: true,
    columns: { file_order: fileOrder },
  });
  return union(empty, files);
}

/** A column as its map has it now; older files may hold the attribute with another type. */
function typed(name: string, { map }: DatasetFiles, of?: string): Expression {
  const attribute = attributesOf(map).find(([known]) => known === name);
  return attribute === undefined ? column(name, of) : castOrNull(column(name, of), attribute[1]);
}

/** The columns of a dataset's rows, of the relation `of`. */
export const rowColumns = (files: DatasetFiles, of: string): Readonly<Record<string, Expression>> =>
  Object.fromEntries(Object.keys(shape(files)).map((name) => [name, typed(name, files, of)]));

const behind: Join = {
  kind: "left",
  relation: table("aliases"),
  as: "alias",
  on: equal(column("alias", "alias"), column("memberId", "row")),
};

const notGone: Join = {
  kind: "anti",
  relation: table("gone"),
  as: "gone",
  on: equal(column("memberId", "row"), column("memberId", "gone")),
};

/** Rows that name somebody by an e-mail address, under the customer whose address it is. */
const takenOver = (files: DatasetFiles, rows: Relation): Relation =>
  select({
    note: `${files.dataset} of people known by e-mail, under the customer behind it`,
    from: rows,
    as: "row",
    joins: [behind],
    columns: {
      ...rowColumns(files, "row"),
      memberId: call("coalesce", column("memberId", "alias"), column("memberId", "row")),
    },
  });

/** Rows of people who are still there, by the tables `aliases` (if anybody has one) and `gone`. */
export const ofThePresent = (files: DatasetFiles, rows: Relation, hasAliases: boolean): Relation =>
  select({
    from: hasAliases ? takenOver(files, rows) : rows,
    as: "row",
    everything: true,
    columns: {},
    joins: [notGone],
  });

/** One row per customer: the newest, with the columns asked for. */
export const currentCustomers = (
  files: DatasetFiles,
  columns: readonly string[],
  hasAliases: boolean,
): Relation =>
  select({
    note: "each customer as the newest row has them",
    from: newestRow(ofThePresent(files, fileRows(files), hasAliases), [column("memberId")]),
    columns: {
      memberId: column("memberId"),
      birth_date: column("birth_date"),
      rules: column("rules"),
      ...Object.fromEntries(columns.map((name) => [name, typed(name, files)])),
    },
  });

/** One row per product: that of the newest file. */
export const currentProducts = (files: DatasetFiles): Relation =>
  newestRow(
    select({
      note: "each product as the newest file has it",
      from: fileRows(files),
      columns: {
        product_id: column("product_id"),
        product_name: column("product_name"),
        category: column("category"),
        file_order: column("file_order"),
        line: column("line"),
        updated_at: cast(value(null), "TIMESTAMP"),
      },
    }),
    [column("product_id")],
  );
