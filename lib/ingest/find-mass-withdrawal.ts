import * as z from "zod";
import type { Dataset } from "../core/dataset.ts";
import type { WorkspaceSettings } from "../workspace/workspace.ts";
import { countDistinct, column, not } from "../sql/expression.ts";
import { parquet, select } from "../sql/relation.ts";
import { readManifest } from "./commit-file.ts";
import {
  type ManifestEntry,
  countingFiles,
  datasetKey,
  fingerprintsKey,
  partsOf,
} from "./contract.ts";
import { neverHeld, percent } from "./plan-oddity.ts";
import type { IngestPorts, Workbench } from "./ports.ts";

const countSchema = z.object({ people: z.int() });

/** How many different values a column has in files of the lake. */
async function countPeople(
  { lake }: Pick<IngestPorts, "lake">,
  { engine, scratch }: Workbench,
  of: { readonly keys: readonly string[]; readonly by: string; readonly onlyNo: boolean },
): Promise<number> {
  if (of.keys.length === 0) return 0;
  const paths: string[] = [];
  for (const key of of.keys) {
    const path = scratch.path(`people-${paths.length}.parquet`);
    await lake.download(key, path);
    paths.push(path);
  }
  const people = select({
    note: "how many people some files are about",
    from: parquet(...paths),
    columns: { people: countDistinct(column(of.by)) },
    where: of.onlyNo ? not(column("granted")) : undefined,
  });
  const [found] = await engine.all(people, countSchema);
  return found?.people ?? 0;
}

/**
 * What withdraws is never held; but when more customers than a guard's share withdraw in one file,
 * somebody should look whether they did. Says so, or undefined.
 */
export async function findMassWithdrawal(
  ports: Pick<IngestPorts, "lake" | "manifests">,
  bench: Workbench,
  about: {
    readonly dataset: Dataset;
    readonly entry: ManifestEntry;
    readonly guard: WorkspaceSettings["guard"];
  },
): Promise<string | undefined> {
  const { dataset, entry, guard } = about;
  if (!neverHeld.has(dataset)) return undefined;
  const { manifest } = await readManifest(ports, "customers");
  const customers = await countPeople(ports, bench, {
    keys: countingFiles(manifest.files)
      .flatMap(partsOf)
      .map((part) => fingerprintsKey("customers", part)),
    by: "key",
    onlyNo: false,
  });
  const withdrawing = await countPeople(ports, bench, {
    keys: partsOf(entry).map((part) => datasetKey(dataset, part)),
    by: "memberId",
    onlyNo: dataset === "consents",
  });
  if (customers < guard.minimum || withdrawing <= customers * guard.shrink) return undefined;
  return `${withdrawing} of ${customers} customers withdraw in it, more than ${percent(guard.shrink)} (guard.shrink); it counts all the same: see whether they did`;
}
