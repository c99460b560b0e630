import { headerKey } from "../header-names.ts";
import type { CleanDialect } from "../pieces.ts";
import { type RowCheck, countClean, countFault } from "../row-check.ts";
import { readFields } from "./read-fields.ts";
import { linesOf } from "./scan-lines.ts";

/** A row's cells in the order of the names; an empty text where it has none. */
export type Cells = readonly string[];

/** Reads rows as cells. Undefined for a row that cannot be read, or in which one name stands twice. */
export function cellReader(names: readonly string[]): (text: string) => Cells | undefined {
  const places = new Map(names.map((name, at) => [headerKey(name), at]));
  const found = new Map<string, number | undefined>();
  const placeOf = (name: string): number | undefined => {
    const at = found.get(name) ?? places.get(headerKey(name));
    found.set(name, at);
    return at;
  };
  const empty = names.map(() => "");
  /** By place: the last row that had it. */
  const rowOf = new Float64Array(names.length);
  let row = 0;
  return (text) => {
    const fields = readFields(text);
    if (fields === undefined) return undefined;
    row += 1;
    const cells = [...empty];
    for (let nth = 0; nth < fields.names.length; nth += 1) {
      const at = placeOf(fields.names[nth] ?? "");
      if (at === undefined) continue;
      if (rowOf[at] === row) return undefined;
      rowOf[at] = row;
      cells[at] = fields.cells[nth] ?? "";
    }
    return cells;
  };
}

/** A line without these has neither quotes nor line breaks nor letters beyond ASCII in its cells. */
const special = /[\\\u0080-\uffff]/;
const beyondAscii = /[\u0080-\uffff]/;
const isVisible = (code: number): boolean => code > 0x20 && code < 0x7f;

function noteUntidy({ untidy }: RowCheck, cells: Cells, isPlain: boolean): void {
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] ?? "";
    if (untidy[at] !== false || cell === "") continue;
    const ends = isVisible(cell.charCodeAt(0)) && isVisible(cell.charCodeAt(cell.length - 1));
    untidy[at] = !ends || (!isPlain && beyondAscii.test(cell));
  }
}

/** How clean rows are written. */
export const cleanDialect: CleanDialect = { delimiter: ",", quote: '"', lineEnd: "\n" };

/** One row of CSV, each cell in quotes. */
const csvRow = (cells: Cells, isPlain: boolean): string =>
  `"${(isPlain ? cells : cells.map((cell) => cell.replaceAll('"', '""'))).join('","')}"\n`;

/**
 * Reads a part of an NDJSON text once and gives the rows that can be read as CSV without a header.
 * What is left out is told to the check of the moment.
 */
export async function* cleanNdjson(
  chunks: AsyncIterable<Uint8Array>,
  names: readonly string[],
  { check, line: first }: { readonly check: () => RowCheck; readonly line: number },
): AsyncGenerator<Uint8Array> {
  const cellsOf = cellReader(names);
  for await (const lines of linesOf(chunks, first)) {
    const found = check();
    const rows: string[] = [];
    for (const { text, line } of lines) {
      const cells = cellsOf(text);
      if (cells === undefined) {
        countFault(found, "row-unreadable", line);
        continue;
      }
      countClean(found, line);
      const isPlain = !special.test(text);
      noteUntidy(found, cells, isPlain);
      rows.push(csvRow(cells, isPlain));
    }
    yield Buffer.from(rows.join(""));
  }
}
