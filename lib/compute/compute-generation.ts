import type { Dataset } from "../core/dataset.ts";
import { runClock } from "../core/run-clock.ts";
import type { RunId } from "../core/ids.ts";
import { readManifestFiles } from "../ingest/contract.ts";
import type { Definitions, Segment } from "../segments/contract.ts";
import type { Bench } from "../sql/bench.ts";
import { column } from "../sql/expression.ts";
import type { Order } from "../sql/expression.ts";
import { create, createEmpty, parquet, select, table, union, write } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { checkData } from "./check-data.ts";
import { generationKeys, readRunInputs, summarySchema } from "./contract.ts";
import type { RunInputs, Summary } from "./contract.ts";
import { judgePeople } from "./judge-people.ts";
import { renewLease } from "./lease.ts";
import { changedItems, underTodaysIds } from "./plan-changes.ts";
import { marks, membershipColumns, planMemberships, valuesOf } from "./plan-compute.ts";
import type { ComputeInputs } from "./plan-compute.ts";
import type { ComputePorts } from "./ports.ts";
import { publishedDefinitions } from "./read-published.ts";
import { summarize } from "./summarize.ts";

/** One run at its bench. */
interface Work {
  readonly ports: ComputePorts;
  readonly bench: Bench;
  readonly inputs: RunInputs;
}

/** Tables `published`, the memberships that changes are counted against, and `previous`, by today's ids. */
async function loadPrevious(
  { ports, bench, inputs }: Work,
  segments: readonly Segment[],
): Promise<void> {
  if (inputs.previous === null) {
    await bench.engine.run(createEmpty("published", membershipColumns));
  } else {
    const path = bench.path("previous.parquet");
    await ports.lake.download(generationKeys(inputs.previous).memberships, path);
    await bench.engine.run(create("published", parquet(path), "the published memberships"));
  }
  await bench.engine.run(create("previous", underTodaysIds(segments), "where members were before"));
}

/** Who was one person in the published generation, as Parquet at the bench; undefined: nobody. */
async function fetchMerged({ ports, bench, inputs }: Work): Promise<string | undefined> {
  if (inputs.previous === null) return undefined;
  const keys = generationKeys(inputs.previous);
  const summary = await ports.lake.readJson(keys.summary, summarySchema);
  if ((summary?.merged.customers ?? 0) === 0) return undefined;
  const path = bench.path("merged-before.parquet");
  await ports.lake.download(keys.merged, path);
  return path;
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

const by = (...columns: readonly string[]): readonly Order[] =>
  columns.map((name) => ({ by: column(name) }));

/** Rows in an order of their own, so that the same run gives the same bytes. */
const sorted = (from: Relation, ...columns: readonly string[]): Relation =>
  select({ from, everything: true, columns: {}, orderBy: by(...columns) });

async function hand(
  work: Work,
  name: "memberships" | "marks" | "aliases" | "merged" | "values" | "changes" | "verdicts",
  rows: Relation,
): Promise<void> {
  const path = work.bench.path(`${name}.parquet`);
  await work.bench.engine.run(write(rows, path));
  await work.ports.lake.upload(path, generationKeys(work.inputs.run)[name]);
}

async function compute(work: Work, of: ComputeInputs, definitions: Definitions): Promise<void> {
  const { engine } = work.bench;
  const { minimumAge } = definitions.workspace.settings;
  await loadPrevious(work, definitions.segments);
  await loadAgain(work);
  await engine.run(planMemberships(of));
  await engine.run(create("changes", changedItems(), "items to be written"));
  await hand(work, "memberships", sorted(table("memberships"), "segment", "memberId"));
  await hand(work, "marks", sorted(marks(of, minimumAge), "mark", "memberId"));
  await hand(work, "aliases", sorted(table("aliases"), "alias"));
  await hand(work, "merged", sorted(table("merged"), "memberId"));
  await hand(work, "values", sorted(valuesOf(definitions.segments), "segment", "memberId"));
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
    const rulebook = await publishedDefinitions(ports, inputs.workspace);
    const { settings } = rulebook.workspace;
    const clock = runClock(inputs.now, settings.timezone);
    const files = (dataset: Dataset) =>
      readManifestFiles(ports.lake, dataset, inputs.manifests[dataset] ?? 0);
    const summary = await ports.withBench(async (bench) => {
      const mergedBefore = await fetchMerged({ ports, bench, inputs });
      const of = await judgePeople(ports, { bench, files })({ rulebook, clock, mergedBefore });
      await compute({ ports, bench, inputs }, of, rulebook);
      const figures = await summarize(bench.engine, of);
      return { ...figures, ...(await checkData(bench.engine, { of, rulebook }, figures)) };
    });
    const seconds = (ports.clock().getTime() - begun) / 1000;
    const whole: Summary = { run, now: inputs.now, day: clock.day, ...summary, seconds };
    await ports.lake.writeJson(generationKeys(run).summary, whole);
    return whole;
  };
