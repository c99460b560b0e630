import type { DatasetMap } from "../../workspace/workspace.ts";
import type { FormatReader } from "../format.ts";
import type { Workbench } from "../ports.ts";
import { type CleanRows, inPieces } from "../pieces.ts";
import { type FileText, textPart } from "../text-parts.ts";
import { cleanCsv } from "./clean-csv.ts";
import { quarantineCsv } from "./quarantine-csv.ts";
import { readHeader } from "./read-header.ts";
import { scanRecords } from "./scan-records.ts";

/** Opens a CSV text: its header says delimiter and quote unless the map does. Throws `InputProblem` for a header that cannot be used. */
export async function openCsv(
  bench: Workbench,
  text: FileText,
  about: {
    readonly map: DatasetMap;
    readonly wanted: ReadonlySet<string>;
    readonly partSize: number;
  },
): Promise<FormatReader> {
  const { scratch, engine } = bench;
  const header = await readHeader(text.read(), about.map.files, about.wanted);
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
      const { delimiter, quote, lineEnd, names } = header;
      return {
        pieces: inPieces(scratch, rows, {
          width: names.length,
          dialect: { delimiter, quote, lineEnd },
        }),
        next: part.next,
        quarantine: (name, rejected) =>
          scratch.write(
            name,
            quarantineCsv(scratch.read(part.name), header, {
              part,
              rejected: engine.rows(rejected),
            }),
          ),
      };
    },
  };
}
