import { createHash } from "node:crypto";
import * as z from "zod";
import { create, table, write } from "../sql/relation.ts";
import { ledgerKeys } from "./contract.ts";
import type { Audience, PushReport } from "./contract.ts";
import { rowsIn } from "./plan-push.ts";
import { membersMoved, newLedger } from "./plan-tally.ts";
import { one } from "./push.ts";
import type { Push } from "./push.ts";

const movedRow = z.object({
  unchanged: z.int(),
  added: z.int(),
  removed: z.int(),
  withdrawn: z.int(),
  came: z.int(),
  went: z.int(),
});
type Moved = z.infer<typeof movedRow>;

/** Members surely there now. */
const there = ({ added, unchanged }: Moved): number => added + unchanged;

/** A run may come to its end more than once: what it added before is not unchanged now. */
function tally(report: PushReport, moved: Moved): PushReport {
  const added = report.added + moved.added;
  return {
    ...report,
    added,
    removed: report.removed + moved.removed,
    withdrawn: report.withdrawn + moved.withdrawn,
    unchanged: Math.max(0, there(moved) - added),
  };
}

async function newBase(push: Push, members: number): Promise<Audience["base"]> {
  const { bench, ports, writer } = push;
  const { audience, fence, batches } = writer.current();
  const path = bench.path(`${audience}.base`);
  await bench.engine.run(write(table("ledger"), path));
  const hash = createHash("sha256").update(JSON.stringify(batches)).digest("hex").slice(0, 12);
  const object = ledgerKeys(audience).base(fence, hash);
  await ports.lake.upload(path, object);
  const { rows } = await one(push, rowsIn("ledger"), z.object({ rows: z.int() }));
  return { object, rows, members };
}

function agreedAfter(before: Audience["agreed"], moved: Moved, equalsGoal: boolean) {
  if (equalsGoal) return there(moved);
  return before === null ? null : Math.max(0, before - moved.withdrawn);
}

/**
 * What the push came to in members, and a new base for the ledger where anything moved: one write,
 * so that a push that dies before it has counted nothing yet. Call when the platform is at nothing.
 */
export async function compactLedger(push: Push, equalsGoal: boolean): Promise<void> {
  const { bench, writer, target } = push;
  const { base, batches, report, agreed } = writer.current();
  if (base === null && batches.length === 0) return;
  await bench.engine.run(create("ledger", newLedger(target.shape)));
  const moved = await one(push, membersMoved(), movedRow);
  const still = base !== null && batches.length === 0 && moved.came + moved.went === 0;
  await writer.save({
    ...(still ? {} : { base: await newBase(push, there(moved)), batches: [] }),
    agreed: agreedAfter(agreed, moved, equalsGoal),
    report: report === null ? null : tally(report, moved),
  });
}
