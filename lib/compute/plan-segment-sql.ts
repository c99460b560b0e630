import type { SegmentId } from "../core/ids.ts";
import { datasetColumns } from "../ingest/contract-columns.ts";
import { predictedColumn } from "../segments/contract.ts";
import type { SegmentPlan } from "../segments/contract.ts";
import { column } from "../sql/expression.ts";
import { select, steps, table } from "../sql/relation.ts";
import type { Relation, Statement, Step } from "../sql/relation.ts";
import { tablesIn } from "../sql/tables-in.ts";
import type { DatasetMap } from "../workspace/workspace.ts";
import { planVerdicts } from "./plan-compute.ts";
import { askedFor, currentTable } from "./plan-current-rows.ts";
import type { ComputedDataset } from "./plan-current-rows.ts";

/** A table that a run would make by the way, as a step of one statement; steps within steps stand in one row. */
function stepsOf(of: Statement): readonly Step[] {
  if (of.is !== "create") return [];
  const { name, as, note } = of;
  const step = (relation: Relation): Step => ({
    name,
    relation,
    ...(note === undefined ? {} : { note }),
  });
  return as.is === "steps" ? [...as.steps, step(as.gives)] : [step(as)];
}

/** One statement that gives the members of a segment, of the rows of each dataset as they count now. */
export const segmentQuery = (plan: SegmentPlan, segment: SegmentId): Relation =>
  steps(
    planVerdicts(plan).flatMap(stepsOf),
    select({
      note: "the members",
      from: table("verdicts"),
      columns: { memberId: column("memberId") },
      where: column(segment),
      orderBy: [{ by: column("memberId") }],
    }),
  );

type Columns = readonly string[];

function columnsOfRows(dataset: ComputedDataset, map: DatasetMap, plan: SegmentPlan): Columns {
  if (dataset === "customers")
    return ["memberId", "birth_date", ...Object.values(plan.customerColumns)];
  if (dataset === "consents") return ["memberId", "purpose", "granted"];
  if (dataset === "places")
    return ["country", "code", "place", "region", "municipality", "latitude", "longitude"];
  const own = [...Object.keys(datasetColumns[dataset]), ...Object.keys(map.attributes)];
  return dataset === "referrals" ? [...own, "joined"] : own;
}

const predicted = ({ predictions }: SegmentPlan): Columns => [
  "memberId",
  predictedColumn("alive", 0),
  ...predictions.flatMap((days) => [
    predictedColumn("purchases", days),
    predictedColumn("spend", days),
  ]),
];

/** The tables that a query for a segment begins with, and their columns. */
export function tablesForSegment(
  query: Relation,
  plan: SegmentPlan,
  maps: Readonly<Record<ComputedDataset, DatasetMap>>,
): Readonly<Record<string, Columns>> {
  const read = new Set(tablesIn(query));
  const rows = (["customers", "orders", ...askedFor] as const).flatMap((dataset) =>
    read.has(currentTable(dataset))
      ? [
          [
            currentTable(dataset),
            [...new Set(columnsOfRows(dataset, maps[dataset], plan))],
          ] as const,
        ]
      : [],
  );
  return {
    ...Object.fromEntries(rows),
    ...(read.has("predicted") ? { predicted: predicted(plan) } : {}),
  };
}
