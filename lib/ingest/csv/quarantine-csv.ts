import type { SqlRow } from "../../sql/engine.ts";
import type { TextPart } from "../text-parts.ts";
import { byteOrderMark } from "../transcode.ts";
import { type Verdicts, verdictsByLine } from "../verdicts-by-line.ts";
import { quoted, shapeFault } from "./clean-csv.ts";
import type { Header } from "./read-header.ts";
import { type CsvRecord, type RecordScanner, fieldsOf, scanRecords } from "./scan-records.ts";

/** A cell that is written anew: in quotes where it cannot be read without them. */
const cellOf = (text: string, { delimiter, quote }: Header): string =>
  [delimiter, quote, "\r", "\n"].some((mark) => text.includes(mark)) ? quoted(text, quote) : text;

/** What stands before the last so many cells, which have no delimiter in them. */
function withoutLast(text: string, cells: number, delimiter: string): string {
  let own = text;
  for (let left = cells; left > 0; left -= 1) {
    own = own.slice(0, Math.max(0, own.lastIndexOf(delimiter)));
  }
  return own;
}

/** The cells that a record has of its own, as they stood: without those that it was given when it was rejected before. */
function ownCells(record: CsvRecord, header: Header): { cells: string; missing: number } {
  const text = record.bytes.toString("utf8", record.start, record.end);
  const { names, width, delimiter } = header;
  const given = width - names.length;
  if (record.quoting === "broken")
    return { cells: withoutLast(text, given, delimiter), missing: 0 };
  const missing = Math.max(0, names.length - record.fields);
  if (given === 0) return { cells: text, missing };
  const fields = fieldsOf(record, header);
  const own = fields.slice(0, Math.max(names.length, fields.length - given));
  return { cells: own.map((field) => cellOf(field, header)).join(delimiter), missing };
}

/** A record filled up to the header's width, so that line and reason stand in their own columns. */
function quarantined(record: CsvRecord, header: Header, reason: string): string {
  const { delimiter, lineEnd } = header;
  const { cells, missing } = ownCells(record, header);
  const filled = `${cells}${delimiter.repeat(missing)}`;
  return `${filled}${delimiter}${record.line}${delimiter}${cellOf(reason, header)}${lineEnd}`;
}

async function rejectedAmong(
  records: readonly CsvRecord[],
  header: Header,
  verdicts: Verdicts,
): Promise<string> {
  let text = "";
  for (const record of records) {
    const fault = shapeFault(record, header.width);
    if (fault !== undefined) text += quarantined(record, header, fault);
    else if (record.line === verdicts.line()) {
      text += quarantined(record, header, await verdicts.take());
    }
  }
  return text;
}

/** The records of each chunk. */
async function* recordsOf(
  chunks: AsyncIterable<Uint8Array>,
  scanner: RecordScanner,
): AsyncGenerator<readonly CsvRecord[]> {
  let records: CsvRecord[] = [];
  const keep = (record: CsvRecord) => void records.push({ ...record });
  for await (const chunk of chunks) {
    scanner.feed(chunk, keep);
    yield records;
    records = [];
  }
  scanner.end(keep);
  yield records;
}

/**
 * The rejected rows of a part of a file as they stood, with two more columns: a CSV of the same
 * dialect, in UTF-8 (`marked` where the map says another encoding), to be mended and dropped again.
 * `rejected` are the rows rejected for what they say (`line`, `verdict`), by line.
 */
export async function* quarantineCsv(
  chunks: AsyncIterable<Uint8Array>,
  header: Header,
  about: {
    readonly part: TextPart;
    readonly marked: boolean;
    readonly rejected: AsyncIterable<SqlRow>;
  },
): AsyncGenerator<Uint8Array> {
  const { delimiter, names, added, quote, lineEnd } = header;
  const verdicts = await verdictsByLine(about.rejected);
  let headerSeen = !about.part.headed;
  const given = [added.line, added.reason].map((name) => cellOf(name, header));
  const head = [...names.map((name) => quoted(name, quote)), ...given];
  yield Buffer.from(`${about.marked ? byteOrderMark : ""}${head.join(delimiter)}${lineEnd}`);
  for await (const records of recordsOf(chunks, scanRecords(header, about.part.line))) {
    const rows = headerSeen ? records : records.slice(1);
    headerSeen ||= records.length > 0;
    yield Buffer.from(await rejectedAmong(rows, header, verdicts));
  }
}
