import { link } from "node:fs/promises";
import { tmpdir } from "node:os";
import { scratchFolder } from "../adapters/files/scratch-folder.ts";
import { type SegmentChange, previewChange } from "../compute/preview-change.ts";
import { publishedDefinitions } from "../compute/read-published.ts";
import { type Dataset, datasetSchema } from "../core/dataset.ts";
import { InputProblem } from "../core/failure.ts";
import type { Objects } from "../core/stores.ts";
import { readManifest } from "../ingest/commit-file.ts";
import { type ManifestEntry, countingFiles } from "../ingest/contract.ts";
import type { AcceptedFile } from "../ingest/take-back-file.ts";
import type { Rulebook } from "../segments/contract.ts";
import { readDefinitions } from "../segments/read-definitions.ts";
import { benches } from "./bench.ts";
import type { OperatorStores } from "./operate.ts";

/** DuckDB's memory for it, in MB: the same as computing a generation has. */
const memory = 1600;

type Entries = readonly ManifestEntry[];

/** The definitions that the next run uses. Throws `InputProblem` where there are none that can be used. */
async function newestDefinitions({ lake, workspace }: OperatorStores): Promise<Rulebook> {
  const pointer = await workspace.read("workspace");
  if (pointer === undefined)
    throw new InputProblem("no workspace is published yet: run `audience publish` first");
  return publishedDefinitions({ lake, readDefinitions }, pointer.value.hash);
}

async function allEntries(stores: OperatorStores): Promise<ReadonlyMap<Dataset, Entries>> {
  const found = new Map<Dataset, Entries>();
  for (const dataset of datasetSchema.options)
    found.set(dataset, (await readManifest(stores, dataset)).manifest.files);
  return found;
}

/** Both sides of a comparison need nearly the same files: each is fetched once. */
function fetchOnce(
  { download }: Pick<Objects, "download">,
  at: (name: string) => string,
): Pick<Objects, "download"> {
  const fetched = new Map<string, string>();
  return {
    download: async (key, path) => {
      const known = fetched.get(key) ?? at(`${fetched.size}`);
      if (!fetched.has(key)) await download(key, known);
      fetched.set(key, known);
      await link(known, path);
    },
  };
}

/** Who would enter and leave each segment without a file, by the newest definitions at a moment. Changes nothing. */
export async function previewUndo(
  stores: OperatorStores,
  { id }: AcceptedFile,
  now: Date,
): Promise<readonly SegmentChange[]> {
  const rulebook = await newestDefinitions(stores);
  const entries = await allEntries(stores);
  const of = (dataset: Dataset): Entries => entries.get(dataset) ?? [];
  const folder = await scratchFolder(tmpdir());
  try {
    return await previewChange({
      lake: fetchOnce(stores.lake, (name) => folder.path(name)),
      tombstones: stores.erased,
      withBench: benches(tmpdir(), memory),
    })({
      rulebook,
      moment: now.toISOString(),
      before: (dataset) => countingFiles(of(dataset)),
      after: (dataset) => countingFiles(of(dataset).filter((entry) => entry.id !== id)),
    });
  } finally {
    await folder.remove();
  }
}
