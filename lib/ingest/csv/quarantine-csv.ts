import type { SqlRow } from "../../sql/engine.ts";
import { addedNames } from "../header-names.ts";
import type { TextPart } from "../text-parts.ts";
import { type Verdicts, verdictsByLine } from "../verdicts-by-line.ts";
import { quoted, shapeFault } from "./clean-csv.ts";
import type { Header } from "./read-header.ts";
import { type CsvRecord, type RecordScanner, scanRecords } from "./scan-records.ts";

/** A record as it stood, filled up to the header's width so that line and reason stand in their own columns. */
function quarantined(record: CsvRecord, header: Header, reason: string): string {
  const { delimiter, names, lineEnd } = header;
  const own = record.bytes.toString("utf8", record.start, record.end);
  const short = record.quoting === "broken" ? 0 : Math.max(0, names.length - record.fields);
  const cells = `${own}${delimiter.repeat(short)}`;
  return `${cells}${delimiter}${record.line}${delimiter}${reason}${lineEnd}`;
}

async function rejectedAmong(
  records: readonly CsvRecord[],
  header: Header,
  verdicts: Verdicts,
): Promise<string> {
  let text = "";
  for (const record of records) {
    const fault = shapeFault(record, header.names.length);
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
 * dialect, in UTF-8, to be mended and dropped again. `rejected` are the rows rejected for what they
 * say (`line`, `verdict`), by line.
 */
export async function* quarantineCsv(
  chunks: AsyncIterable<Uint8Array>,
  header: Header,
  about: { readonly part: TextPart; readonly rejected: AsyncIterable<SqlRow> },
): AsyncGenerator<Uint8Array> {
  const { delimiter, names, quote, lineEnd } = header;
  const verdicts = await verdictsByLine(about.rejected);
  let headerSeen = !about.part.headed;
  const head = [...names.map((name) => quoted(name, quote)), ...addedNames(names)];
  yield Buffer.from(`${head.join(delimiter)}${lineEnd}`);
  for await (const records of recordsOf(chunks, scanRecords(header, about.part.line))) {
    const rows = headerSeen ? records : records.slice(1);
    headerSeen ||= records.length > 0;
    yield Buffer.from(await rejectedAmong(rows, header, verdicts));
  }
}
