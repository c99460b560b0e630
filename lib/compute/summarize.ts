import * as z from "zod";
import { segmentIdSchema } from "../core/ids.ts";
import { identityRulesVersion } from "../identity/identity.ts";
import type { RfmPart } from "../segments/contract.ts";
import type { Engine } from "../sql/engine.ts";
import { atMost, below, call, callWhere, cast, column, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select, table } from "../sql/relation.ts";
import type { Checks } from "./check-data.ts";
import type { Summary } from "./contract.ts";
import { movement } from "./plan-changes.ts";
import { rfmColumns, rfmParts } from "./plan-compute.ts";
import type { ComputeInputs } from "./plan-compute.ts";

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

/** Cut point k is the greatest value with a score of at most k: no cut point below k is less than it. */
const cutsOf = (part: RfmPart): Readonly<Record<string, Expression>> => {
  const { score, of } = rfmColumns(part);
  const measure = cast(column(of), "BIGINT");
  return Object.fromEntries(
    [1, 2, 3, 4].map((cut) => [
      `${part} ${cut}`,
      callWhere("max", atMost(column(score), value(cut)), measure),
    ]),
  );
};

const wholes = z.record(z.string(), z.int().nullable());

async function rfmOf(engine: Engine, { plan }: ComputeInputs): Promise<Summary["rfm"]> {
  if (rfmParts.some((part) => plan.rfm[part] === undefined)) return null;
  const cuts = select({
    from: table("verdicts"),
    columns: {
      customers: call("count", column(rfmColumns("frequency").score)),
      ...cutsOf("recency"),
      ...cutsOf("frequency"),
      ...cutsOf("monetary"),
    },
  });
  const [row] = await engine.all(cuts, wholes);
  const values = (part: RfmPart) => Object.keys(cutsOf(part)).flatMap((name) => row?.[name] ?? []);
  return {
    /** Recency is counted backwards, so that more is better; told as days since the last sale. */
    recency: values("recency").map((days) => 0 - days),
    frequency: values("frequency"),
    monetary: values("monetary"),
    customers: row?.["customers"] ?? 0,
  };
}

/** The figures of a generation, of the tables that it left at the bench. */
export async function summarize(
  engine: Engine,
  of: ComputeInputs & Pick<Summary, "merged" | "predicted">,
): Promise<Omit<Summary, "run" | "now" | "day" | "seconds" | keyof Checks>> {
  const found = new Map((await engine.all(movement(), moved)).map((one) => [one.segment, one]));
  return {
    customers: await countRows(engine, "people"),
    aliases: await countRows(engine, "aliases"),
    merged: of.merged,
    oldHashes: await countOldHashes(engine),
    segments: of.plan.segments.map((id) => {
      const { size, entered, left } = found.get(id) ?? { size: 0, entered: 0, left: 0 };
      return { id, size, entered, left };
    }),
    changes: await countRows(engine, "changes"),
    rfm: await rfmOf(engine, of),
    predicted: of.predicted,
  };
}
