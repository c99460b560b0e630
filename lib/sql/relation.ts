import type { Expression, Order, SqlType } from "./expression.ts";

/** Relations (what stands in FROM) and statements, as typed data. Notes become comments in the SQL. */
export type Relation =
  | { readonly is: "table"; readonly name: string }
  /** Local Parquet files, columns matched by name. */
  | {
      readonly is: "parquet";
      readonly paths: readonly string[];
      /** With the column `file_row_number`, from 0. */
      readonly numbered?: boolean;
    }
  /** The elements of a Parquet file's schema, depth first from its root: `name`, `num_children`. */
  | { readonly is: "parquet-schema"; readonly path: string }
  /** The columns of a relation: `column_name`, `column_type`. */
  | { readonly is: "columns"; readonly of: Relation }
  /** A local, checked CSV file: UTF-8, no header, every column text, an empty cell unknown. */
  | {
      readonly is: "csv";
      readonly path: string;
      readonly delimiter: string;
      readonly quote: string;
      readonly lineEnd: "\n" | "\r\n";
      /** Names by position. */
      readonly columns: readonly string[];
    }
  /** Rows written out; for small things only. */
  | {
      readonly is: "rows";
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Expression[])[];
    }
  | ({ readonly is: "select" } & Select)
  | { readonly is: "union"; readonly of: readonly Relation[] }
  | { readonly is: "steps"; readonly steps: readonly Step[]; readonly gives: Relation };

export interface Step {
  readonly name: string;
  readonly note?: string;
  readonly relation: Relation;
}

export interface Join {
  /** asof: the one row whose `on` is met most closely. */
  readonly kind: "inner" | "left" | "full" | "semi" | "anti" | "cross" | "asof";
  readonly relation: Relation;
  readonly as: string;
  readonly on?: Expression;
}

export interface Select {
  /** What it is for: printed above it. */
  readonly note?: string;
  readonly from: Relation;
  readonly as?: string;
  readonly joins?: readonly Join[];
  /** Output columns by name. `everything` adds all columns of `from` first. */
  readonly columns: Readonly<Record<string, Expression>>;
  readonly everything?: boolean;
  readonly distinct?: boolean;
  readonly where?: Expression | undefined;
  readonly groupBy?: readonly Expression[];
  readonly having?: Expression;
  /** A condition over window functions. */
  readonly qualify?: Expression;
  readonly orderBy?: readonly Order[];
  readonly limit?: number;
}

export const table = (name: string): Relation => ({ is: "table", name });
export const parquet = (...paths: readonly string[]): Relation => ({ is: "parquet", paths });
/** One file, its rows numbered in `file_row_number`. */
export const numberedParquet = (path: string): Relation => ({
  is: "parquet",
  paths: [path],
  numbered: true,
});
export const parquetSchema = (path: string): Relation => ({ is: "parquet-schema", path });
export const columnsOf = (of: Relation): Relation => ({ is: "columns", of });
export const select = (of: Select): Relation => ({ is: "select", ...of });
export const union = (...of: readonly Relation[]): Relation => ({ is: "union", of });
export const steps = (before: readonly Step[], gives: Relation): Relation => ({
  is: "steps",
  steps: before,
  gives,
});

/** An empty relation with typed columns: what a dataset is before its first file. */
export interface EmptyTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, SqlType>>;
}

export type Statement =
  | { readonly is: "create"; readonly name: string; readonly note?: string; readonly as: Relation }
  /** A relation by a name: read anew wherever it is used. */
  | { readonly is: "view"; readonly name: string; readonly note: string; readonly as: Relation }
  | ({ readonly is: "create-empty" } & EmptyTable)
  /**
   * Parquet to keep (zstd), also of rows of a kilobyte; Parquet that is read once and thrown away
   * (lz4), or CSV with a header.
   */
  | {
      readonly is: "write";
      readonly from: Relation;
      readonly path: string;
      readonly format: "parquet" | "wide" | "scratch" | "csv";
    }
  | { readonly is: "drop"; readonly name: string };

export const create = (name: string, as: Relation, note?: string): Statement =>
  note === undefined ? { is: "create", name, as } : { is: "create", name, as, note };
export const view = (name: string, as: Relation, note: string): Statement => ({
  is: "view",
  name,
  note,
  as,
});
export const createEmpty = (
  name: string,
  columns: Readonly<Record<string, SqlType>>,
): Statement => ({
  is: "create-empty",
  name,
  columns,
});
export const write = (
  from: Relation,
  path: string,
  format: "parquet" | "wide" | "scratch" | "csv" = "parquet",
): Statement => ({
  is: "write",
  from,
  path,
  format,
});
