import { Conflict } from "../core/failure.ts";
import {
  type IngestedDataset,
  type Manifest,
  type ManifestEntry,
  manifestKey,
  manifestSchema,
  readManifestFiles,
} from "./contract.ts";
import type { IngestPorts } from "./ports.ts";

type Stores = Pick<IngestPorts, "lake" | "manifests">;

/** How often somebody else may be quicker before the file is left to its redelivery. */
const attempts = 20;

/** The newest manifest of a dataset; version 0 and no files before the first. */
export async function readManifest({ lake, manifests }: Stores, dataset: IngestedDataset) {
  const pointer = await manifests.read(dataset);
  const version = pointer?.value.version ?? 0;
  const files = [...(await readManifestFiles(lake, dataset, version))];
  return { manifest: { dataset, version, files }, record: pointer?.version ?? 0 };
}

/** The next version's key may be taken by a file that lost the race for the pointer: it is passed over. */
async function writeNext(
  { lake }: Stores,
  current: Manifest,
  entry: ManifestEntry,
): Promise<number> {
  const files = [...current.files, entry].toSorted((a, b) => (a.order < b.order ? -1 : 1));
  for (let version = current.version + 1; ; version += 1) {
    const key = manifestKey(current.dataset, version);
    const wanted = manifestSchema.parse({ dataset: current.dataset, version, files });
    await lake.writeJson(key, wanted);
    const written = await lake.readJson(key, manifestSchema);
    if (JSON.stringify(written) === JSON.stringify(wanted)) return version;
  }
}

/**
 * Makes a file count: a manifest with it is written, then the pointer moves by compare-and-set.
 * Until then nothing of the file counts. Again for a file that counts already: nothing happens.
 */
export async function commitFile(
  stores: Stores,
  dataset: IngestedDataset,
  entry: ManifestEntry,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { manifest, record } = await readManifest(stores, dataset);
    if (manifest.files.some(({ id }) => id === entry.id)) return;
    try {
      const version = await writeNext(stores, manifest, entry);
      await stores.manifests.write(dataset, { version }, record);
      return;
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attempts) throw error;
    }
  }
}
