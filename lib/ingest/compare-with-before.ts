import * as z from "zod";
import type { Dataset } from "../core/dataset.ts";
import { type Changes, type ManifestEntry, fingerprintsKey, partsOf } from "./contract.ts";
import { fetchObjects } from "./fetch-objects.ts";
import { type Fingerprints, planComparison, planGone } from "./plan-comparison.ts";
import type { IngestPorts, Workbench } from "./ports.ts";

const comparedSchema = z.object({
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  older: z.int(),
  shorter: z.int(),
});
const goneSchema = z.object({ keys: z.int(), gone: z.int() });

/** A file among those that count. */
export interface Compared {
  readonly changes: Changes;
  /** Keys that counted before. */
  readonly keysBefore: number;
}

/** A later file that is everything there is stands in for this one already. */
const nothingChanged = { new: 0, changed: 0, unchanged: 0, older: 0, gone: 0, shorter: 0 };

/** Brings the fingerprints of files to the workbench. */
async function fetchFingerprints(
  ports: Pick<IngestPorts, "lake">,
  bench: Workbench,
  about: { readonly dataset: Dataset; readonly files: readonly ManifestEntry[] },
): Promise<readonly Fingerprints[]> {
  const found: Fingerprints[] = [];
  for (const file of about.files) {
    const keys = partsOf(file).map((part) => fingerprintsKey(about.dataset, part));
    found.push({ paths: await fetchObjects(ports, bench, keys), order: file.order });
  }
  return found;
}

/**
 * What a file changes against those that count, which it is not one of. Its accepted rows are new,
 * changed, unchanged or older; older too where the file itself has a newer row of the same key.
 */
export async function compareWithBefore(
  ports: Pick<IngestPorts, "lake">,
  bench: Workbench,
  about: {
    readonly dataset: Dataset;
    readonly entry: ManifestEntry;
    readonly before: readonly ManifestEntry[];
    readonly accepted: number;
  },
): Promise<Compared> {
  const { dataset, entry, accepted } = about;
  if (about.before.some(({ full, order }) => full && order > entry.order)) {
    return { changes: { ...nothingChanged, older: accepted }, keysBefore: 0 };
  }
  const [mine] = await fetchFingerprints(ports, bench, { dataset, files: [entry] });
  if (mine === undefined) throw new Error("a file has no fingerprints");
  const before = await fetchFingerprints(ports, bench, { dataset, files: about.before });
  const [found] = await bench.engine.all(planComparison(dataset, mine, before), comparedSchema);
  if (found === undefined) throw new Error("a comparison gave nothing");
  const [lost = { keys: 0, gone: 0 }] =
    before.length === 0 || !entry.full
      ? []
      : await bench.engine.all(planGone(dataset, mine, before), goneSchema);
  const repeated = accepted - found.new - found.changed - found.unchanged - found.older;
  return {
    changes: { ...found, older: found.older + Math.max(0, repeated), gone: lost.gone },
    keysBefore: lost.keys,
  };
}
