import { InputProblem } from "../core/failure.ts";

/**
 * A record longer than this is no row: most often a quote that is never closed. Even with each of its
 * quotes doubled it stays under DuckDB's own 2 MB (max_line_size of read_csv; its read buffers grow
 * sixteenfold with that setting, so it is left alone).
 */
export const longestRecord = 1_000_000;

/** One record of a CSV file, as bytes `start` to `end` (without its line end) of `bytes`. */
export interface CsvRecord {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** Line of the file on which it starts, from 1. */
  readonly line: number;
  readonly fields: number;
  /**
   * sound: as RFC 4180 has it · loose: a quote or a carriage return inside an unquoted field, taken
   * as it stands · broken: text after a closing quote.
   */
  readonly quoting: "sound" | "loose" | "broken";
}

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Where reading stands inside one record. */
interface Cursor {
  readonly bytes: Buffer;
  readonly last: boolean;
  at: number;
  fields: number;
  newlines: number;
  loose: boolean;
  broken: boolean;
}

function newlinesBetween(bytes: Buffer, start: number, end: number): number {
  let found = 0;
  for (
    let at = bytes.indexOf(lineFeed, start);
    at >= 0 && at < end;
    at = bytes.indexOf(lineFeed, at + 1)
  ) {
    found += 1;
  }
  return found;
}

/** Moves past a quoted field; false when its closing quote is not in these bytes. */
function passQuoted(cursor: Cursor): boolean {
  const { bytes } = cursor;
  const start = cursor.at;
  let close = bytes.indexOf(quote, start + 1);
  while (close >= 0 && bytes[close + 1] === quote) close = bytes.indexOf(quote, close + 2);
  if (close < 0 || (close + 1 === bytes.length && !cursor.last)) return false;
  cursor.newlines += newlinesBetween(bytes, start, close);
  cursor.at = close + 1;
  return true;
}

interface Dialect {
  readonly delimiter: number;
  /** 1 for bytes that end a field or need a look. */
  readonly marks: Uint8Array;
}

function dialectOf(delimiter: string): Dialect {
  const byte = delimiter.charCodeAt(0);
  const marks = new Uint8Array(256);
  for (const mark of [byte, quote, lineFeed, carriageReturn]) marks[mark] = 1;
  return { delimiter: byte, marks };
}

/** A carriage return before a line feed, or at the end of the file, belongs to the line end. */
const isLineEnd = (bytes: Buffer, at: number): boolean =>
  bytes[at] === carriageReturn && (bytes[at + 1] === lineFeed || at + 1 === bytes.length);

/** Moves past an unquoted rest of a field, up to its delimiter or line end. */
function passPlain(cursor: Cursor, { marks, delimiter }: Dialect): void {
  const { bytes } = cursor;
  let at = cursor.at;
  for (;;) {
    while (at < bytes.length && marks[bytes[at] ?? 0] === 0) at += 1;
    const byte = bytes[at];
    if (byte === undefined || byte === delimiter || byte === lineFeed) break;
    if (!isLineEnd(bytes, at)) cursor.loose = true;
    at += 1;
  }
  cursor.at = at;
}

function endsField({ bytes, at }: Cursor, { delimiter }: Dialect): boolean {
  const byte = bytes[at];
  return byte === undefined || byte === delimiter || byte === lineFeed || isLineEnd(bytes, at);
}

/** Moves past one field; false when it goes on after these bytes. */
function passField(cursor: Cursor, dialect: Dialect): boolean {
  if (cursor.bytes[cursor.at] === quote) {
    if (!passQuoted(cursor)) return false;
    if (!endsField(cursor, dialect)) cursor.broken = true;
  }
  passPlain(cursor, dialect);
  return true;
}

/** Moves past one record; false when it goes on after these bytes. */
function passRecord(cursor: Cursor, dialect: Dialect): boolean {
  for (;;) {
    if (!passField(cursor, dialect)) return false;
    const byte = cursor.bytes[cursor.at];
    if (byte === undefined) return cursor.last;
    if (byte === lineFeed) return true;
    cursor.fields += 1;
    cursor.at += 1;
  }
}

const cursorAt = (bytes: Buffer, at: number, last: boolean): Cursor => ({
  bytes,
  last,
  at,
  fields: 1,
  newlines: 0,
  loose: false,
  broken: false,
});

const quotingOf = ({ broken, loose }: Cursor): CsvRecord["quoting"] =>
  broken ? "broken" : loose ? "loose" : "sound";

function recordOf(cursor: Cursor, start: number, line: number): CsvRecord {
  const { bytes, at, fields } = cursor;
  const end = at > start && bytes[at - 1] === carriageReturn ? at - 1 : at;
  if (end - start > longestRecord) throw tooLong(line);
  return { bytes, start, end, line, fields, quoting: quotingOf(cursor) };
}

const tooLong = (line: number): InputProblem =>
  new InputProblem("a row is longer than 1 MB: is a quote opened here and never closed?", {
    file: "",
    line,
  });

/** Cuts a CSV file into records, chunk by chunk. Empty lines are no records. */
export interface RecordScanner {
  feed(chunk: Uint8Array): readonly CsvRecord[];
  /** What is left at the end of the file. Throws `InputProblem` when it is inside quotes. */
  end(): readonly CsvRecord[];
}

/** Records from the start of some bytes, the line after them, and the bytes of a record that goes on. */
function scanBytes(
  bytes: Buffer,
  dialect: Dialect,
  from: { readonly line: number; readonly last: boolean },
) {
  const records: CsvRecord[] = [];
  let { line } = from;
  let start = 0;
  while (start < bytes.length) {
    const cursor = cursorAt(bytes, start, from.last);
    if (!passRecord(cursor, dialect)) break;
    const record = recordOf(cursor, start, line);
    if (record.end > record.start) records.push(record);
    line += cursor.newlines + 1;
    start = cursor.at + 1;
  }
  return { records, line, rest: bytes.subarray(Math.min(start, bytes.length)) };
}

/** A scanner for one file, encoded in UTF-8. Throws `InputProblem` at a NUL byte or a row over 1 MB. */
export function scanRecords(delimiter: string): RecordScanner {
  const dialect = dialectOf(delimiter);
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  const scan = (bytes: Buffer, last: boolean): readonly CsvRecord[] => {
    const found = scanBytes(bytes, dialect, { line, last });
    ({ rest, line } = found);
    return found.records;
  };
  return {
    feed: (chunk) => {
      if (chunk.includes(0)) {
        throw new InputProblem("the file holds NUL bytes: it is no text, or no CSV");
      }
      const fresh = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
      const records = scan(rest.length === 0 ? fresh : Buffer.concat([rest, fresh]), false);
      if (rest.length > longestRecord) throw tooLong(line);
      return records;
    },
    end: () => {
      const records = scan(rest, true);
      if (rest.length === 0) return records;
      throw new InputProblem("a quote is opened in this row and never closed", { file: "", line });
    },
  };
}

const doubled = /""/g;

/** A record's fields as text, unquoted. */
export function fieldsOf(record: CsvRecord, delimiter: string): readonly string[] {
  const dialect = dialectOf(delimiter);
  const own = record.bytes.subarray(record.start, record.end);
  const cursor = cursorAt(own, 0, true);
  const fields: string[] = [];
  for (;;) {
    const from = cursor.at;
    passField(cursor, dialect);
    const text = own.toString("utf8", from, cursor.at);
    const quoted = text.length > 1 && text.startsWith('"') && text.endsWith('"');
    fields.push(quoted ? text.slice(1, -1).replaceAll(doubled, '"') : text);
    if (cursor.at >= own.length) return fields;
    cursor.at += 1;
  }
}
