import { InputProblem } from "../../core/failure.ts";
import { type FileColumns, fileColumns } from "../added-columns.ts";
import { checkNames, checkWidth, headerKey, headerName } from "../header-names.ts";
import {
  type CsvRecord,
  type Dialect,
  fieldsOf,
  longestRecord,
  scanRecords,
} from "./scan-records.ts";

/** The first row of a CSV file, and how its rows are written. */
export interface Header extends Dialect, FileColumns {
  /** How the header's line ends; rows that end otherwise are brought to it. */
  readonly lineEnd: "\n" | "\r\n";
  /** Cells of a sound row: two more than names where rejected rows were mended and dropped again. */
  readonly width: number;
}

/** The names that are looked for in a header, and those of them that the map asks for in so many words. */
export interface LookedFor {
  readonly wanted: ReadonlySet<string>;
  readonly mapped: ReadonlySet<string>;
}

const delimiters = [",", ";", "\t", "|"] as const;
const quotes = ['"', "'"] as const;

/** The bytes up to the end of the first row that has something in it. */
async function firstLines(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    head = Buffer.concat([head, chunk]);
    const start = head.findIndex((byte) => byte !== 0x0a && byte !== 0x0d);
    if (start >= 0 && head.indexOf(0x0a, start) >= 0) break;
    if (head.length > longestRecord) break;
  }
  return head;
}

function headerBy(head: Buffer, dialect: Dialect, { mapped }: LookedFor): Header {
  const scanner = scanRecords(dialect);
  const headers: Header[] = [];
  const visit = (record: CsvRecord) => {
    if (headers.length > 0) return;
    checkWidth(record.fields);
    const columns = fileColumns(fieldsOf(record, dialect).map(headerName), mapped);
    const lineEnd = record.lineEnd === 2 ? "\r\n" : "\n";
    headers.push({ ...dialect, ...columns, lineEnd, width: record.fields });
  };
  scanner.feed(head, visit);
  if (headers.length === 0) scanner.end(visit);
  const [header] = headers;
  if (header === undefined) throw new InputProblem("the file is empty");
  return header;
}

/** Throws `InputProblem` for a file that begins as none should: with an own kind of line, or with no lines at all. */
function checkBeginning(head: Buffer): void {
  const text = head.toString("latin1").trimStart();
  if (/^"?sep=/i.test(text)) {
    throw new InputProblem("the file begins with a line for Excel (sep=…): leave it out");
  }
  const end = text.indexOf("\r");
  if (end < 0 || end === text.length - 1 || text.includes("\n")) return;
  throw new InputProblem(
    "the lines of the file end in carriage returns alone: export it with line feeds",
  );
}

/** `"` unless the header itself is written with the other one. */
function quotesFor(head: Buffer): readonly string[] {
  const first = head.find((byte) => byte !== 0x0a && byte !== 0x0d);
  return first === "'".charCodeAt(0) ? quotes : [quotes[0]];
}

/**
 * Reads the header. Delimiter and quote are the given ones, else those by which most of the wanted
 * columns are found, else by which there are most columns. Throws `InputProblem` for an empty file
 * and for names that are blank or stand twice.
 */
export async function readHeader(
  chunks: AsyncIterable<Uint8Array>,
  said: { readonly [K in keyof Dialect]: Dialect[K] | undefined },
  lookedFor: LookedFor,
): Promise<Header> {
  const head = await firstLines(chunks);
  checkBeginning(head);
  const dialects = (said.delimiter === undefined ? delimiters : [said.delimiter]).flatMap(
    (delimiter) =>
      (said.quote === undefined ? quotesFor(head) : [said.quote]).map((quote) => ({
        delimiter,
        quote,
      })),
  );
  const [best] = dialects
    .map((dialect) => {
      const header = headerBy(head, dialect, lookedFor);
      return {
        header,
        found: header.names.filter((name) => lookedFor.wanted.has(headerKey(name))).length,
      };
    })
    .toSorted((a, b) => b.found - a.found || b.header.names.length - a.header.names.length);
  if (best === undefined) throw new InputProblem("the file is empty");
  checkNames(best.header.names);
  return best.header;
}
