import type { RunInputs } from "../compute/contract.ts";
import { datasetSchema } from "../core/dataset.ts";
import type { Dataset } from "../core/dataset.ts";
import { memberIdSchema } from "../core/ids.ts";
import { readManifest } from "../ingest/commit-file.ts";
import { manifestKey, manifestSchema } from "../ingest/contract.ts";
import type { Manifest } from "../ingest/contract.ts";
import type { Reader } from "../push/load-rows.ts";
import type { OperatorStores } from "./operate.ts";

/** The version that stands for a dataset's files as they were; no manifest ever gets there. */
const asItWas = Number.MAX_SAFE_INTEGER;

/** The files that a run was frozen with, and those that came after it until a moment. */
async function filesUntil(
  stores: OperatorStores,
  {
    dataset,
    frozen,
    until,
  }: { readonly dataset: Dataset; readonly frozen: number; readonly until: string },
): Promise<Manifest> {
  const then =
    frozen === 0
      ? undefined
      : await stores.lake.readJson(manifestKey(dataset, frozen), manifestSchema);
  const before = then?.files ?? [];
  const { manifest } = await readManifest(stores, dataset);
  const since = manifest.files.filter(
    ({ id, receivedAt }) => receivedAt <= until && before.every((one) => one.id !== id),
  );
  const files = [...before, ...since].toSorted((a, b) => (a.order < b.order ? -1 : 1));
  return { dataset, version: asItWas, files };
}

/**
 * What stopped people from being pushed at a moment: files that came later are not there yet, files that were
 * taken back since the run count as they did, and nobody was erased who was erased later.
 */
export function readerAsOf(stores: OperatorStores, inputs: RunInputs, until: string): Reader {
  const { lake, manifests } = stores;
  const datasets = new Map(datasetSchema.options.map((one) => [manifestKey(one, asItWas), one]));
  return {
    lake: {
      ...lake,
      readJson: async (key, schema) => {
        const dataset = datasets.get(key);
        if (dataset === undefined) return lake.readJson(key, schema);
        const frozen = inputs.manifests[dataset] ?? 0;
        return schema.parse(await filesUntil(stores, { dataset, frozen, until }));
      },
    },
    manifests: {
      ...manifests,
      read: async () => ({ value: { version: asItWas }, version: 1 }),
    },
    stops: {
      paused: stores.paused,
      erased: async () =>
        (await stores.tombstones.list())
          .filter(({ value }) => value.at <= until)
          .map(({ id }) => memberIdSchema.parse(id)),
    },
  };
}
