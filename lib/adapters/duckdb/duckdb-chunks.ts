import {
  BIGINT,
  DuckDBBigIntVector,
  DuckDBDataChunk,
  DuckDBVarCharVector,
  VARCHAR,
} from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Chunk, Columns, ColumnTypes } from "../../sql/engine.ts";

/** DuckDB's own size of a chunk: it takes no larger ones. */
const mostRows = 2048;

/** Some rows of a result; a column's type is looked at once. */
function chunkOf(data: DuckDBDataChunk, names: readonly string[]): Chunk {
  const vector = (name: string) => {
    const at = names.indexOf(name);
    if (at === -1) throw new RangeError(`there is no column ${name}`);
    return data.getColumnVector(at);
  };
  const rows = Array.from({ length: data.rowCount }, (_, row) => row);
  return {
    rows: data.rowCount,
    texts: (name) => {
      const found = vector(name);
      if (found instanceof DuckDBVarCharVector) return rows.map((row) => found.getItem(row));
      throw new TypeError(`the column ${name} is no text`);
    },
    integers: (name) => {
      const found = vector(name);
      if (found instanceof DuckDBBigIntVector) return rows.map((row) => found.getItem(row));
      throw new TypeError(`the column ${name} is no BIGINT`);
    },
  };
}

/** Reads a result to its end, column by column. */
export async function* readChunks(
  connection: DuckDBConnection,
  text: string,
): AsyncGenerator<Chunk> {
  const result = await connection.stream(text);
  const names = result.columnNames();
  for (;;) {
    const data = await result.fetchChunk();
    if (data === null || data.rowCount === 0) return;
    yield chunkOf(data, names);
  }
}

const duckDbTypes = { VARCHAR, BIGINT } as const;

/** Columns in pieces that a chunk can hold. */
function* pieces(names: readonly string[], columns: Columns) {
  const whole = names.map((name) => columns[name] ?? []);
  const rows = whole[0]?.length ?? 0;
  if (whole.some(({ length }) => length !== rows))
    throw new RangeError("columns of one chunk are not equally long");
  for (let from = 0; from < rows; from += mostRows) {
    yield rows <= mostRows ? whole : whole.map((column) => column.slice(from, from + mostRows));
  }
}

/** Adds columns made in JavaScript to a table. */
export async function appendChunks(
  connection: DuckDBConnection,
  into: { readonly table: string; readonly columns: ColumnTypes },
  chunks: AsyncIterable<Columns> | Iterable<Columns>,
): Promise<void> {
  const names = Object.keys(into.columns);
  const types = Object.values(into.columns).map((type) => duckDbTypes[type]);
  const appender = await connection.createAppender(into.table);
  for await (const columns of chunks) {
    for (const piece of pieces(names, columns)) {
      const data = DuckDBDataChunk.create(types, piece[0]?.length ?? 0);
      data.setColumns(piece);
      appender.appendDataChunk(data);
    }
  }
  appender.closeSync();
}
