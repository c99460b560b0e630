import { DuckDBInstance, DuckDBListValue, LIST, VARCHAR } from "@duckdb/node-api";
import type { DuckDBAppender, DuckDBConnection } from "@duckdb/node-api";
import { mkdirSync } from "node:fs";
import * as z from "zod";
import type { Engine, SqlRow, SqlValue } from "../../sql/engine.ts";
import type { SqlType } from "../../sql/expression.ts";
import { relation as printRelation, statement as printStatement } from "../../sql/print-duckdb.ts";
import type { Relation } from "../../sql/relation.ts";
import { appendChunks, readChunks } from "./duckdb-chunks.ts";
import { duckDbFunctions } from "./duckdb-functions.ts";

export interface DuckDbSettings {
  /** A folder for what does not fit in memory. */
  readonly scratch: string;
  /** Memory for DuckDB itself, in MB; the process needs about as much again. */
  readonly memoryMb: number;
  readonly threads: number;
  /**
   * Streams what stands first in a statement past what is joined to it, as the statement says. Where files
   * are filtered DuckDB guesses far too few rows, and would hold these instead.
   */
  readonly joinsAsWritten?: boolean;
}

/**
 * DuckDB's messages repeat the value that broke a cast, so only the kind of error is told, and
 * what the statement was for.
 */
function refusal(error: unknown, text: string): Error {
  const kind =
    /^[A-Za-z ]+ Error/.exec(error instanceof Error ? error.message : "")?.[0] ?? "error";
  const note = /^-- (.*)$/m.exec(text)?.[1];
  return new Error(`DuckDB: ${kind}${note === undefined ? "" : ` in "${note}"`}`);
}

const cell = z.unknown().transform((of): SqlValue => {
  if (of === null || of === undefined) return null;
  if (typeof of === "bigint") return Number.isSafeInteger(Number(of)) ? Number(of) : of;
  if (of instanceof Date) return of.toISOString();
  if (Array.isArray(of)) return of.map((one: unknown) => cell.parse(one));
  if (typeof of === "string" || typeof of === "number" || typeof of === "boolean") return of;
  throw new TypeError("DuckDB gave a value of a type that our SQL does not use");
});

/** What a column's cells become: days as `2026-11-24`, everything else as `cell` has it. */
function reader(type: string): (of: unknown) => SqlValue {
  if (type === "DATE") return (of) => (of instanceof Date ? of.toISOString().slice(0, 10) : null);
  return (of) => (typeof of === "string" ? of : cell.parse(of));
}

const integer = z.union([z.bigint(), z.int()]);
const texts = z.array(z.string());

/** How JavaScript's values get into a new table. Other types are made by SQL from these. */
const appenders: Partial<Record<SqlType, (to: DuckDBAppender, of: SqlValue) => void>> = {
  BOOLEAN: (to, of) => to.appendBoolean(of === true),
  INTEGER: (to, of) => to.appendInteger(Number(of)),
  BIGINT: (to, of) => to.appendBigInt(BigInt(integer.parse(of))),
  DOUBLE: (to, of) => to.appendDouble(Number(of)),
  VARCHAR: (to, of) => to.appendVarchar(String(of)),
  "VARCHAR[]": (to, of) => to.appendList(new DuckDBListValue(texts.parse(of)), LIST(VARCHAR)),
};

function put(appender: DuckDBAppender, type: SqlType, of: SqlValue): void {
  const append = appenders[type];
  if (append === undefined) throw new TypeError(`a ${type} column is made by SQL, not loaded`);
  if (of === null) appender.appendNull();
  else append(appender, of);
}

async function fill(
  connection: DuckDBConnection,
  into: { readonly table: string; readonly types: readonly SqlType[] },
  rows: AsyncIterable<readonly SqlValue[]> | Iterable<readonly SqlValue[]>,
): Promise<void> {
  const appender = await connection.createAppender(into.table);
  let waiting = 0;
  for await (const row of rows) {
    into.types.forEach((type, at) => put(appender, type, row[at] ?? null));
    appender.endRow();
    waiting += 1;
    if (waiting % 50_000 === 0) appender.flushSync();
  }
  appender.closeSync();
}

/** Reads a result to its end, or until nobody asks any more. */
async function* readRows(connection: DuckDBConnection, text: string): AsyncGenerator<SqlRow> {
  const result = await connection.stream(text);
  const readers = result
    .columnNames()
    .map((name, at) => ({ name, read: reader(String(result.columnType(at))) }));
  for await (const chunk of result.yieldRowsJs()) {
    for (const row of chunk)
      yield Object.fromEntries(readers.map((column, at) => [column.name, column.read(row[at])]));
  }
}

/**
 * A result on a connection of its own: the next statement of a connection ends its open result
 * without an error, in the middle of its rows.
 */
async function* stream<T>(
  instance: DuckDBInstance,
  of: Relation,
  read: (connection: DuckDBConnection, text: string) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const text = printRelation(of);
  const connection = await instance.connect();
  try {
    yield* read(connection, text);
  } catch (error) {
    throw refusal(error, text);
  } finally {
    connection.closeSync();
  }
}

function createInstance({
  scratch,
  memoryMb,
  threads,
  joinsAsWritten = false,
}: DuckDbSettings): Promise<DuckDBInstance> {
  mkdirSync(scratch, { recursive: true });
  return DuckDBInstance.create(":memory:", {
    threads: String(threads),
    memory_limit: `${memoryMb}MB`,
    temp_directory: scratch,
    home_directory: scratch,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    disabled_optimizers: joinsAsWritten ? "join_order,build_side_probe_side" : "",
  });
}

/** A DuckDB of its own in memory, closed to the network and to extensions. */
export async function openDuckDb(settings: DuckDbSettings): Promise<Engine> {
  const instance = await createInstance(settings);
  const connection = await instance.connect();
  const functions = duckDbFunctions(connection);
  const run: Engine["run"] = async (what) => {
    const text = printStatement(what);
    functions.takeFailure();
    await connection.run(text).catch((error: unknown) => {
      throw functions.takeFailure() ?? refusal(error, text);
    });
  };
  return {
    run,
    define: functions.define,
    rows: (of) => stream(instance, of, readRows),
    chunks: (of) => stream(instance, of, readChunks),
    all: async (of, schema) => {
      const found = [];
      for await (const row of stream(instance, of, readRows)) found.push(schema.parse(row));
      return found;
    },
    load: async (table, columns, rows) => {
      await run({ is: "create-empty", name: table, columns });
      await fill(connection, { table, types: Object.values(columns) }, rows);
    },
    loadChunks: async (table, columns, chunks) => {
      await run({ is: "create-empty", name: table, columns });
      await appendChunks(connection, { table, columns }, chunks);
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
