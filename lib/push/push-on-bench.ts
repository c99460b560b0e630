import * as z from "zod";
import { additions, keyed, removals } from "./plan-changes.ts";
import { strippedRemovals } from "./plan-removals.ts";
import { membersMoved, newLedger, pendingRows } from "./plan-tally.ts";
import { createHash } from "node:crypto";
import { create, createEmpty, parquet, table, write } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import type { Writer } from "./audience-writer.ts";
import { ledgerKeys } from "./contract.ts";
import type { Audience, Funnel, Hold, PushReport, PushStep } from "./contract.ts";
import { clearHolds, passOrHold } from "./decide-hold.ts";
import type { Target } from "./find-target.ts";
import { loadLedger } from "./load-ledger.ts";
import { loadConsents, loadErased, loadGeneration, loadPeople } from "./load-people.ts";
import { withoutConsent } from "./plan-consent.ts";
import { planEligibility } from "./plan-eligibility.ts";
import { trippedGuard } from "./plan-guard.ts";
import {
  eligibleRows,
  everybody,
  forbidden,
  funnelOf,
  membersOf,
  reasonCounts,
  rowsIn,
  standing,
  staying,
  unsureRows,
} from "./plan-push.ts";
import type { Bench } from "../sql/bench.ts";
import type { AudiencePlatform, PushPorts } from "./ports.ts";
import { sendBatches } from "./send-batches.ts";
import type { Sending } from "./send-batches.ts";

/** One audience on the bench, held by its one writer, with nothing unsettled. */
export interface Push {
  readonly ports: PushPorts;
  readonly bench: Bench;
  readonly writer: Writer;
  readonly platform: AudiencePlatform;
  readonly target: Target;
}

const rowCount = z.object({ rows: z.int() });
const reasonRow = z.object({ reason: z.string().nullable(), members: z.int() });
const movedRow = z.object({
  unchanged: z.int(),
  added: z.int(),
  removed: z.int(),
  withdrawn: z.int(),
});
const pendingRow = z.object({ add: z.int(), remove: z.int() });

async function one<T>({ bench }: Push, relation: Relation, row: z.ZodType<T>): Promise<T> {
  const [found] = await bench.engine.all(relation, row);
  if (found === undefined) throw new Error("a query for one row gave none");
  return found;
}

/** Loads everything that decides who may be there, as it stands now. */
async function load(push: Push): Promise<void> {
  const { ports, bench, writer, target } = push;
  const { engine } = bench;
  await loadLedger(ports, bench, { audience: writer.current(), shape: target.shape });
  await loadPeople(ports, bench, target.inputs);
  await loadErased(ports, bench);
  await loadConsents(ports, bench, target.input.now);
  await loadGeneration(ports, bench, target.input.lane === "all" ? target.input.run : null);
  await engine.run(create("candidates", membersOf(target.segment?.id ?? "")));
  await engine.run(create("everybody", everybody()));
  await engine.run(create("without_consent", withoutConsent(target.destination.consent)));
  await engine.run(create("forbidden", forbidden()));
}

/** Table `goal`: the rows of the eligible. Gives the funnel. */
async function planGoal({ bench, target }: Push): Promise<Funnel> {
  const { engine } = bench;
  const { shape, segment } = target;
  await engine.run(create("rows", keyed(shape, shape.rows(table("people")))));
  if (segment === undefined) {
    await engine.run(createEmpty("verdicts", { memberId: "VARCHAR", reason: "VARCHAR" }));
  } else {
    const audience = { definitions: target.definitions, segment, destination: target.destination };
    await engine.run(create("verdicts", planEligibility(audience)));
  }
  await engine.run(create("goal", eligibleRows()));
  return funnelOf(await engine.all(reasonCounts(), reasonRow));
}

/** The hold that stops this audience from becoming its goal, if any. */
async function guard(push: Push, eligible: number): Promise<Hold | undefined> {
  const { ports, writer, target } = push;
  const { audience, base, batches } = writer.current();
  const { members: was } = await one(push, standing(), z.object({ members: z.int() }));
  const limits = target.segment?.guard ?? target.definitions.workspace.settings.guard;
  const begun = base !== null || batches.length > 0;
  const tripped = trippedGuard(limits, { was, wouldBe: eligible, begun, approve: target.approve });
  await clearHolds(ports, audience, tripped);
  if (tripped === undefined) return undefined;
  return passOrHold(ports, {
    audience,
    guard: tripped,
    was,
    wouldBe: eligible,
    run: target.input.run,
    workspace: target.inputs.workspace,
    limits,
  });
}

const heldBy = (hold: Hold | undefined, eligible: number): PushReport["held"] =>
  hold === undefined
    ? null
    : { guard: hold.guard, was: hold.was, wouldBe: hold.wouldBe ?? eligible, hold: hold.id };

/**
 * Table `wanted`: the goal; while a guard holds it, the destination is paused, or in the lane of
 * removals, all that is there less those who may not be.
 */
async function planWanted(push: Push, paused: boolean): Promise<void> {
  const { bench, writer, target } = push;
  const change = (part: Partial<PushReport>) => {
    const { report } = writer.current();
    return writer.save({ report: report === null ? null : { ...report, ...part } });
  };
  if (target.input.lane === "removals") {
    await bench.engine.run(create("wanted", staying(Object.keys(target.shape.columns))));
    return;
  }
  const funnel = await planGoal(push);
  const hold = await guard(push, funnel.eligible);
  const still = hold !== undefined || paused;
  await bench.engine.run(
    create("wanted", still ? staying(Object.keys(target.shape.columns)) : table("goal")),
  );
  await change({ funnel, held: heldBy(hold, funnel.eligible) });
}

/** Removals, and when those are all done additions. Gives what is left to wait for. */
async function send(push: Push, sending: Sending): Promise<PushStep | undefined> {
  const { bench, target, platform, writer } = push;
  const size = platform.limits.rows;
  await bench.engine.run(create("going", removals(target.shape)));
  await bench.engine.run(create("to_remove", strippedRemovals(target.shape, size)));
  if (!(await sendBatches(sending, { op: "remove", table: "to_remove" })))
    return { done: false, wait: 0 };
  if (isWaiting(writer)) return { done: false, wait: 1 };
  if (target.input.lane === "removals") return undefined;
  await bench.engine.run(create("to_add", additions(target.shape, size)));
  if (!(await sendBatches(sending, { op: "add", table: "to_add" })))
    return { done: false, wait: 0 };
  return isWaiting(writer) ? { done: false, wait: 1 } : undefined;
}

const isWaiting = (writer: Writer): boolean =>
  writer.current().batches.some(({ state }) => state === "accepted");

/** What the push came to in members, and a new base for the ledger where anything moved. */
async function compact(push: Push): Promise<void> {
  const { bench, ports, writer, target } = push;
  const { base, batches, report } = writer.current();
  await bench.engine.run({ is: "drop", name: "present" });
  await loadLedger(ports, bench, { audience: writer.current(), shape: target.shape });
  if ((await one(push, unsureRows(), rowCount)).rows > 0) return;
  await bench.engine.run(create("ledger", newLedger()));
  const columns = { memberId: "VARCHAR", key: "VARCHAR", ...target.shape.columns } as const;
  await bench.engine.run(
    base === null
      ? createEmpty("before", columns)
      : create("before", parquet(bench.path(base.object))),
  );
  const moved = await one(push, membersMoved(), movedRow);
  const still = base !== null && batches.length === 0 && moved.added + moved.removed === 0;
  await writer.save({
    ...(still ? {} : { base: await newBase(push, moved.added + moved.unchanged), batches: [] }),
    report: report === null ? null : tally(report, moved),
  });
}

const tally = (report: PushReport, moved: z.infer<typeof movedRow>): PushReport => ({
  ...report,
  added: report.added + moved.added,
  removed: report.removed + moved.removed,
  withdrawn: report.withdrawn + moved.withdrawn,
  unchanged: moved.unchanged,
});

async function newBase(push: Push, members: number): Promise<Audience["base"]> {
  const { bench, ports, writer } = push;
  const { audience, fence, batches } = writer.current();
  const path = bench.path(`${audience}.base`);
  await bench.engine.run(write(table("ledger"), path));
  const hash = createHash("sha256").update(JSON.stringify(batches)).digest("hex").slice(0, 12);
  const object = ledgerKeys(audience).base(fence, hash);
  await ports.lake.upload(path, object);
  const { rows } = await one(push, rowsIn("ledger"), rowCount);
  return { object, rows, members };
}

/** Plans and sends; the tables' names tell the story: present, goal, wanted, going, ledger. */
export async function pushOnBench(push: Push): Promise<PushStep> {
  const { ports, writer, platform, target, bench } = push;
  const stops = await stopsNow(push);
  await load(push);
  await planWanted(push, stops.paused);
  const platformId = await ensure(push);
  if (platformId !== undefined) {
    const stillRight = async () => JSON.stringify(await stopsNow(push)) === JSON.stringify(stops);
    const waiting = await send(push, { ports, bench, writer, platform, platformId, stillRight });
    if (waiting !== undefined) return waiting;
    await compact(push);
  }
  if (target.input.lane === "all") await conclude(push, platformId);
  return { done: true, wait: 0 };
}

/** What stops or removes people and may change at any moment: compared before each batch. */
async function stopsNow({ ports, target }: Push) {
  return {
    consents: (await ports.manifests.read("consents"))?.value.version ?? 0,
    erased: (await ports.stops.erased()).length,
    paused: await ports.stops.paused(target.destination.id),
  };
}

/** What is still missing to be in sync, and what the platform says it holds. */
async function conclude(push: Push, platformId: string | undefined): Promise<void> {
  const { writer, platform } = push;
  const pending = await one(push, pendingRows(), pendingRow);
  const { report } = writer.current();
  await writer.save({
    view: platformId === undefined ? null : await platform.view(platformId),
    report: report === null ? null : { ...report, pending },
  });
}

/** The audience at the platform; created only when something may be added. */
async function ensure({ writer, platform, target }: Push): Promise<string | undefined> {
  const { platformId, report } = writer.current();
  const untouched =
    target.input.lane === "removals" || report?.held !== null || target.segment === undefined;
  if (untouched) return platformId ?? undefined;
  const id = await platform.ensure({
    platformId,
    name: target.label,
    description: target.segment?.why ?? "",
  });
  if (id !== platformId) await writer.save({ platformId: id });
  return id;
}
