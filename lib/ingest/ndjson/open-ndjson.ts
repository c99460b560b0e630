import type { DatasetMap } from "../../workspace/workspace.ts";
import type { FormatReader } from "../format.ts";
import { type CleanRows, inPieces } from "../pieces.ts";
import type { Workbench } from "../ports.ts";
import { type FileText, textPart } from "../text-parts.ts";
import { cleanDialect, cleanNdjson } from "./clean-ndjson.ts";
import { quarantineNdjson } from "./quarantine-ndjson.ts";
import { readNdjsonNames } from "./read-names.ts";
import { lineEnds } from "./scan-lines.ts";

/**
 * Opens an NDJSON text: all of it says which names there are, of which the map asks for the `mapped`
 * ones. Throws `InputProblem` when it has no rows.
 */
export async function openNdjson(
  { scratch, engine }: Workbench,
  text: FileText,
  about: {
    readonly files: Pick<DatasetMap["files"], "encoding">;
    readonly mapped: ReadonlySet<string>;
    readonly partSize: number;
  },
): Promise<FormatReader> {
  const columns = await readNdjsonNames(text.read(), about.mapped);
  const { names } = columns;
  const marked = about.files.encoding !== undefined;
  return {
    names,
    part: async (from) => {
      const ends = lineEnds(from.line);
      const part = await textPart(scratch, text, { from, ends, size: about.partSize });
      const { line } = part;
      const rows: CleanRows = (check) =>
        cleanNdjson(scratch.read(part.name), names, { check, line });
      return {
        pieces: inPieces(scratch, rows, { width: names.length, dialect: cleanDialect }),
        next: part.next,
        quarantine: (name, rejected) => {
          const given = { line, marked, rejected: engine.rows(rejected) };
          return scratch.write(name, quarantineNdjson(scratch.read(part.name), columns, given));
        },
      };
    },
  };
}
