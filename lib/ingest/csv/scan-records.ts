import { isAscii } from "node:buffer";
import { InputProblem } from "../../core/failure.ts";

/**
 * A record longer than this is no row: most often a quote that is never closed. Even with each of its
 * quotes doubled it stays under DuckDB's own 2 MB (max_line_size of read_csv; its read buffers grow
 * sixteenfold with that setting, so it is left alone).
 */
export const longestRecord = 1_000_000;

/** One record of a CSV file, as bytes `start` to `end` (without its line end) of `bytes`. Valid until the next one. */
export interface CsvRecord {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** Line of the file on which it starts, from 1. */
  readonly line: number;
  readonly fields: number;
  /** Bytes of its line end: 2 after a carriage return, 0 at the end of the file. */
  readonly lineEnd: number;
  /**
   * sound: as RFC 4180 has it · loose: a quote or a carriage return inside an unquoted field, taken
   * as it stands · broken: text after a closing quote.
   */
  readonly quoting: "sound" | "loose" | "broken";
}

/** What stands between fields and around them. */
export interface Dialect {
  readonly delimiter: string;
  readonly quote: string;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** A dialect as bytes. */
interface Marks {
  readonly delimiter: number;
  readonly quote: number;
  /** 1 for bytes that end a field or need a look: the dialect's, line ends, and all beyond ASCII. */
  readonly stops: Uint8Array;
}

function marksOf(dialect: Dialect): Marks {
  const [delimiter, quote] = [dialect.delimiter.charCodeAt(0), dialect.quote.charCodeAt(0)];
  const stops = new Uint8Array(256).fill(1, 0x80);
  for (const mark of [delimiter, quote, lineFeed, carriageReturn]) stops[mark] = 1;
  return { delimiter, quote, stops };
}

/** Where reading stands inside one record, and what the record was found to be. */
interface Cursor {
  bytes: Buffer;
  last: boolean;
  /** None of the bytes is beyond ASCII. */
  ascii: boolean;
  at: number;
  start: number;
  end: number;
  line: number;
  fields: number;
  lineEnd: number;
  newlines: number;
  loose: boolean;
  broken: boolean;
  quoting: CsvRecord["quoting"];
  /** Columns with a cell that needs trimming or has characters beyond ASCII. */
  readonly untidy: boolean[];
}

const isVisible = (byte: number | undefined): boolean =>
  byte !== undefined && byte > 0x20 && byte < 0x7f;

function noteEnds(cursor: Cursor, start: number, end: number): void {
  if (end > start && !(isVisible(cursor.bytes[start]) && isVisible(cursor.bytes[end - 1]))) {
    cursor.untidy[cursor.fields - 1] = true;
  }
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
function passQuoted(cursor: Cursor, { quote }: Marks): boolean {
  const { bytes } = cursor;
  const start = cursor.at + 1;
  let close = bytes.indexOf(quote, start);
  while (close >= 0 && bytes[close + 1] === quote) close = bytes.indexOf(quote, close + 2);
  if (close < 0 || (close + 1 === bytes.length && !cursor.last)) return false;
  cursor.newlines += newlinesBetween(bytes, start, close);
  noteEnds(cursor, start, close);
  if (!cursor.ascii && !isAscii(bytes.subarray(start, close))) {
    cursor.untidy[cursor.fields - 1] = true;
  }
  cursor.at = close + 1;
  return true;
}

/** A carriage return before a line feed, or at the end of the file, belongs to the line end. */
const isLineEnd = ({ bytes }: Cursor, at: number): boolean =>
  bytes[at] === carriageReturn && (bytes[at + 1] === lineFeed || at + 1 === bytes.length);

function isFieldEnd(cursor: Cursor, at: number, delimiter: number): boolean {
  const byte = cursor.bytes[at];
  return byte === undefined || byte === delimiter || byte === lineFeed || isLineEnd(cursor, at);
}

/** A byte in an unquoted field that is not plain: beyond ASCII, a quote, or a carriage return. */
function noteOddity(cursor: Cursor, at: number): void {
  if ((cursor.bytes[at] ?? 0) >= 0x80) cursor.untidy[cursor.fields - 1] = true;
  else cursor.loose = true;
}

/** Moves past an unquoted rest of a field, up to its delimiter or line end. */
function passPlain(cursor: Cursor, { stops, delimiter }: Marks): void {
  const { bytes } = cursor;
  const { length } = bytes;
  const start = cursor.at;
  let at = start;
  for (;;) {
    while (at < length && stops[bytes[at] ?? 0] === 0) at += 1;
    if (isFieldEnd(cursor, at, delimiter)) break;
    noteOddity(cursor, at);
    at += 1;
  }
  // A field that goes on in the next bytes is seen again, whole.
  if (at < length || cursor.last) noteEnds(cursor, start, at);
  cursor.at = at;
}

/** Moves past one field; false when it goes on after these bytes. */
function passField(cursor: Cursor, marks: Marks): boolean {
  if (cursor.bytes[cursor.at] !== marks.quote) {
    passPlain(cursor, marks);
    return true;
  }
  if (!passQuoted(cursor, marks)) return false;
  if (isFieldEnd(cursor, cursor.at, marks.delimiter)) return true;
  cursor.broken = true;
  passPlain(cursor, marks);
  return true;
}

/** At the end of a record's last field: takes its line end. False when that may still come. */
function endRecord(cursor: Cursor): boolean {
  const { bytes, at } = cursor;
  cursor.end = at;
  cursor.lineEnd = bytes[at] === carriageReturn ? 2 : 1;
  const whole = bytes[at + cursor.lineEnd - 1] === lineFeed;
  if (!whole && !cursor.last) return false;
  if (!whole) cursor.lineEnd = 0;
  cursor.at = whole ? at + cursor.lineEnd : bytes.length;
  cursor.quoting = cursor.broken ? "broken" : cursor.loose ? "loose" : "sound";
  return true;
}

/** Moves past one record; false when it goes on after these bytes. */
function passRecord(cursor: Cursor, marks: Marks): boolean {
  cursor.start = cursor.at;
  cursor.fields = 1;
  cursor.newlines = 0;
  cursor.loose = false;
  cursor.broken = false;
  for (;;) {
    if (!passField(cursor, marks)) return false;
    if (cursor.bytes[cursor.at] !== marks.delimiter) return endRecord(cursor);
    cursor.fields += 1;
    cursor.at += 1;
  }
}

const cursorOn = (bytes: Buffer, line: number): Cursor => ({
  bytes,
  last: false,
  ascii: true,
  at: 0,
  start: 0,
  end: 0,
  line,
  fields: 1,
  lineEnd: 0,
  newlines: 0,
  loose: false,
  broken: false,
  quoting: "sound",
  untidy: [],
});

const at = (line: number) => ({ file: "", line });

const tooLong = (line: number): InputProblem =>
  new InputProblem("a row is longer than 1 MB: is a quote opened here and never closed?", at(line));

/** Cuts a CSV file into records, chunk by chunk. Empty lines are no records. */
export interface RecordScanner {
  feed(chunk: Uint8Array, visit: (record: CsvRecord) => void): void;
  /** What is left at the end of the file. Throws `InputProblem` when it is inside quotes. */
  end(visit: (record: CsvRecord) => void): void;
  /** Bytes up to the end of the last record that was visited. */
  readonly consumed: () => number;
  /** The line after that record. */
  readonly line: () => number;
  /** Columns with a cell that needs trimming or has characters beyond ASCII. May be cleared. */
  readonly untidy: boolean[];
}

/** Visits all whole records of the cursor's bytes, and leaves it at the start of what is left. */
function visitRecords(cursor: Cursor, marks: Marks, visit: (record: CsvRecord) => void): void {
  const { length } = cursor.bytes;
  while (cursor.at < length) {
    if (!passRecord(cursor, marks)) {
      cursor.at = cursor.start;
      return;
    }
    if (cursor.end - cursor.start > longestRecord) throw tooLong(cursor.line);
    if (cursor.end > cursor.start) visit(cursor);
    cursor.line += cursor.newlines + 1;
  }
}

/** A scanner for a text in UTF-8 whose first line is `line`. Throws `InputProblem` at a row over 1 MB. */
export function scanRecords(dialect: Dialect, line = 1): RecordScanner {
  const marks = marksOf(dialect);
  const cursor = cursorOn(Buffer.alloc(0), line);
  let consumed = 0;
  const scan = (bytes: Buffer, last: boolean, visit: (record: CsvRecord) => void): void => {
    Object.assign(cursor, { bytes, last, ascii: isAscii(bytes), at: 0 });
    visitRecords(cursor, marks, visit);
    consumed += cursor.at;
  };
  const rest = () => cursor.bytes.subarray(cursor.at);
  return {
    feed: (chunk, visit) => {
      const fresh = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
      const left = rest();
      scan(left.length === 0 ? fresh : Buffer.concat([left, fresh]), false, visit);
      if (rest().length > longestRecord) throw tooLong(cursor.line);
    },
    end: (visit) => {
      scan(rest(), true, visit);
      if (rest().length === 0) return;
      throw new InputProblem("a quote is opened in this row and never closed", at(cursor.line));
    },
    consumed: () => consumed,
    line: () => cursor.line,
    untidy: cursor.untidy,
  };
}

/** A record's fields as text, unquoted. */
export function fieldsOf(record: CsvRecord, dialect: Dialect): readonly string[] {
  const marks = marksOf(dialect);
  const { quote } = dialect;
  const own = record.bytes.subarray(record.start, record.end);
  const cursor = cursorOn(own, record.line);
  cursor.last = true;
  const fields: string[] = [];
  for (;;) {
    const from = cursor.at;
    passField(cursor, marks);
    const text = own.toString("utf8", from, cursor.at);
    const quoted = text.length > 1 && text.startsWith(quote) && text.endsWith(quote);
    fields.push(quoted ? text.slice(1, -1).replaceAll(quote + quote, quote) : text);
    if (cursor.at >= own.length) return fields;
    cursor.at += 1;
  }
}
