import * as z from "zod";
import type { RunClock } from "../core/run-clock.ts";
import type { Rulebook } from "../segments/contract.ts";
import type { Bench } from "../sql/bench.ts";
import { fetchDatasets } from "./fetch-datasets.ts";
import type { FetchedDatasets, Source } from "./fetch-datasets.ts";
import { planAliases, planGone } from "./plan-aliases.ts";
import { planCurrent, planVerdicts } from "./plan-compute.ts";
import type { ComputeInputs } from "./plan-compute.ts";
import { shapeOf } from "./plan-current-rows.ts";
import { numberedLine, planReplacedLines } from "./plan-order-lines.ts";
import type { Found } from "./plan-order-lines.ts";
import type { ComputePorts } from "./ports.ts";
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

/** Tables `aliases`, `carriers` and `gone`, and what else the plan depends on. */
async function lookAtRows(
  ports: JudgePorts,
  bench: Bench,
  { datasets, byEmail }: FetchedDatasets,
): Promise<Found> {
  const { engine } = bench;
  const { customers, orders, products, objections } = datasets;
  for (const files of Object.values(datasets)) await engine.run(shapeOf(files));
  await loadTombstones(ports, bench);
  for (const statement of planAliases(customers, byEmail)) await engine.run(statement);
  await engine.run(planGone(objections));
  const hasNumbers = (await engine.all(numberedLine(orders), z.unknown())).length > 0;
  await engine.run(planReplacedLines(orders, hasNumbers));
  return {
    aliases: (await countRows(engine, "aliases")) > 0,
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
  async (by: { readonly rulebook: Rulebook; readonly clock: RunClock }): Promise<ComputeInputs> => {
    const { workspace, planAt } = by.rulebook;
    const fetched = await fetchDatasets({ lake: ports.lake, files, bench }, workspace);
    const found = await lookAtRows(ports, bench, fetched);
    const of: ComputeInputs = {
      plan: planAt(by.clock),
      clock: by.clock,
      datasets: fetched.datasets,
      found,
    };
    for (const statement of planCurrent(of)) await bench.engine.run(statement);
    for (const statement of planVerdicts(of.plan)) await bench.engine.run(statement);
    return of;
  };
