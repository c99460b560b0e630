import { InputProblem } from "../core/failure.ts";
import { fieldsOf, longestRecord, scanRecords } from "./scan-records.ts";

/** The first row of a CSV file. */
export interface Header {
  readonly delimiter: string;
  /** Trimmed, NFC, in the order of the file. */
  readonly names: readonly string[];
}

const delimiters = [",", ";", "\t", "|"] as const;

const mostColumns = 1000;

/** How names are compared: large and small letters do not matter. */
export const headerKey = (name: string): string => name.trim().normalize("NFC").toLowerCase();

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

function namesBy(head: Buffer, delimiter: string): readonly string[] {
  const scanner = scanRecords(delimiter);
  const record = scanner.feed(head)[0] ?? scanner.end()[0];
  if (record === undefined) throw new InputProblem("the file is empty");
  if (record.fields > mostColumns) {
    throw new InputProblem(`the header has more than ${mostColumns} columns`);
  }
  return fieldsOf(record, delimiter).map((name) => name.trim().normalize("NFC"));
}

/** Never names a column: in a file without a header the first row is somebody's data. */
function check(names: readonly string[]): void {
  const seen = new Map<string, number>();
  names.forEach((name, at) => {
    const earlier = seen.get(headerKey(name));
    if (name === "") throw new InputProblem(`column ${at + 1} has no name in the header`);
    if (earlier !== undefined) {
      throw new InputProblem(`columns ${earlier + 1} and ${at + 1} have the same name`);
    }
    seen.set(headerKey(name), at);
  });
}

/**
 * Reads the header. The delimiter is the given one, else the one by which most of the wanted columns
 * are found, else by which there are most columns. Throws `InputProblem` for an empty file and for
 * names that are blank or stand twice.
 */
export async function readHeader(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: string | undefined,
  wanted: ReadonlySet<string>,
): Promise<Header> {
  const head = await firstLines(chunks);
  const [best] = (delimiter === undefined ? delimiters : [delimiter])
    .map((by): Header & { readonly found: number } => {
      const names = namesBy(head, by);
      return {
        delimiter: by,
        names,
        found: names.filter((name) => wanted.has(headerKey(name))).length,
      };
    })
    .toSorted((a, b) => b.found - a.found || b.names.length - a.names.length);
  if (best === undefined) throw new InputProblem("the file is empty");
  check(best.names);
  return { delimiter: best.delimiter, names: best.names };
}
