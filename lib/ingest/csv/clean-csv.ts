import type { Header } from "./read-header.ts";
import { type RowCheck, type ShapeFault, countClean, countFault } from "../row-check.ts";
import { type CsvRecord, type RecordScanner, fieldsOf, scanRecords } from "./scan-records.ts";

/** What is wrong with the shape of a record under this header, if anything. */
export function shapeFault(record: CsvRecord, width: number): ShapeFault | undefined {
  if (record.quoting === "broken") return "row-quoted-badly";
  return record.fields === width ? undefined : "row-ragged";
}

/** A field that reads as it stands, whatever is in it. */
export const quoted = (field: string, quote: string): string =>
  `${quote}${field.replaceAll(quote, quote + quote)}${quote}`;

/** Gathers clean rows: those that follow each other in the file are copied as one stretch. */
function gatherRows(lineEnd: string) {
  const parts: Buffer[] = [];
  let stretch: Buffer = Buffer.alloc(0);
  let start = 0;
  let end = 0;
  const close = (): void => {
    if (end > start) parts.push(stretch.subarray(start, end));
    start = end;
  };
  return {
    /** A row as it stands. */
    keep: (record: CsvRecord): void => {
      if (record.bytes !== stretch || record.start !== end) {
        close();
        stretch = record.bytes;
        start = record.start;
      }
      end = record.end + record.lineEnd;
    },
    /** A row of other bytes. */
    add: (row: string | Buffer): void => {
      close();
      parts.push(Buffer.from(row), Buffer.from(lineEnd));
    },
    take: (): Buffer => {
      close();
      return Buffer.concat(parts.splice(0));
    },
  };
}

/** Tells a check which columns are untidy so far. */
function noteUntidy({ untidy }: RecordScanner, check: RowCheck): void {
  untidy.forEach((is, column) => {
    if (is) check.untidy[column] = true;
  });
}

/**
 * Reads a part of a file once and gives the rows that the engine may read: sound, each as wide as
 * the header, without the header. What is left out is told to the check of the moment.
 */
export async function* cleanCsv(
  chunks: AsyncIterable<Uint8Array>,
  header: Header,
  about: {
    readonly check: () => RowCheck;
    readonly line: number;
    readonly headed: boolean;
  },
): AsyncGenerator<Uint8Array> {
  const { check } = about;
  const scanner = scanRecords(header, about.line);
  const rows = gatherRows(header.lineEnd);
  let headerSeen = !about.headed;
  const visit = (record: CsvRecord): void => {
    if (!headerSeen) {
      headerSeen = true;
      scanner.untidy.length = 0;
      return;
    }
    const fault = shapeFault(record, header.width);
    if (fault !== undefined) return countFault(check(), fault, record.line);
    countClean(check(), record.line);
    if (record.quoting === "loose") {
      const cells = fieldsOf(record, header).map((field) => quoted(field, header.quote));
      rows.add(cells.join(header.delimiter));
    } else if (record.lineEnd === header.lineEnd.length) rows.keep(record);
    else rows.add(record.bytes.subarray(record.start, record.end));
  };
  for await (const chunk of chunks) {
    scanner.feed(chunk, visit);
    noteUntidy(scanner, check());
    yield rows.take();
  }
  scanner.end(visit);
  noteUntidy(scanner, check());
  yield rows.take();
}
