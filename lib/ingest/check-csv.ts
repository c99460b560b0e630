import { type CsvRecord, fieldsOf, scanRecords } from "./scan-records.ts";
import type { Header } from "./read-header.ts";

/** Rows whose shape is wrong: they never reach the engine. */
export type ShapeFault = "row-ragged" | "row-quoted-badly";

/** What is wrong with the shape of a record under this header, if anything. */
export function shapeFault(record: CsvRecord, width: number): ShapeFault | undefined {
  if (record.quoting === "broken") return "row-quoted-badly";
  return record.fields === width ? undefined : "row-ragged";
}

/** What was found while a file was checked, complete when it has been read to its end. */
export interface CsvCheck {
  /** Rows without the header, counted apart from the engine. */
  rows: number;
  readonly faults: Map<ShapeFault, { rows: number; readonly lines: number[] }>;
}

const firstLinesKept = 10;

function countFault({ faults }: CsvCheck, fault: ShapeFault, line: number): void {
  const found = faults.get(fault) ?? { rows: 0, lines: [] };
  found.rows += 1;
  if (found.lines.length < firstLinesKept) found.lines.push(line);
  faults.set(fault, found);
}

/** A field that the engine reads as it stands, whatever is in it. */
export const quoted = (field: string): string => `"${field.replaceAll('"', '""')}"`;

/** Clean rows of one chunk: the line number, then the row's own bytes. */
function cleanRows(records: readonly CsvRecord[], delimiter: string): Buffer {
  let size = 0;
  for (const { start, end } of records) size += end - start + 24;
  const out = Buffer.allocUnsafe(size);
  let used = 0;
  for (const record of records) {
    used += out.write(`${record.line}${delimiter}`, used, "latin1");
    used += record.bytes.copy(out, used, record.start, record.end);
    out[used] = 0x0a;
    used += 1;
  }
  return out.subarray(0, used);
}

/** A record of sound quoting, with the same fields. */
function soundly(record: CsvRecord, delimiter: string): CsvRecord {
  if (record.quoting === "sound") return record;
  const bytes = Buffer.from(fieldsOf(record, delimiter).map(quoted).join(delimiter));
  return { ...record, bytes, start: 0, end: bytes.length, quoting: "sound" };
}

/**
 * Reads a file once and gives the rows that the engine may read: sound, each as wide as the header,
 * with the line on which it starts as its first field, without the header. What is left out is
 * counted in `check`.
 */
export async function* cleanCsv(
  chunks: AsyncIterable<Uint8Array>,
  header: Header,
  check: CsvCheck,
): AsyncGenerator<Uint8Array> {
  const { delimiter, names } = header;
  const scanner = scanRecords(delimiter);
  let headerSeen = false;
  const clean = (records: readonly CsvRecord[]): Buffer => {
    const rows = headerSeen ? records : records.slice(1);
    headerSeen ||= records.length > 0;
    check.rows += rows.length;
    const sound = rows.filter((record) => {
      const fault = shapeFault(record, names.length);
      if (fault !== undefined) countFault(check, fault, record.line);
      return fault === undefined;
    });
    return cleanRows(
      sound.map((record) => soundly(record, delimiter)),
      delimiter,
    );
  };
  for await (const chunk of chunks) yield clean(scanner.feed(chunk));
  yield clean(scanner.end());
}
