import { stringify } from "lossless-json";
import type { SqlRow } from "../../sql/engine.ts";
import { isAddedColumn, lineColumn, reasonColumn } from "../added-columns.ts";
import { verdictsByLine } from "../verdicts-by-line.ts";
import { cellReader } from "./clean-ndjson.ts";
import { isObject, parseAsWritten } from "./read-fields.ts";
import { type NdjsonLine, linesOf } from "./scan-lines.ts";

/** A row as it stood, with its line and the reason as its last fields; a line that is no row as `_text`. */
function quarantined({ text, line }: NdjsonLine, reason: string): string {
  const added = { [lineColumn]: line, [reasonColumn]: reason };
  const row = parseAsWritten(text);
  if (!isObject(row)) return JSON.stringify({ _text: text, ...added });
  const own = Object.entries(row).filter(([name]) => !isAddedColumn(name));
  return stringify({ ...Object.fromEntries(own), ...added }) ?? "";
}

/**
 * The rejected rows of a part of an NDJSON text with two more fields each, to be mended and dropped
 * again. `rejected` are the rows rejected for what they say (`line`, `verdict`), by line.
 */
export async function* quarantineNdjson(
  chunks: AsyncIterable<Uint8Array>,
  names: readonly string[],
  about: { readonly line: number; readonly rejected: AsyncIterable<SqlRow> },
): AsyncGenerator<Uint8Array> {
  const cellsOf = cellReader(names);
  const verdicts = await verdictsByLine(about.rejected);
  for await (const lines of linesOf(chunks, about.line)) {
    let rows = "";
    for (const row of lines) {
      if (row.line === verdicts.line()) rows += `${quarantined(row, await verdicts.take())}\n`;
      else if (cellsOf(row.text) === undefined) rows += `${quarantined(row, "row-unreadable")}\n`;
    }
    yield Buffer.from(rows);
  }
}
