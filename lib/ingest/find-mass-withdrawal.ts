import * as z from "zod";
import type { Dataset } from "../core/dataset.ts";
import { type Expression, all, column, countDistinct, equal, not } from "../sql/expression.ts";
import { type Join, type Relation, parquet, select } from "../sql/relation.ts";
import type { WorkspaceSettings } from "../workspace/workspace.ts";
import { readManifest } from "./commit-file.ts";
import {
  type ManifestEntry,
  countingFiles,
  datasetKey,
  fingerprintsKey,
  partsOf,
} from "./contract.ts";
import { fetchObjects } from "./fetch-objects.ts";
import { neverHeld, percent } from "./plan-oddity.ts";
import type { IngestPorts, Workbench } from "./ports.ts";

type Stores = Pick<IngestPorts, "lake" | "manifests">;

/** The rows of objects of the lake; undefined for none. */
async function fetchRows(
  ports: Stores,
  bench: Workbench,
  keys: readonly string[],
): Promise<Relation | undefined> {
  const paths = await fetchObjects(ports, bench, keys);
  return paths.length === 0 ? undefined : parquet(...paths);
}

/** The parts of the files of a dataset that count, but for one of them. */
async function partsBefore(
  ports: Stores,
  dataset: Dataset,
  { id }: ManifestEntry,
): Promise<readonly string[]> {
  const { manifest } = await readManifest(ports, dataset);
  return countingFiles(manifest.files)
    .filter((file) => file.id !== id)
    .flatMap(partsOf);
}

const countSchema = z.object({ people: z.int() });

async function countPeople(
  { engine }: Workbench,
  rows: Relation | undefined,
  of: {
    readonly by: string;
    readonly joins?: readonly Join[];
    readonly where?: Expression;
  },
): Promise<number> {
  if (rows === undefined) return 0;
  const people = select({
    note: "how many people some files are about",
    from: rows,
    as: "row",
    joins: of.joins ?? [],
    columns: { people: countDistinct(column(of.by, "row")) },
    where: of.where,
  });
  const [found] = await engine.all(people, countSchema);
  return found?.people ?? 0;
}

const consentsKey = (part: string): string => datasetKey("consents", part);
const same = (name: string): Expression => equal(column(name, "row"), column(name, "before"));

/** Who says no in a file to what they had said yes to; who never did takes nothing back. */
async function countTakenBack(
  ports: Stores,
  bench: Workbench,
  entry: ManifestEntry,
): Promise<number> {
  const mine = await fetchRows(ports, bench, partsOf(entry).map(consentsKey));
  const earlier = await partsBefore(ports, "consents", entry);
  const before = await fetchRows(ports, bench, earlier.map(consentsKey));
  if (before === undefined) return 0;
  return countPeople(bench, mine, {
    by: "memberId",
    joins: [
      {
        kind: "semi",
        relation: select({ from: before, everything: true, columns: {}, where: column("granted") }),
        as: "before",
        on: all(same("memberId"), same("purpose")),
      },
    ],
    where: not(column("granted", "row")),
  });
}

/** Who withdraws in a file: everybody whom it names, but in consents. */
async function countWithdrawing(
  ports: Stores,
  bench: Workbench,
  { dataset, entry }: { readonly dataset: Dataset; readonly entry: ManifestEntry },
): Promise<number> {
  if (dataset === "consents") return countTakenBack(ports, bench, entry);
  const keys = partsOf(entry).map((part) => datasetKey(dataset, part));
  return countPeople(bench, await fetchRows(ports, bench, keys), { by: "memberId" });
}

/**
 * What withdraws is never held; but when more customers than a guard's share withdraw in one file,
 * somebody should look whether they did. Says so, or undefined.
 */
export async function findMassWithdrawal(
  ports: Stores,
  bench: Workbench,
  about: {
    readonly dataset: Dataset;
    readonly entry: ManifestEntry;
    readonly guard: WorkspaceSettings["guard"];
  },
): Promise<string | undefined> {
  const { dataset, entry, guard } = about;
  if (!neverHeld.has(dataset)) return undefined;
  const parts = await partsBefore(ports, "customers", entry);
  const known = parts.map((part) => fingerprintsKey("customers", part));
  const customers = await countPeople(bench, await fetchRows(ports, bench, known), { by: "key" });
  if (customers < guard.minimum) return undefined;
  const withdrawing = await countWithdrawing(ports, bench, { dataset, entry });
  if (withdrawing <= customers * guard.shrink) return undefined;
  return `${withdrawing} of ${customers} customers withdraw in it, more than ${percent(guard.shrink)} (guard.shrink); it counts all the same: see whether they did`;
}
