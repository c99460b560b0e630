import {
  definitionsKey,
  folderSchema,
  generationKeys,
  summarySchema,
} from "../compute/contract.ts";
import type { RunInputs } from "../compute/contract.ts";
import type { CountingFiles } from "../compute/fetch-datasets.ts";
import { datasetSchema } from "../core/dataset.ts";
import { InputProblem } from "../core/failure.ts";
import { runIdSchema } from "../core/ids.ts";
import { readManifestFiles } from "../ingest/contract.ts";
import type { Rulebook } from "../segments/contract.ts";
import { readDefinitions } from "../segments/read-definitions.ts";
import type { Folder } from "../workspace/workspace.ts";
import type { OperatorStores } from "./operate.ts";

/** A look at the data as it stands: nothing is written. */
export interface Look {
  readonly now: Date;
  /** Definitions that are not published; else those that the next run uses. */
  readonly folder?: Folder | undefined;
}

/** What a run that began now would be frozen with. */
export interface WhatCounts {
  readonly folder: Folder;
  readonly rulebook: Rulebook;
  readonly inputs: RunInputs;
  readonly files: CountingFiles;
}

const unpublished = "unpublished";

/** A folder's definitions. Throws `InputProblem` with the first error, saying how many more there are. */
export function rulebookOf(folder: Folder): Rulebook {
  const { definitions, problems } = readDefinitions(folder);
  const [first, ...others] = problems.filter(({ severity }) => severity === "error");
  if (definitions !== undefined && first === undefined) return definitions;
  const more =
    others.length === 0 ? "" : ` (and ${others.length} more: "audience check" lists them)`;
  const message = first?.message ?? "the workspace has nothing in it";
  throw new InputProblem(`${message}${more}`, first?.place);
}

/** The definitions that the next run uses. Throws `InputProblem` when none were published yet. */
export async function newestFolder({
  lake,
  workspace,
}: Pick<OperatorStores, "lake" | "workspace">): Promise<{
  readonly folder: Folder;
  readonly hash: string;
}> {
  const hash = (await workspace.read("workspace"))?.value.hash;
  if (hash === undefined)
    throw new InputProblem("no workspace is published yet: run `audience publish` first");
  const found = await lake.readJson(definitionsKey(hash), folderSchema);
  if (found === undefined) throw new Error(`the definitions ${hash} are gone from the lake`);
  return { folder: found.files, hash };
}

async function manifestsNow({ manifests }: OperatorStores): Promise<RunInputs["manifests"]> {
  const versions: RunInputs["manifests"] = {};
  for (const { id, value } of await manifests.list()) {
    const dataset = datasetSchema.safeParse(id);
    if (dataset.success) versions[dataset.data] = value.version;
  }
  return versions;
}

/** What counts at this moment. Throws `InputProblem` where there are no definitions that can be used. */
export async function whatCounts(
  stores: OperatorStores,
  { now, folder }: Look,
): Promise<WhatCounts> {
  const found = folder === undefined ? await newestFolder(stores) : { folder, hash: unpublished };
  const generation = (await stores.generation.read("generation"))?.value;
  const inputs: RunInputs = {
    run: runIdSchema.parse("r-preview"),
    now: now.toISOString(),
    trigger: "asked",
    generation: (generation?.generation ?? 0) + 1,
    workspace: found.hash,
    manifests: await manifestsNow(stores),
    previous: generation?.published ?? null,
    unfinished: [],
  };
  return {
    folder: found.folder,
    rulebook: rulebookOf(found.folder),
    inputs,
    files: (dataset) => readManifestFiles(stores.lake, dataset, inputs.manifests[dataset] ?? 0),
  };
}

/** Who was one person in the published generation, as Parquet at a path; undefined: nobody. */
export async function fetchMergedBefore(
  { lake }: Pick<OperatorStores, "lake">,
  { previous }: RunInputs,
  path: string,
): Promise<string | undefined> {
  if (previous === null) return undefined;
  const keys = generationKeys(previous);
  const summary = await lake.readJson(keys.summary, summarySchema);
  if ((summary?.merged.customers ?? 0) === 0) return undefined;
  await lake.download(keys.merged, path);
  return path;
}
