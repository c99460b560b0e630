import type { Dataset } from "../../lib/core/dataset.ts";
import { datasetPlans } from "../../lib/ingest/dataset-plans.ts";
import { planLayout } from "../../lib/ingest/plan-layout.ts";
import { type FileReading, planRows } from "../../lib/ingest/plan-rows.ts";
import type { Bench } from "../../lib/sql/bench.ts";
import { column, plus, value } from "../../lib/sql/expression.ts";
import { type Relation, numberedParquet, select, table, write } from "../../lib/sql/relation.ts";
import { readWorkspace } from "../../lib/workspace/read-workspace.ts";

const workspaceYaml = `
name: Shop
languages: [en]
timezone: Europe/Helsinki
currency: EUR
country: FI
consent: [advertising]
`;

export interface JudgedRows {
  readonly rows: Relation;
  readonly reading: FileReading;
}

/** A file's rows as ingest judges them, header first; `map` is what its column map says after `dataset:`. */
export async function judgedRows(
  { engine, path }: Pick<Bench, "engine" | "path">,
  { dataset, map = "" }: { readonly dataset: Dataset; readonly map?: string },
  [names = [], ...cells]: readonly (readonly string[])[],
): Promise<JudgedRows> {
  const { workspace, problems } = readWorkspace({
    "workspace.yaml": workspaceYaml,
    "destinations.yaml": "{}",
    [`datasets/${dataset}.yaml`]: `dataset: ${dataset}\n${map}`,
  });
  if (workspace === undefined) throw new Error(JSON.stringify(problems));
  const plan = datasetPlans[dataset];
  const layout = planLayout(names, workspace.datasets[dataset], plan);
  const receivedAt = "2026-11-22T10:00:00.000Z";
  const reading = { dataset, plan, layout, settings: workspace.settings, receivedAt };
  const columns = Object.fromEntries(names.map((_, at) => [`c${at + 1}`, "VARCHAR" as const]));
  const filled = cells.map((row) => row.map((text) => (text === "" ? null : text)));
  await engine.run({ is: "drop", name: "clean file" });
  await engine.load("clean file", columns, filled);
  const untidy = names.map(() => true);
  await engine.run(write(planRows(table("clean file"), reading, untidy), path("rows.parquet")));
  const rows = select({
    from: numberedParquet(path("rows.parquet")),
    as: "row",
    everything: true,
    columns: { line: plus(column("file_row_number", "row"), value(2)) },
  });
  return { rows, reading };
}

/** Everything a relation gives. */
export async function everyRow({ engine }: Pick<Bench, "engine">, relation: Relation) {
  const rows = [];
  for await (const row of engine.rows(relation)) rows.push(row);
  return rows;
}
