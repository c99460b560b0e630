import type * as z from "zod";
import type { SqlType } from "./expression.ts";
import type { Relation, Statement } from "./relation.ts";

/** A value as it comes out of an engine: BIGINT and DECIMAL as bigint or number, DATE and TIMESTAMP as ISO text. */
export type SqlValue = string | number | bigint | boolean | null | readonly SqlValue[];
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** Something that runs our SQL. What grows with customers stays inside it or streams. */
export interface Engine {
  run(statement: Statement): Promise<void>;
  /** Streams a result, in order. */
  rows(relation: Relation): AsyncIterable<SqlRow>;
  /** A small result, parsed. */
  all<T>(relation: Relation, row: z.ZodType<T>): Promise<readonly T[]>;
  /** Fills a new table from rows made in JavaScript. */
  load(
    table: string,
    columns: Readonly<Record<string, SqlType>>,
    rows: AsyncIterable<readonly SqlValue[]> | Iterable<readonly SqlValue[]>,
  ): Promise<void>;
  close(): void;
}
