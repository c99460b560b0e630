import type * as z from "zod";
import type { SqlType } from "./expression.ts";
import type { FunctionName } from "./function-names.ts";
import type { Relation, Statement } from "./relation.ts";

/** A value as it comes out of an engine: BIGINT and DECIMAL as bigint or number, DATE and TIMESTAMP as ISO text. */
export type SqlValue = string | number | bigint | boolean | null | readonly SqlValue[];
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** Some rows of a result, column by column: read several times faster than one row after the other. */
export interface Chunk {
  readonly rows: number;
  /** Throws when the column is no VARCHAR. */
  texts(name: string): readonly (string | null)[];
  /** Throws when the column is no BIGINT. */
  integers(name: string): readonly (bigint | null)[];
}

/** What columns that are made in JavaScript may be. */
export type ColumnTypes = Readonly<Record<string, Extract<SqlType, "VARCHAR" | "BIGINT">>>;
/** Some rows on their way in, column by column, all equally long. */
export type Columns = Readonly<Record<string, readonly (string | bigint | null)[]>>;

/** A function that is made in JavaScript, of some rows at a time: takes columns of texts, gives one as long. */
export type TextFunction = (
  ...columns: readonly (readonly (string | null)[])[]
) => readonly (string | null)[];

/** Something that runs our SQL. What grows with customers stays inside it or streams. */
export interface Engine {
  run(statement: Statement): Promise<void>;
  /** Says what a function is that SQL calls by this name; the last word counts. */
  define(name: FunctionName, parameters: number, made: TextFunction): void;
  /** Streams a result, in order. */
  rows(relation: Relation): AsyncIterable<SqlRow>;
  /** The same where there is much of it: columns of texts and integers, some rows at a time. */
  chunks(relation: Relation): AsyncIterable<Chunk>;
  /** A small result, parsed. */
  all<T>(relation: Relation, row: z.ZodType<T>): Promise<readonly T[]>;
  /** Fills a new table from rows made in JavaScript. */
  load(
    table: string,
    columns: Readonly<Record<string, SqlType>>,
    rows: AsyncIterable<readonly SqlValue[]> | Iterable<readonly SqlValue[]>,
  ): Promise<void>;
  /** The same from columns. */
  loadChunks(
    table: string,
    columns: ColumnTypes,
    chunks: AsyncIterable<Columns> | Iterable<Columns>,
  ): Promise<void>;
  close(): void;
}
