import { InputProblem } from "../../core/failure.ts";
import { type FileColumns, fileColumns } from "../added-columns.ts";
import { checkWidth, headerKey, headerName } from "../header-names.ts";
import { readFields } from "./read-fields.ts";
import { linesOf } from "./scan-lines.ts";

/** Gathers names, each once, as it is written first. */
function nameGatherer() {
  const names = new Map<string, string>();
  const seen = new Set<string>();
  return {
    names,
    add: (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      const key = headerKey(name);
      if (key !== "" && !names.has(key)) names.set(key, headerName(name));
      checkWidth(names.size);
    },
  };
}

/** Whether all rows end in the same two names, and in which. */
function endingsGatherer() {
  let ending: readonly string[] | undefined;
  let isSame = true;
  return {
    add: (names: readonly string[]): void => {
      const [before, last] = ending ?? (ending = names.slice(-2));
      isSame &&= names.at(-2) === before && names.at(-1) === last;
    },
    ending: () => (isSame ? (ending ?? []) : []),
  };
}

/**
 * The names of all fields of an NDJSON text, in the order in which they first appear. Throws
 * `InputProblem` for a text without any object.
 */
export async function readNdjsonNames(
  chunks: AsyncIterable<Uint8Array>,
  mapped: ReadonlySet<string>,
): Promise<FileColumns> {
  const { names, add } = nameGatherer();
  const endings = endingsGatherer();
  let [rows, objects] = [0, 0];
  for await (const lines of linesOf(chunks)) {
    rows += lines.length;
    for (const { text } of lines) {
      const fields = readFields(text);
      if (fields === undefined) continue;
      objects += 1;
      fields.names.forEach(add);
      endings.add(fields.names);
    }
  }
  if (rows === 0) throw new InputProblem("the file is empty");
  if (objects === 0) throw new InputProblem("no line of the file is a JSON object");
  return fileColumns([...names.values()], mapped, endings.ending());
}
