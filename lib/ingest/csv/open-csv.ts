import type { DatasetMap } from "../../workspace/workspace.ts";
import type { FormatReader } from "../format.ts";
import type { Workbench } from "../ports.ts";
import { type CleanRows, inPieces } from "../pieces.ts";
import { type FileText, textPart } from "../text-parts.ts";
import { cleanCsv } from "./clean-csv.ts";
import { quarantineCsv } from "./quarantine-csv.ts";
import { type LookedFor, readHeader } from "./read-header.ts";
import { scanRecords } from "./scan-records.ts";

/** Opens a CSV text: its header says delimiter and quote unless the map does. Throws `InputProblem` for a header that cannot be used. */
export async function openCsv(
  { scratch, engine }: Workbench,
  text: FileText,
  about: LookedFor & { readonly files: DatasetMap["files"]; readonly partSize: number },
): Promise<FormatReader> {
  const { files } = about;
  const header = await readHeader(text.read(), files, about);
  const marked = files.encoding !== undefined;
  return {
    names: header.names,
    part: async (from) => {
      const scanner = scanRecords(header, from.line);
      const ends = {
        ...scanner,
        feed: (chunk: Uint8Array) => scanner.feed(chunk, () => undefined),
      };
      const part = await textPart(scratch, text, { from, ends, size: about.partSize });
      const { line, headed } = part;
      const rows: CleanRows = (check) =>
        cleanCsv(scratch.read(part.name), header, { check, line, headed });
      const { delimiter, quote, lineEnd, width } = header;
      return {
        pieces: inPieces(scratch, rows, { width, dialect: { delimiter, quote, lineEnd } }),
        next: part.next,
        quarantine: (name, rejected) => {
          const given = { part, marked, rejected: engine.rows(rejected) };
          return scratch.write(name, quarantineCsv(scratch.read(part.name), header, given));
        },
      };
    },
  };
}
