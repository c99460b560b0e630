import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { InputProblem } from "../core/failure.ts";
import type { Folder } from "../workspace/workspace.ts";

const isDefinition = (name: string): boolean => /\.(ya?ml|md)$/.test(name);

/** A workspace folder as text, by paths relative to it. Throws `InputProblem` when there is none. */
export async function readFolder(dir: string): Promise<Folder> {
  const names = await readdir(dir, { recursive: true }).catch(() => {
    throw new InputProblem(
      `there is no folder ${dir}: "audience init ${dir}" makes a workspace to start from`,
    );
  });
  const wanted = names.map((name) => name.split(path.sep).join("/")).filter(isDefinition);
  const texts = wanted
    .toSorted()
    .map(async (name) => [name, await readFile(path.join(dir, name), "utf8")] as const);
  return Object.fromEntries(await Promise.all(texts));
}
