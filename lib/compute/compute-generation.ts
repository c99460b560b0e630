import { runClock } from "../core/run-clock.ts";
import type { RunId } from "../core/ids.ts";
import { datasetKey, readManifestFiles } from "../ingest/contract.ts";
import { column } from "../sql/expression.ts";
import type { Order } from "../sql/expression.ts";
import { create, createEmpty, parquet, select, table, union, write } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { generationKeys, readRunInputs } from "./contract.ts";
import type { RunInputs, Summary } from "./contract.ts";
import { renewLease } from "./lease.ts";
import { changedItems } from "./plan-changes.ts";
import { marks, membershipColumns, planMemberships, planVerdicts } from "./plan-compute.ts";
import type { ComputeInputs } from "./plan-compute.ts";
import type { ComputedDataset, DatasetFiles } from "./plan-current-rows.ts";
import type { Bench } from "../sql/bench.ts";
import type { ComputePorts } from "./ports.ts";
import { publishedDefinitions } from "./read-published.ts";
import { summarize } from "./summarize.ts";

/** One run at its bench. */
interface Work {
  readonly ports: ComputePorts;
  readonly bench: Bench;
  readonly inputs: RunInputs;
}

/** Brings the files of a frozen manifest to the bench, oldest first. */
async function fetchDataset(
  work: Work,
  dataset: ComputedDataset,
  { datasets }: Workspace,
): Promise<DatasetFiles> {
  const { ports, bench, inputs } = work;
  const version = inputs.manifests[dataset] ?? 0;
  const map = datasets[dataset];
  const files = await readManifestFiles(ports.lake, dataset, version);
  const paths: string[] = [];
  for (const file of files.toSorted((a, b) => (a.order < b.order ? -1 : 1))) {
    const path = bench.path(`${dataset}-${String(paths.length).padStart(8, "0")}.parquet`);
    await ports.lake.download(datasetKey(dataset, file.id), path);
    paths.push(path);
  }
  return { dataset, map, paths };
}

/** Table `previous`: the memberships that are published, to be counted against. */
async function loadPrevious({ ports, bench, inputs }: Work): Promise<void> {
  if (inputs.previous === null) return bench.engine.run(createEmpty("previous", membershipColumns));
  const path = bench.path("previous.parquet");
  await ports.lake.download(generationKeys(inputs.previous).memberships, path);
  await bench.engine.run(create("previous", parquet(path), "the published memberships"));
}

/** Table `again`: members whose items may have been written by a publication that never finished. */
async function loadAgain({ ports, bench, inputs }: Work): Promise<void> {
  const paths: string[] = [];
  for (const run of inputs.unfinished) {
    const path = bench.path(`unfinished-${paths.length}.parquet`);
    await ports.lake.download(generationKeys(run).changes, path);
    paths.push(path);
  }
  const columns = { memberId: column("memberId") };
  await bench.engine.run(
    paths.length === 0
      ? createEmpty("again", { memberId: "VARCHAR" })
      : create(
          "again",
          union(...paths.map((path) => select({ from: parquet(path), columns }))),
          "written before",
        ),
  );
}

async function loadTombstones({ ports, bench }: Work): Promise<void> {
  const members = await ports.tombstones();
  await bench.engine.load(
    "tombstones",
    { memberId: "VARCHAR" },
    members.map((member) => [member]),
  );
}

const by = (...columns: readonly string[]): readonly Order[] =>
  columns.map((name) => ({ by: column(name) }));

/** Rows in an order of their own, so that the same run gives the same bytes. */
const sorted = (from: Relation, ...columns: readonly string[]): Relation =>
  select({ from, everything: true, columns: {}, orderBy: by(...columns) });

async function hand(
  work: Work,
  name: "memberships" | "marks" | "changes" | "verdicts",
  rows: Relation,
): Promise<void> {
  const path = work.bench.path(`${name}.parquet`);
  await work.bench.engine.run(write(rows, path));
  await work.ports.lake.upload(path, generationKeys(work.inputs.run)[name]);
}

async function compute(work: Work, of: ComputeInputs, minimumAge: number): Promise<void> {
  const { engine } = work.bench;
  await loadTombstones(work);
  for (const statement of planVerdicts(of)) await engine.run(statement);
  await loadPrevious(work);
  await loadAgain(work);
  await engine.run(planMemberships(of));
  await engine.run(create("changes", changedItems(), "items to be written"));
  await hand(work, "memberships", sorted(table("memberships"), "segment", "memberId"));
  await hand(work, "marks", sorted(marks(of, minimumAge), "mark", "memberId"));
  await hand(work, "changes", sorted(table("changes"), "memberId"));
  const clauses = ["memberId", ...of.plan.clauses].map((name) => [name, column(name)] as const);
  await hand(
    work,
    "verdicts",
    select({
      from: table("verdicts"),
      columns: Object.fromEntries(clauses),
      orderBy: by("memberId"),
    }),
  );
}

/**
 * Computes the generation of a run that was begun: everybody's memberships, marks, verdicts and what
 * changed, as Parquet in the lake, and a summary. Depends on nothing but the run's frozen inputs (and on
 * who was erased by now); doing it again gives the same bytes. Throws `InputProblem` where the published
 * definitions cannot be used, `Conflict` when the run has lost its lease.
 */
export const computeGeneration =
  (ports: ComputePorts) =>
  async ({ run }: { readonly run: RunId }): Promise<Summary> => {
    const begun = ports.clock().getTime();
    const inputs = await readRunInputs(ports.lake, run);
    await renewLease(ports, run);
    const { workspace, planAt } = await publishedDefinitions(ports, inputs.workspace);
    const clock = runClock(inputs.now, workspace.settings.timezone);
    const summary = await ports.withBench(async (bench) => {
      const work = { ports, bench, inputs };
      const of: ComputeInputs = {
        plan: planAt(clock),
        clock,
        customers: await fetchDataset(work, "customers", workspace),
        orders: await fetchDataset(work, "orders", workspace),
      };
      await compute(work, of, workspace.settings.minimumAge);
      return summarize(bench.engine, of);
    });
    const seconds = (ports.clock().getTime() - begun) / 1000;
    const whole: Summary = { run, now: inputs.now, day: clock.day, ...summary, seconds };
    await ports.lake.writeJson(generationKeys(run).summary, whole);
    return whole;
  };
