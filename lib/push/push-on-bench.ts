import * as z from "zod";
import { create } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { chooseWanted, pendingRow } from "./choose-wanted.ts";
import type { Choice } from "./choose-wanted.ts";
import { compactLedger } from "./compact-ledger.ts";
import type { PushStep } from "./contract.ts";
import { clearHolds } from "./decide-hold.ts";
import { baseAt, loadBases, loadLedger } from "./load-ledger.ts";
import { loadGeneration, loadWhoIsWho } from "./load-generation.ts";
import { loadPeople } from "./load-people.ts";
import { loadConsents, loadErased, loadObjections } from "./load-stops.ts";
import { additions, removals } from "./plan-changes.ts";
import { refusedContacts, refusedRows, withoutConsent } from "./plan-consent.ts";
import { everybody, forbidden, membersOf, owedRows } from "./plan-push.ts";
import { stays, strippedRemovals } from "./plan-removals.ts";
import { pendingRows } from "./plan-tally.ts";
import { one } from "./push.ts";
import type { Push } from "./push.ts";
import { sendBatches } from "./send-batches.ts";
import type { Sending } from "./send-batches.ts";
import { stopsNow } from "./stops-now.ts";

const finished: PushStep = { done: true, wait: 0 };
/** To be called again: time is up, or the plan is no longer right. */
const again: PushStep = { done: false, wait: 0 };
const soon: PushStep = { done: false, wait: 1 };

/** Loads everything that decides who may be there, as it stands now. Gives the segment's people. */
async function load(push: Push): Promise<Relation> {
  const { ports, bench, writer, target } = push;
  const { engine } = bench;
  const { consent } = target.destination;
  const { agreed, opened } = writer.current();
  const isComputed = target.input.lane === "all";
  await loadLedger(ports, bench, { audience: writer.current(), shape: target.shape });
  await loadBases(ports, bench, writer.current());
  await loadWhoIsWho(ports, bench, isComputed ? target.input.run : target.inputs.previous);
  await loadErased(ports, bench);
  await loadObjections(ports, bench);
  await loadConsents(ports, bench, target.input.now);
  await loadGeneration(ports, bench, isComputed ? target.input.run : null);
  await engine.run(create("candidates", membersOf(target.segment?.id ?? "")));
  const people = await loadPeople(ports, bench, target.inputs);
  await engine.run(
    create("everybody", everybody(...[agreed, opened].map((base) => baseAt(bench, base)))),
  );
  await engine.run(create("refused_contacts", refusedContacts(consent)));
  await engine.run(create("without_consent", withoutConsent(consent)));
  await engine.run(create("forbidden", forbidden()));
  await engine.run(create("refused_rows", refusedRows(target.shape)));
  return people;
}

/** The ledger again, after batches were sent. */
async function reload({ ports, bench, writer, target }: Push): Promise<void> {
  if (writer.current().batches.length === 0) return;
  for (const name of ["present", "refused"]) await bench.engine.run({ is: "drop", name });
  await loadLedger(ports, bench, { audience: writer.current(), shape: target.shape });
}

const isWaiting = ({ writer }: Push): boolean =>
  writer.current().batches.some(({ state }) => state === "accepted");

/** False when it must go on another time. */
async function sendRemovals(push: Push, sending: Sending): Promise<boolean> {
  const { bench, target, platform } = push;
  await bench.engine.run(create("going", removals(target.shape)));
  await bench.engine.run(create("stays", stays()));
  await bench.engine.run(create("to_remove", strippedRemovals(target.shape, platform.limits.rows)));
  const isSent = await sendBatches(sending, { op: "remove", table: "to_remove" });
  for (const name of ["going", "stays", "to_remove"]) await bench.engine.run({ is: "drop", name });
  return isSent;
}

/** False when it must go on another time. Nobody is added before all removals are known to be done. */
async function sendAdditions(push: Push, sending: Sending): Promise<boolean> {
  const { bench, target, platform } = push;
  await reload(push);
  await bench.engine.run(create("to_add", additions(target.shape, platform.limits.rows)));
  const isSent = await sendBatches(sending, { op: "add", table: "to_add" });
  await bench.engine.run({ is: "drop", name: "to_add" });
  return isSent;
}

/**
 * After the removals of a push that may do no more: people to whom the platform is still adding must
 * be waited for; what it is still removing, the next push asks about.
 */
async function afterRemovals(push: Push): Promise<PushStep> {
  const { unsettled, target } = push;
  const { rows: owed } = await one(push, owedRows(), z.object({ rows: z.int() }));
  if (target.input.lane === "all" || owed > 0) return { done: false, wait: Math.max(unsettled, 1) };
  if (isWaiting(push)) return finished;
  await reload(push);
  await compactLedger(push, false);
  return finished;
}

/** Removals, and when those are all done additions. Gives what is left to wait for. */
async function send(push: Push, sending: Sending, choice: Choice): Promise<PushStep | undefined> {
  if (!(await sendRemovals(push, sending))) return again;
  if (push.target.input.lane === "removals" || push.unsettled > 0) return afterRemovals(push);
  if (isWaiting(push)) return soon;
  if (!choice.still && !(await sendAdditions(push, sending))) return again;
  if (isWaiting(push)) return soon;
  await reload(push);
  await compactLedger(push, !choice.still);
  return undefined;
}

/** The ledger of an audience of which nothing is left. */
const lost = { base: null, batches: [], opened: null };

/**
 * The audience at the platform; created only when something is to be added, and left alone while
 * nothing may be. One that was lost there and had to be made anew is empty: the ledger is, too.
 */
async function ensure(push: Push, { still, eligible }: Choice): Promise<string | undefined> {
  const { writer, platform, target } = push;
  const { platformId } = writer.current();
  const isNeeded = platformId !== null || eligible > 0;
  if (still || target.segment === undefined || !isNeeded) return platformId ?? undefined;
  const id = await platform.ensure({
    platformId,
    name: target.label,
    description: target.segment.why ?? "",
  });
  if (id === platformId) return id;
  await writer.save({ platformId: id, ...(platformId === null ? {} : lost) });
  return id;
}

/** What is still missing to be in sync, and what the platform says it holds. Approvals that were used are taken back. */
async function conclude(push: Push, choice: Choice): Promise<void> {
  const { ports, writer, platform } = push;
  const { audience, platformId } = writer.current();
  if (platformId !== null) {
    const pending = await one(push, pendingRows("ledger"), pendingRow);
    const { report } = writer.current();
    await writer.save({ report: report === null ? null : { ...report, pending } });
  }
  if (choice.passed !== undefined) await clearHolds(ports, audience, undefined);
  const view = platformId === null ? null : await platform.view(platformId);
  await writer.save({ view });
}

/** Plans and sends; the tables' names tell the story: present, staying, goal, wanted, going, ledger. */
export async function pushOnBench(push: Push): Promise<PushStep> {
  const { ports, writer, platform, bench, target, stops } = push;
  const people = await load(push);
  const choice = await chooseWanted(push, { people, paused: stops.paused });
  const before = writer.current().platformId;
  const platformId = await ensure(push, choice);
  if (before !== null && platformId !== before) return again;
  if (platformId !== undefined) {
    const stillRight = async () =>
      JSON.stringify(await stopsNow(ports, target)) === JSON.stringify(stops);
    const { shape } = target;
    const sending = { ports, bench, writer, platform, platformId, stillRight, shape };
    const waiting = await send(push, sending, choice);
    if (waiting !== undefined) return waiting;
  }
  if (target.input.lane === "all" && push.unsettled === 0) await conclude(push, choice);
  return finished;
}
