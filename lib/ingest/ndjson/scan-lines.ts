import { InputProblem } from "../../core/failure.ts";
import { longestRecord } from "../csv/scan-records.ts";
import type { RecordEnds } from "../text-parts.ts";

/** One row of an NDJSON text. */
export interface NdjsonLine {
  readonly text: string;
  /** Of the file, from 1. */
  readonly line: number;
}

const lineFeed = 0x0a;

const tooLong = (line: number): InputProblem =>
  new InputProblem("a line is longer than 1 MB: each must hold one row", { file: "", line });

/** Throws `InputProblem` at a line that is too long to be a row. */
function checkLengths(lines: readonly string[], first: number): void {
  const at = lines.findIndex(
    (text) => text.length > longestRecord / 4 && Buffer.byteLength(text) > longestRecord,
  );
  if (at >= 0) throw tooLong(first + at);
}

/** Lines that are not blank. */
function filled(lines: readonly string[], first: number): readonly NdjsonLine[] {
  const found: NdjsonLine[] = [];
  lines.forEach((text, at) => {
    if (text.trim() !== "") found.push({ text, line: first + at });
  });
  return found;
}

/**
 * The lines of a text in UTF-8 whose first one is `first`, as many at a time as a chunk ends. Blank
 * lines are left out. Throws `InputProblem` at a line over 1 MB.
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  first = 1,
): AsyncGenerator<readonly NdjsonLine[]> {
  let rest: Buffer = Buffer.alloc(0);
  let line = first;
  for await (const chunk of chunks) {
    const fresh = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const bytes = rest.length === 0 ? fresh : Buffer.concat([rest, fresh]);
    const end = bytes.lastIndexOf(lineFeed) + 1;
    rest = bytes.subarray(end);
    if (end > 0) {
      const lines = bytes.toString("utf8", 0, end - 1).split("\n");
      checkLengths(lines, line);
      yield filled(lines, line);
      line += lines.length;
    }
    if (rest.length > longestRecord) throw tooLong(line);
  }
  yield filled([rest.toString("utf8")], line);
}

/** Finds the ends of lines in a text whose first one is `first`. */
export function lineEnds(first: number): RecordEnds {
  let given = 0;
  let consumed = 0;
  let line = first;
  return {
    feed: (chunk) => {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
      for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) {
        consumed = given + at + 1;
        line += 1;
      }
      given += bytes.length;
    },
    consumed: () => consumed,
    line: () => line,
  };
}
