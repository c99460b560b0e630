import { link } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { folderObjects } from "../adapters/files/folder-objects.ts";
import { judgePeople } from "../compute/judge-people.ts";
import { membershipColumns, planMemberships } from "../compute/plan-compute.ts";
import type { ComputeInputs } from "../compute/plan-compute.ts";
import { predictCustomers } from "../compute/predict-customers.ts";
import type { Dataset } from "../core/dataset.ts";
import { runClock } from "../core/run-clock.ts";
import { manifestEntrySchema } from "../ingest/contract.ts";
import type { ManifestEntry } from "../ingest/contract.ts";
import { readDefinitions } from "../segments/read-definitions.ts";
import type { Bench } from "../sql/bench.ts";
import { call, column } from "../sql/expression.ts";
import { createEmpty, select, table } from "../sql/relation.ts";
import type { Folder } from "../workspace/workspace.ts";
import { benches } from "./bench.ts";

/** A lake below a folder, and what a run of it counts by. */
export interface FolderRun {
  /** Has `datasets/<dataset>/<file id>.parquet`; all of them count, in the order of their names. */
  readonly folder: string;
  readonly definitions: Folder;
  /** The run's clock, ISO. */
  readonly now: string;
}

/** DuckDB's share of memory in MB, as compute-generation has it. */
const memoryMb = 1600;

const countingFile = (key: string): ManifestEntry => {
  const id = path.basename(key, ".parquet");
  return manifestEntrySchema.parse({
    id,
    file: key,
    order: id,
    receivedAt: "2026-11-01T00:00:00Z",
    contentHash: id,
    mapHash: "",
    rows: 0,
    parts: 1,
    full: false,
    consents: false,
    people: false,
  });
};

const rulebookOf = (definitions: Folder) => {
  const { definitions: rulebook } = readDefinitions(definitions);
  if (rulebook === undefined) throw new Error("the definitions cannot be used");
  return rulebook;
};

/** Judges everybody at a bench of their own, and goes on there. Files are linked rather than copied. */
async function judgeInFolder<T>(
  { folder, definitions, now }: FolderRun,
  goOn: (bench: Bench, of: ComputeInputs) => Promise<T>,
): Promise<T> {
  const rulebook = rulebookOf(definitions);
  const clock = runClock(now, rulebook.workspace.settings.timezone);
  const lake = { download: (key: string, to: string) => link(path.join(folder, key), to) };
  const files = async (dataset: Dataset) =>
    (await folderObjects(folder).list(`datasets/${dataset}/`)).map(countingFile);
  return benches(
    path.join(folder, "scratch"),
    memoryMb,
  )(async (bench) => {
    const ports = { lake, tombstones: async () => [] };
    return goOn(bench, await judgePeople(ports, { bench, files })({ rulebook, clock }));
  });
}

const sizeRow = z.object({ segment: z.string(), size: z.int() });

/** compute without AWS: everybody's verdicts and memberships. Gives the segments that have members, with their sizes. */
export const computeInFolder = (run: FolderRun): Promise<Readonly<Record<string, number>>> =>
  judgeInFolder(run, async ({ engine }, of) => {
    await engine.run(createEmpty("previous", membershipColumns));
    await engine.run(planMemberships(of));
    const sizes = select({
      from: table("memberships"),
      columns: { segment: column("segment"), size: call("count") },
      groupBy: [column("segment")],
    });
    const found = await engine.all(sizes, sizeRow);
    return Object.fromEntries(found.map(({ segment, size }) => [segment, size]));
  });

/** What is predicted, made once more and by itself after a whole computation, and its seconds. */
export const predictInFolder = (run: FolderRun) =>
  judgeInFolder(run, async ({ engine }, of) => {
    await engine.run({ is: "drop", name: "predicted" });
    const began = performance.now();
    const predicted = await predictCustomers(engine, of);
    const seconds = (performance.now() - began) / 1000;
    return { seconds, predicted };
  });
