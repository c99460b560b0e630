import { type Relation, write } from "../sql/relation.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type RowCounts, countRows, refuseContactData } from "./count-rows.ts";
import { datasetPlans } from "./dataset-plans.ts";
import type { CleanPart } from "./format.ts";
import { type JudgedPiece, linedRows } from "./lined-rows.ts";
import { planLayout } from "./plan-layout.ts";
import { type FileReading, planRows } from "./plan-rows.ts";
import type { InboxObject, Workbench } from "./ports.ts";
import type { InboxKey } from "./read-inbox-key.ts";
import { refuseOtherDataset } from "./refuse-other-dataset.ts";
import { mergeChecks } from "./row-check.ts";
import { refuseAddressesAsIds } from "./refuse-addresses-as-ids.ts";

/** A file whose name, dataset and workspace are known. */
export interface KnownFile extends InboxKey {
  readonly id: string;
  readonly object: InboxObject;
  readonly receivedAt: string;
  readonly workspace: Workspace;
}

/** Finds the map's columns in a file. Throws `InputProblem` when one is missing, or they are another dataset's. */
export function readingOf(known: KnownFile, names: readonly string[]): FileReading {
  const { dataset, receivedAt, workspace } = known;
  const plan = datasetPlans[dataset];
  refuseOtherDataset(names, dataset, workspace);
  const layout = planLayout(names, workspace.datasets[dataset], plan);
  return { dataset, plan, layout, settings: workspace.settings, receivedAt };
}

/** Judged rows of one part on the workbench, each with its line. */
export interface JudgedPart {
  readonly rows: Relation;
  readonly counts: RowCounts;
}

/** Judges the rows of each piece while the next one is being made. Gives what was found of their shape. */
async function judgePieces(
  { engine, scratch }: Workbench,
  reading: FileReading,
  pieces: CleanPart["pieces"],
): Promise<readonly JudgedPiece[]> {
  const judged: JudgedPiece[] = [];
  let running = Promise.resolve();
  try {
    for await (const { cells, check } of pieces) {
      await running;
      const path = scratch.path(`rows-${judged.length}.parquet`);
      judged.push({ path, check });
      running = engine.run(write(planRows(cells, reading, check.untidy), path, "scratch"));
    }
  } finally {
    await running;
  }
  return judged;
}

/** Judges each row of a part. Throws `InputProblem` for what makes the whole file unusable. */
export async function judgeRows(
  bench: Workbench,
  reading: FileReading,
  pieces: CleanPart["pieces"],
): Promise<JudgedPart> {
  const { engine } = bench;
  const judged = await judgePieces(bench, reading, pieces);
  const rows = await linedRows(bench, judged);
  await refuseContactData(engine, rows);
  await refuseAddressesAsIds(engine, rows, reading);
  const check = mergeChecks(judged.map((piece) => piece.check));
  return { rows, counts: await countRows(engine, rows, { reading, check }) };
}
