import { InputProblem } from "../core/failure.ts";

/** A line longer than this is no row: most often a quote that is never closed. */
export const longestRecord = 1024 * 1024;

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

/** 1 for bytes that end a field or need a look. */
function marksOf(delimiter: number): Uint8Array {
  const marks = new Uint8Array(256);
  for (const byte of [delimiter, quote, lineFeed, carriageReturn]) marks[byte] = 1;
  return marks;
}

/** Moves past an unquoted rest of a field, up to its delimiter or line end. */
function passPlain(cursor: Cursor, marks: Uint8Array, delimiter: number): void {
  const { bytes } = cursor;
  let at = cursor.at;
  for (;;) {
    while (at < bytes.length && marks[bytes[at] ?? 0] === 0) at += 1;
    const byte = bytes[at];
    if (byte === undefined || byte === delimiter || byte === lineFeed) break;
    // A carriage return before a line feed (or at the end of the file) belongs to the line end.
    if (byte === quote || !(bytes[at + 1] === lineFeed || at + 1 === bytes.length))
      cursor.loose = true;
    at += 1;
  }
  cursor.at = at;
}

function endsField(cursor: Cursor, delimiter: number): boolean {
  const byte = cursor.bytes[cursor.at];
  return (
    byte === undefined ||
    byte === delimiter ||
    byte === lineFeed ||
    (byte === carriageReturn && cursor.bytes[cursor.at + 1] === lineFeed)
  );
}

function passField(cursor: Cursor, marks: Uint8Array, delimiter: number): boolean {
  if (cursor.bytes[cursor.at] === quote) {
    if (!passQuoted(cursor)) return false;
    if (!endsField(cursor, delimiter)) cursor.broken = true;
  }
  passPlain(cursor, marks, delimiter);
  return true;
}

/** Moves past one record; false when it goes on after these bytes. */
function passRecord(cursor: Cursor, marks: Uint8Array, delimiter: number): boolean {
  for (;;) {
    if (!passField(cursor, marks, delimiter)) return false;
    const byte = cursor.bytes[cursor.at];
    if (byte === undefined) return cursor.last;
    if (byte === lineFeed) return true;
    cursor.fields += 1;
    cursor.at += 1;
  }
}

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

/** A scanner for one file, encoded in UTF-8. Throws `InputProblem` at a NUL byte or a row over 1 MB. */
export function scanRecords(delimiter: string): RecordScanner {
  const separator = delimiter.charCodeAt(0);
  const marks = marksOf(separator);
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;

  const scan = (bytes: Buffer, last: boolean): readonly CsvRecord[] => {
    const records: CsvRecord[] = [];
    let start = 0;
    while (start < bytes.length) {
      const cursor: Cursor = {
        bytes,
        last,
        at: start,
        fields: 1,
        newlines: 0,
        loose: false,
        broken: false,
      };
      if (!passRecord(cursor, marks, separator)) break;
      const record = recordOf(cursor, start, line);
      if (record.end > record.start) records.push(record);
      line += cursor.newlines + 1;
      start = cursor.at + 1;
    }
    rest = bytes.subarray(Math.min(start, bytes.length));
    return records;
  };

  return {
    feed: (chunk) => {
      const nul = chunk.indexOf(0);
      if (nul >= 0) throw new InputProblem("the file holds NUL bytes: it is no text, or no CSV");
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
  const { bytes, start, end } = record;
  const separator = delimiter.charCodeAt(0);
  const marks = marksOf(separator);
  const own = bytes.subarray(start, end);
  const cursor: Cursor = {
    bytes: own,
    last: true,
    at: 0,
    fields: 1,
    newlines: 0,
    loose: false,
    broken: false,
  };
  const fields: string[] = [];
  for (;;) {
    const from = cursor.at;
    passField(cursor, marks, separator);
    const text = own.toString("utf8", from, cursor.at);
    const quoted = text.length > 1 && text.startsWith('"') && text.endsWith('"');
    fields.push(quoted ? text.slice(1, -1).replaceAll(doubled, '"') : text);
    if (cursor.at >= own.length) return fields;
    cursor.at += 1;
  }
}
