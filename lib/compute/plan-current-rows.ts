import { attributeTypes, datasetColumns } from "../ingest/contract-columns.ts";
import { call, cast, castOrNull, column, equal, value } from "../sql/expression.ts";
import type { Expression, SqlType } from "../sql/expression.ts";
import { newestRow } from "../sql/newest-row.ts";
import { createEmpty, parquet, select, table, union } from "../sql/relation.ts";
import type { Join, Relation, Statement } from "../sql/relation.ts";
import { tightCode } from "../sql/tight-code.ts";
import type { DatasetMap } from "../workspace/workspace.ts";

/** Datasets that every generation is computed from. */
const alwaysComputed = ["customers", "orders", "products", "objections"] as const;

/** Datasets that a generation is computed from where some rule asks for their rows. */
export const askedFor = ["events", "feedback", "referrals", "consents", "places"] as const;
export type AskedDataset = (typeof askedFor)[number];

export type ComputedDataset = (typeof alwaysComputed)[number] | AskedDataset;

/** The table (or view) of a dataset's rows as they count now. */
export const currentTable = (dataset: ComputedDataset): string => `${dataset}_now`;

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

/** Finds the customer behind a person whom a column may know by e-mail. */
export const behind = (memberColumn: string): Join => ({
  kind: "left",
  relation: table("known_as"),
  as: "alias",
  on: equal(column("alias", "alias"), column(memberColumn, "row")),
});

/** That customer, else the person as the column has them. */
export const customerBehind = (memberColumn: string): Expression =>
  call("coalesce", column("memberId", "alias"), column(memberColumn, "row"));

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
    joins: [behind("memberId")],
    columns: { ...rowColumns(files, "row"), memberId: customerBehind("memberId") },
  });

/** Rows of people who are still there, by the tables `known_as` (if anybody is in it) and `gone`. */
export const ofThePresent = (files: DatasetFiles, rows: Relation, hasAliases: boolean): Relation =>
  select({
    from: hasAliases ? takenOver(files, rows) : rows,
    as: "row",
    everything: true,
    columns: {},
    joins: [notGone],
  });

const born: Join = {
  kind: "left",
  relation: table("births"),
  as: "born",
  on: equal(column("person", "born"), column("memberId", "row")),
};

/**
 * One row per customer: the newest, with the columns asked for. Of people with several records (table
 * `births`) the birth date is known as soon as one of them has it.
 */
export const currentCustomers = (
  files: DatasetFiles,
  columns: readonly string[],
  hasAliases: boolean,
): Relation =>
  select({
    note: "each customer as the newest row has them",
    from: newestRow(ofThePresent(files, fileRows(files), hasAliases), [column("memberId")]),
    as: "row",
    joins: [born],
    columns: {
      memberId: column("memberId", "row"),
      rules: column("rules", "row"),
      ...Object.fromEntries(columns.map((name) => [name, typed(name, files, "row")])),
      birth_date: call("coalesce", column("birth_date", "born"), column("birth_date", "row")),
    },
  });

/** Of datasets whose rows have no time of their own the newest file's row counts. */
const newestFilesRow = (
  rows: Relation,
  columns: Readonly<Record<string, Expression>>,
  key: readonly string[],
): Relation =>
  newestRow(
    select({
      from: rows,
      columns: {
        ...columns,
        file_order: column("file_order"),
        line: column("line"),
        updated_at: cast(value(null), "TIMESTAMP"),
      },
    }),
    key.map((name) => column(name)),
  );

const named = (...names: readonly string[]): Readonly<Record<string, Expression>> =>
  Object.fromEntries(names.map((name) => [name, column(name)]));

/** One row per product: that of the newest file. */
export const currentProducts = (files: DatasetFiles): Relation =>
  newestFilesRow(fileRows(files), named("product_id", "product_name", "category"), ["product_id"]);

/** One row per country and postal code (`code`, without spaces): that of the newest file. */
export const currentPlaces = (files: DatasetFiles): Relation =>
  newestFilesRow(
    fileRows(files),
    {
      ...named("country", "place", "region", "municipality", "latitude", "longitude"),
      code: tightCode(column("postal_code")),
    },
    ["country", "code"],
  );
