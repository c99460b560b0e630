import { InputProblem } from "../core/failure.ts";
import type { Reading, Rulebook } from "../segments/contract.ts";
import { definitionsKey, folderSchema } from "./contract.ts";
import type { DefinitionsPorts } from "./ports.ts";

/** What reading a published folder gives. Throws when the folder is gone from the lake. */
export async function readPublished(
  ports: DefinitionsPorts,
  hash: string,
): Promise<Reading<Rulebook>> {
  const folder = await ports.lake.readJson(definitionsKey(hash), folderSchema);
  if (folder === undefined) throw new Error(`the definitions ${hash} are gone from the lake`);
  return ports.readDefinitions(folder.files);
}

/** A published folder's definitions. Throws `InputProblem` where something in it must be mended. */
export async function publishedDefinitions(
  ports: DefinitionsPorts,
  hash: string,
): Promise<Rulebook> {
  const { definitions, problems } = await readPublished(ports, hash);
  if (definitions !== undefined) return definitions;
  const first = problems.find(({ severity }) => severity === "error");
  throw new InputProblem(
    `the published definitions cannot be used: ${first?.message ?? "nothing was read"}`,
    first?.place,
  );
}
