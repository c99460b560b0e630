import path from "node:path";
import { readFolder } from "../../../../lib/cli/read-folder.ts";
import { readDefinitions } from "../../../../lib/segments/read-definitions.ts";
import type { Folder } from "../../../../lib/workspace/workspace.ts";

/** The language's own examples of whole files. */
export const fixtures = path.join(import.meta.dirname, "../../../fixtures/language");

export const examplesFolder = (): Promise<Folder> => readFolder(path.join(fixtures, "workspace"));

/** A file less the lines that begin with a word. */
export const less = (folder: Folder, file: string, word: string): Folder => {
  const lines = (folder[file] ?? "").split("\n");
  const left = lines.filter((line) => !line.startsWith(word));
  if (left.length === lines.length) throw new Error(`${file} has no line that begins with ${word}`);
  return { ...folder, [file]: left.join("\n") };
};

/** The folder less what this version refuses by name, and less what keeps its segment from ad platforms. */
export async function usableFolder(): Promise<Folder> {
  const folder = less(await examplesFolder(), "workspace.yaml", "keep:");
  const without = less(folder, "destinations.yaml", "newsletter:");
  return less(without, "segments/loyal-slipping.yaml", "acknowledge:");
}

/** What is wrong with a folder, each with its place. */
export const errorsIn = (folder: Folder): readonly string[] =>
  readDefinitions(folder).problems.flatMap(({ severity, place, message }) =>
    severity === "error" ? [`${place.file}:${place.line}:${place.column} ${message}`] : [],
  );
