import * as z from "zod";
import { segmentIdSchema } from "../core/ids.ts";
import { identityRulesVersion } from "../identity/identity.ts";
import type { ScoredMeasure } from "../segments/contract.ts";
import type { Engine } from "../sql/engine.ts";
import { below, call, cast, column, value } from "../sql/expression.ts";
import { select, table } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import type { Summary } from "./contract.ts";
import { movement } from "./plan-changes.ts";
import type { ComputeInputs } from "./plan-compute.ts";
import { cutColumn, populationColumn } from "./plan-scores.ts";

const counted = z.object({ rows: z.int() });
const moved = z.object({
  segment: segmentIdSchema,
  size: z.int(),
  entered: z.int(),
  left: z.int(),
});

/** How many rows a table has. */
export async function countRows(engine: Engine, of: string): Promise<number> {
  const [found] = await engine.all(
    select({ from: table(of), columns: { rows: call("count") } }),
    counted,
  );
  return found?.rows ?? 0;
}

/** Customers whose newest row was hashed by older rules than today's. */
async function countOldHashes(engine: Engine): Promise<number> {
  const old = select({
    from: table("customers_now"),
    columns: { rows: call("count") },
    where: below(column("rules"), value(identityRulesVersion)),
  });
  const [found] = await engine.all(old, counted);
  return found?.rows ?? 0;
}

/** The columns of the cut points of a score that is a part of the RFM analysis over all time. */
function cutsOf(part: NonNullable<ScoredMeasure["rfm"]>, scores: ComputeInputs["plan"]["scores"]) {
  const score = Object.entries(scores).find(([, measure]) => measure.rfm === part)?.[0];
  return score === undefined
    ? undefined
    : { score, columns: [1, 2, 3, 4].map((cut) => cutColumn(score, cut)) };
}

const cutRow = (columns: readonly string[]): Relation =>
  select({
    from: table("cuts"),
    columns: Object.fromEntries(columns.map((name) => [name, cast(column(name), "BIGINT")])),
  });

async function rfmOf(engine: Engine, { plan }: ComputeInputs): Promise<Summary["rfm"]> {
  const parts = [
    cutsOf("recency", plan.scores),
    cutsOf("frequency", plan.scores),
    cutsOf("monetary", plan.scores),
  ];
  const [recency, frequency, monetary] = parts;
  if (recency === undefined || frequency === undefined || monetary === undefined) return null;
  const population = populationColumn(recency.score);
  const columns = [population, ...recency.columns, ...frequency.columns, ...monetary.columns];
  const [row] = await engine.all(cutRow(columns), z.record(z.string(), z.int().nullable()));
  const values = ({ columns: of }: { readonly columns: readonly string[] }) =>
    of.flatMap((name) => row?.[name] ?? []);
  return {
    /** Recency is counted backwards, so that more is better; told as days since the last sale. */
    recency: values(recency).map((days) => 0 - days),
    frequency: values(frequency),
    monetary: values(monetary),
    customers: row?.[population] ?? 0,
  };
}

/** The figures of a generation, of the tables that it left at the bench. */
export async function summarize(
  engine: Engine,
  of: ComputeInputs,
): Promise<Pick<Summary, "customers" | "aliases" | "oldHashes" | "segments" | "changes" | "rfm">> {
  const found = new Map((await engine.all(movement(), moved)).map((one) => [one.segment, one]));
  return {
    customers: await countRows(engine, "people"),
    aliases: await countRows(engine, "aliases"),
    oldHashes: await countOldHashes(engine),
    segments: of.plan.segments.map((id) => {
      const { size, entered, left } = found.get(id) ?? { size: 0, entered: 0, left: 0 };
      return { id, size, entered, left };
    }),
    changes: await countRows(engine, "changes"),
    rfm: await rfmOf(engine, of),
  };
}
