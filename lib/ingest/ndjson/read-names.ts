import { InputProblem } from "../../core/failure.ts";
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

/**
 * The names of all fields of an NDJSON text, in the order in which they first appear. Throws
 * `InputProblem` for a text without any object.
 */
export async function readNdjsonNames(
  chunks: AsyncIterable<Uint8Array>,
): Promise<readonly string[]> {
  const { names, add } = nameGatherer();
  let [rows, objects] = [0, 0];
  for await (const lines of linesOf(chunks)) {
    rows += lines.length;
    for (const { text } of lines) {
      const fields = readFields(text);
      fields?.names.forEach(add);
      if (fields !== undefined) objects += 1;
    }
  }
  if (rows === 0) throw new InputProblem("the file is empty");
  if (objects === 0) throw new InputProblem("no line of the file is a JSON object");
  return [...names.values()];
}
