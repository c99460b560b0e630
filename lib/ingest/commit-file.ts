import type { Dataset } from "../core/dataset.ts";
import { Conflict } from "../core/failure.ts";
import { type Manifest, type ManifestEntry, manifestKey, manifestSchema } from "./contract.ts";
import type { IngestPorts } from "./ports.ts";

type Stores = Pick<IngestPorts, "lake" | "manifests">;
type Entries = readonly ManifestEntry[];

/** How often somebody else may be quicker before the change is left to whoever asked for it. */
const attempts = 20;

/**
 * The newest manifest of a dataset, with every accepted file: also those that a newer one, which is
 * everything there is, stands in for. Version 0 and no files before the first.
 */
export async function readManifest(
  { lake, manifests }: Stores,
  dataset: Dataset,
): Promise<{ readonly manifest: Manifest; readonly record: number }> {
  const pointer = await manifests.read(dataset);
  if (pointer === undefined) return { manifest: { dataset, version: 0, files: [] }, record: 0 };
  const { version } = pointer.value;
  const manifest = await lake.readJson(manifestKey(dataset, version), manifestSchema);
  if (manifest === undefined)
    throw new Error(`manifest ${version} of ${dataset} is gone from the lake`);
  return { manifest, record: pointer.version };
}

/** The next version's key may be taken by a change that lost the race for the pointer: it is passed over. */
async function writeNext({ lake }: Stores, current: Manifest, changed: Entries): Promise<number> {
  const files = changed.toSorted((a, b) => (a.order < b.order ? -1 : 1));
  for (let version = current.version + 1; ; version += 1) {
    const key = manifestKey(current.dataset, version);
    const wanted = manifestSchema.parse({ dataset: current.dataset, version, files });
    await lake.writeJson(key, wanted);
    const written = await lake.readJson(key, manifestSchema);
    if (JSON.stringify(written) === JSON.stringify(wanted)) return version;
  }
}

/**
 * Changes which files of a dataset count: a manifest is written, then the pointer moves by
 * compare-and-set; until then nothing is changed. `change` is asked anew whenever somebody else was
 * quicker; when it gives undefined there is nothing to do.
 */
export async function changeManifest(
  stores: Stores,
  dataset: Dataset,
  change: (files: Entries) => Entries | undefined,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { manifest, record } = await readManifest(stores, dataset);
    const changed = change(manifest.files);
    if (changed === undefined) return;
    try {
      const version = await writeNext(stores, manifest, changed);
      await stores.manifests.write(dataset, { version }, record);
      return;
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attempts) throw error;
    }
  }
}

/** Makes a file count. Again for a file that counts already: nothing happens. */
export const commitFile = (stores: Stores, dataset: Dataset, entry: ManifestEntry): Promise<void> =>
  changeManifest(stores, dataset, (files) =>
    files.some(({ id }) => id === entry.id) ? undefined : [...files, entry],
  );
