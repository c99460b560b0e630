import * as z from "zod";
import { column } from "../sql/expression.ts";
import { create, createEmpty, select } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { funnelOf } from "./contract.ts";
import type { Funnel, GuardName, Hold, PushReport } from "./contract.ts";
import { clearHolds, passOrHold } from "./decide-hold.ts";
import { baseAt } from "./load-ledger.ts";
import { keyed } from "./plan-changes.ts";
import { planEligibility } from "./plan-eligibility.ts";
import { trippedGuard } from "./plan-guard.ts";
import { eligibleRows, mayStay, reasonCounts, staying } from "./plan-push.ts";
import { movingRows, pendingRows } from "./plan-tally.ts";
import { one } from "./push.ts";
import type { Push } from "./push.ts";

/** What may happen to the audience now: the table `wanted` says how it should be. */
export interface Choice {
  /** Nothing but removals of those who must leave: held, paused, or in the lane of removals. */
  readonly still: boolean;
  readonly eligible: number;
  /** The guard that an approval lets this change past. */
  readonly passed: GuardName | undefined;
}

const reasonRow = z.object({ reason: z.string().nullable(), members: z.int() });
const membersRow = z.object({ members: z.int() });
export const pendingRow = z.object({ add: z.int(), remove: z.int() });

/** Tables `rows`, of all who can be identified, and `goal`, which of them should be there. Gives the funnel. */
async function planGoal({ bench, target }: Push, people: Relation): Promise<Funnel> {
  const { engine } = bench;
  const { shape, segment } = target;
  await engine.run(create("rows", keyed(shape, shape.rows(people))));
  if (segment === undefined) {
    await engine.run(createEmpty("verdicts", { memberId: "VARCHAR", reason: "VARCHAR" }));
  } else {
    const audience = { definitions: target.definitions, segment, destination: target.destination };
    await engine.run(create("verdicts", planEligibility(audience)));
  }
  await engine.run(
    create("goal", select({ from: eligibleRows(), columns: { key: column("key") } })),
  );
  return funnelOf(await engine.all(reasonCounts(), reasonRow));
}

interface Guarded {
  readonly tripped: GuardName | undefined;
  readonly hold: Hold | undefined;
}

/** The guard that this change trips, and the hold that stops it, if no approval lets it past. */
async function guard(push: Push, eligible: number): Promise<Guarded> {
  const { ports, writer, target } = push;
  const { audience, agreed } = writer.current();
  const { members: was } = await one(push, mayStay(baseAt(push.bench, agreed)), membersRow);
  const moving = await one(push, movingRows(), pendingRow);
  const limits = target.segment?.guard ?? target.definitions.workspace.settings.guard;
  const tripped = trippedGuard(limits, {
    was,
    wouldBe: eligible,
    begun: agreed !== null,
    approve: target.approve,
    moves: moving.add + moving.remove > 0,
  });
  await clearHolds(ports, audience, tripped);
  if (tripped === undefined) return { tripped, hold: undefined };
  const hold = await passOrHold(ports, {
    audience,
    guard: tripped,
    was,
    wouldBe: eligible,
    run: target.input.run,
    workspace: target.inputs.workspace,
    limits,
  });
  return { tripped, hold };
}

const heldBy = (hold: Hold | undefined, eligible: number): PushReport["held"] =>
  hold === undefined
    ? null
    : { guard: hold.guard, was: hold.was, wouldBe: hold.wouldBe ?? eligible, hold: hold.id };

/**
 * Table `wanted`: the goal; while a guard holds it, the destination is paused, in the lane of
 * removals, or while the platform is still at something, all that is there less those who may not be.
 */
export async function chooseWanted(
  push: Push,
  of: { readonly people: Relation; readonly paused: boolean },
): Promise<Choice> {
  const { bench, writer, target } = push;
  const stays = staying(target.shape);
  await bench.engine.run(
    create("staying", select({ from: stays, columns: { key: column("key") } })),
  );
  if (target.input.lane === "removals" || push.unsettled > 0) {
    await bench.engine.run(create("wanted", stays));
    return { still: true, eligible: 0, passed: undefined };
  }
  const funnel = await planGoal(push, of.people);
  const { tripped, hold } = await guard(push, funnel.eligible);
  const still = hold !== undefined || of.paused;
  await bench.engine.run(create("wanted", still ? stays : eligibleRows()));
  await bench.engine.run({ is: "drop", name: "rows" });
  const pending = await one(push, pendingRows("present"), pendingRow);
  const { report } = writer.current();
  const held = heldBy(hold, funnel.eligible);
  await writer.save({ report: report === null ? null : { ...report, funnel, held, pending } });
  return { still, eligible: funnel.eligible, passed: hold === undefined ? tripped : undefined };
}
