import { createHash } from "node:crypto";
import * as z from "zod";
import { create, table, write } from "../sql/relation.ts";
import { ledgerKeys } from "./contract.ts";
import type { Audience } from "./contract.ts";
import { baseAt } from "./load-ledger.ts";
import { rowsIn } from "./plan-push.ts";
import { entriesMoved, membersMoved, newLedger } from "./plan-tally.ts";
import { one } from "./push.ts";
import type { Push } from "./push.ts";

const movedRow = z.object({
  unchanged: z.int(),
  added: z.int(),
  removed: z.int(),
  withdrawn: z.int(),
});
const cameRow = z.object({ came: z.int(), went: z.int() });

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

/** The base as it should be now: a new one where anything moved. */
async function baseNow(push: Push, members: number): Promise<Audience["base"]> {
  const { base, batches } = push.writer.current();
  if (base !== null && batches.length === 0) {
    const moved = await one(push, entriesMoved(baseAt(push.bench, base.object)), cameRow);
    if (moved.came + moved.went === 0) return base;
  }
  return newBase(push, members);
}

/**
 * Table `ledger`: what is there now. What the push came to in members since the run began, and a new
 * base where anything moved: one write, so that a push that dies before it can count again. Call when
 * the platform is at nothing.
 */
export async function compactLedger(push: Push, equalsGoal: boolean): Promise<void> {
  const { bench, writer, target } = push;
  const { base, batches, report, agreed, opened } = writer.current();
  await bench.engine.run(create("ledger", newLedger(target.shape)));
  if (base === null && batches.length === 0) return;
  const moved = await one(push, membersMoved(baseAt(bench, opened)), movedRow);
  const now = await baseNow(push, moved.added + moved.unchanged);
  await writer.save({
    base: now,
    batches: [],
    agreed: equalsGoal ? (now?.object ?? null) : agreed,
    report: report === null ? null : { ...report, ...moved },
  });
}
