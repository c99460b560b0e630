import * as z from "zod";
import type { RunClock } from "../core/run-clock.ts";
import type { Rulebook } from "../segments/contract.ts";
import type { Bench } from "../sql/bench.ts";
import type { Summary } from "./contract.ts";
import { fetchDatasets } from "./fetch-datasets.ts";
import type { FetchedDatasets, Source } from "./fetch-datasets.ts";
import { mergePeople } from "./merge-people.ts";
import type { Merge } from "./merge-people.ts";
import { planAliases, planRefusing } from "./plan-aliases.ts";
import { askedBy, planCurrent, planVerdicts } from "./plan-compute.ts";
import type { ComputeInputs } from "./plan-compute.ts";
import { shapeOf } from "./plan-current-rows.ts";
import {
  keyedDatasets,
  planRepeatedKeys,
  planReplacedRows,
  repeatedTable,
} from "./plan-keyed-rows.ts";
import type { KeyedDataset } from "./plan-keyed-rows.ts";
import { planAllGone, planBirths, planKnownAs } from "./plan-merge.ts";
import { numberedLine, planReplacedLines } from "./plan-order-lines.ts";
import type { Found } from "./plan-order-lines.ts";
import type { ComputePorts } from "./ports.ts";
import { predictCustomers } from "./predict-customers.ts";
import { runAndForget } from "./run-and-forget.ts";
import { countRows } from "./summarize.ts";

export interface JudgePorts extends Pick<ComputePorts, "tombstones"> {
  readonly lake: Source["lake"];
}

async function loadTombstones({ tombstones }: JudgePorts, { engine }: Bench): Promise<void> {
  const members = await tombstones();
  await engine.load(
    "tombstones",
    { memberId: "VARCHAR" },
    members.map((member) => [member]),
  );
}

/** Of which datasets some row was replaced by a newer one. */
async function findReplaced(
  { engine }: Bench,
  datasets: FetchedDatasets["datasets"],
): Promise<Found["replaced"]> {
  const found: KeyedDataset[] = [];
  for (const dataset of keyedDatasets) {
    const files = datasets[dataset];
    if (files.files === 0) continue;
    await engine.run(planRepeatedKeys(dataset, files));
    if ((await countRows(engine, repeatedTable(dataset))) > 0) {
      await engine.run(planReplacedRows(dataset, files));
      found.push(dataset);
    }
    await engine.run({ is: "drop", name: repeatedTable(dataset) });
  }
  return found;
}

interface WhoIsWho {
  readonly fetched: FetchedDatasets;
  readonly merge: Merge;
}

/** Tables `aliases`, `merged`, `known_as`, `births` and `gone`. Need the shapes of the datasets. */
async function findWhoIsWho(
  { engine }: Bench,
  { fetched: { datasets, byEmail }, merge }: WhoIsWho,
): Promise<Summary["merged"]> {
  const { customers, objections } = datasets;
  for (const statement of planAliases(customers, byEmail)) await engine.run(statement);
  const merged = await mergePeople(engine, customers, merge);
  await engine.run(planKnownAs());
  await engine.run(planBirths(customers));
  await engine.run(planRefusing(objections));
  await engine.run(planAllGone());
  return merged;
}

/** Who is who, and what else the plan depends on. */
async function lookAtRows(
  ports: JudgePorts,
  bench: Bench,
  about: WhoIsWho,
): Promise<Found & Pick<Summary, "merged">> {
  const { engine } = bench;
  const { datasets } = about.fetched;
  const { orders, products } = datasets;
  for (const files of Object.values(datasets)) await engine.run(shapeOf(files));
  await loadTombstones(ports, bench);
  const merged = await findWhoIsWho(bench, about);
  const hasNumbers = (await engine.all(numberedLine(orders), z.unknown())).length > 0;
  await engine.run(planReplacedLines(orders, hasNumbers));
  return {
    merged,
    aliases: (await countRows(engine, "known_as")) > 0,
    replaced: await findReplaced(bench, datasets),
    replacedLines: (await countRows(engine, "replaced_lines")) > 0,
    products: products.files > 0,
  };
}

/**
 * Everybody's verdicts by the definitions, of the files that count, at a bench: tables `people`,
 * `verdicts` and those that they are made of. Writes nothing but there.
 */
export const judgePeople =
  (ports: JudgePorts, { bench, files }: Pick<Source, "bench" | "files">) =>
  async (by: {
    readonly rulebook: Rulebook;
    readonly clock: RunClock;
    /** `merged` of the published generation, as Parquet at the bench. */
    readonly mergedBefore?: string | undefined;
  }): Promise<ComputeInputs & Pick<Summary, "merged" | "predicted">> => {
    const { workspace, planAt } = by.rulebook;
    const plan = planAt(by.clock);
    const source = { lake: ports.lake, files, bench };
    const fetched = await fetchDatasets(source, workspace, askedBy(plan));
    const merge = { by: workspace.settings.merge, before: by.mergedBefore };
    const { merged, ...found } = await lookAtRows(ports, bench, { fetched, merge });
    const of: ComputeInputs = {
      plan,
      clock: by.clock,
      datasets: fetched.datasets,
      found,
    };
    for (const statement of planCurrent(of)) await bench.engine.run(statement);
    const predicted = await predictCustomers(bench.engine, of);
    await runAndForget(bench.engine, planVerdicts(of.plan), ["people", "verdicts"]);
    return { ...of, merged, predicted };
  };
