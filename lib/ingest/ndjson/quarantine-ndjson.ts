import { stringify } from "lossless-json";
import type { SqlRow } from "../../sql/engine.ts";
import type { FileColumns } from "../added-columns.ts";
import { headerKey } from "../header-names.ts";
import { byteOrderMark } from "../transcode.ts";
import { verdictsByLine } from "../verdicts-by-line.ts";
import { cellReader } from "./clean-ndjson.ts";
import { isObject, parseAsWritten } from "./read-fields.ts";
import { type NdjsonLine, linesOf } from "./scan-lines.ts";

/** A row as it stood, with its line and the reason as its last fields; a line that is no row as `_text`. */
function quarantined({ text, line }: NdjsonLine, { added }: FileColumns, reason: string): string {
  const given = { [added.line]: line, [added.reason]: reason };
  const row = parseAsWritten(text);
  if (!isObject(row)) return JSON.stringify({ _text: text, ...given });
  const own = Object.entries(row).filter(([name]) => !(headerKey(name) in given));
  return stringify({ ...Object.fromEntries(own), ...given }) ?? "";
}

/**
 * The rejected rows of a part of an NDJSON text with two more fields each, in UTF-8 (`marked` where
 * the map says another encoding), to be mended and dropped again. `rejected` are the rows rejected
 * for what they say (`line`, `verdict`), by line.
 */
export async function* quarantineNdjson(
  chunks: AsyncIterable<Uint8Array>,
  columns: FileColumns,
  about: {
    readonly line: number;
    readonly marked: boolean;
    readonly rejected: AsyncIterable<SqlRow>;
  },
): AsyncGenerator<Uint8Array> {
  const cellsOf = cellReader(columns.names);
  const verdicts = await verdictsByLine(about.rejected);
  if (about.marked) yield Buffer.from(byteOrderMark);
  for await (const lines of linesOf(chunks, about.line)) {
    let rows = "";
    for (const row of lines) {
      if (row.line === verdicts.line()) {
        rows += `${quarantined(row, columns, await verdicts.take())}\n`;
      } else if (cellsOf(row.text) === undefined) {
        rows += `${quarantined(row, columns, "row-unreadable")}\n`;
      }
    }
    yield Buffer.from(rows);
  }
}
