import { tmpdir } from "node:os";
import * as z from "zod";
import { generationKeys } from "../compute/contract.ts";
import type { RunRecord } from "../compute/contract.ts";
import { endOfDay } from "../core/end-of-day.ts";
import { InputProblem } from "../core/failure.ts";
import { memberIdSchema, segmentIdSchema } from "../core/ids.ts";
import type { MemberId, RunId, SegmentId } from "../core/ids.ts";
import { runClock } from "../core/run-clock.ts";
import { loadGeneration, loadWhoIsWho } from "../push/load-generation.ts";
import { loadConsents, loadErased, loadObjections } from "../push/load-stops.ts";
import type { Bench } from "../sql/bench.ts";
import { column, equal, value } from "../sql/expression.ts";
import { parquet, select, table } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { benches } from "./bench.ts";
import { consentsOf } from "./consents-of.ts";
import type { ConsentOf } from "./consents-of.ts";
import { memberCalled, unknownCustomer } from "./find-subject.ts";
import { memory, portsOf } from "./judge-audiences.ts";
import { storesOf } from "./operate.ts";
import type { OperatorStores, Stack } from "./operate.ts";
import { readerAsOf } from "./reader-as-of.ts";
import { theirAudiences } from "./their-audiences.ts";
import type { AudienceOf, PastRun } from "./their-audiences.ts";
import { newestFolder, rulebookOf } from "./what-counts.ts";

/** A segment that somebody is in. */
export interface SegmentOf {
  readonly id: SegmentId;
  readonly name: string;
  /** A day. */
  readonly since: string;
}

/** What is known of a person by the files. */
interface KnownPerson {
  /** The id that goes by, where customers are one person. */
  readonly member: MemberId;
  /** Other customer records that are the same person. */
  readonly mergedWith: number;
  readonly erased: boolean;
  readonly objects: boolean;
  readonly segments: readonly SegmentOf[];
  readonly consents: readonly ConsentOf[];
}

/** All that is known of a customer but what could identify them. */
export interface AboutCustomer extends KnownPerson {
  readonly run: RunId;
  /** The run's day. */
  readonly day: string;
  /** The moment that consents are told of. */
  readonly until: string;
  /** As the run left them. */
  readonly audiences: readonly AudienceOf[];
}

export interface ToTell {
  readonly customer: string;
  /** The day of which it is told; undefined: now. */
  readonly at: string | undefined;
  readonly now: Date;
}

const personRow = z.object({ person: memberIdSchema });
const sinceRow = z.object({ segment: segmentIdSchema, since: z.string() });

const rowsOf = (from: Relation, name: string, of: string): Relation =>
  select({ from, everything: true, columns: {}, where: equal(column(name), value(of)) });

/** The newest run that had finished by the end of a day, and whether none finished since. */
async function runBy(
  { runs }: OperatorStores,
  at: string | undefined,
  zone: string,
): Promise<{ readonly record: RunRecord; readonly isNewest: boolean }> {
  const finished = (await runs.list())
    .map(({ value: run }) => run)
    .filter(({ state }) => state === "finished")
    .toSorted((a, b) => (a.now < b.now || (a.now === b.now && a.run < b.run) ? -1 : 1));
  const record = finished.findLast(({ now }) => at === undefined || runClock(now, zone).day <= at);
  if (record !== undefined) return { record, isNewest: record === finished.at(-1) };
  throw new InputProblem(
    at === undefined
      ? 'no run has ended yet: "audience refresh" runs one'
      : `no run had ended by ${at}: there is nothing to tell of that day`,
  );
}

const isIn = async ({ engine }: Bench, from: Relation, person: MemberId): Promise<boolean> =>
  (await engine.all(rowsOf(from, "memberId", person), z.unknown())).length > 0;

/** Whether the generation judged them. */
async function isJudged({ stores, run }: PastRun, bench: Bench, person: MemberId) {
  const { verdicts } = generationKeys(run);
  await stores.lake.download(verdicts, bench.path(verdicts));
  return isIn(bench, parquet(bench.path(verdicts)), person);
}

async function segmentsOf(
  { definitions }: PastRun,
  { engine }: Bench,
  person: MemberId,
): Promise<readonly SegmentOf[]> {
  const found = await engine.all(rowsOf(table("memberships"), "memberId", person), sinceRow);
  const nameOf = (segment: SegmentId): string =>
    definitions.segments.find(({ id }) => id === segment)?.name ?? segment;
  return found
    .map(({ segment, since }) => ({ id: segment, name: nameOf(segment), since }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Looks a customer up. Throws `InputProblem` where nothing is known of them. */
const lookUp = (past: PastRun, member: MemberId): Promise<KnownPerson> =>
  benches(
    tmpdir(),
    memory.audiences,
  )(async (bench) => {
    const { reader, run, moment } = past;
    await loadWhoIsWho(reader, bench, run);
    await loadGeneration(reader, bench, run);
    await loadErased(reader, bench);
    await loadObjections(reader, bench);
    await loadConsents(reader, bench, moment);
    const { engine } = bench;
    const merged = table("merged");
    const [one] = await engine.all(rowsOf(merged, "memberId", member), personRow);
    const person = one?.person ?? member;
    const records = await engine.all(rowsOf(merged, "person", person), personRow);
    const consents = await consentsOf(reader, bench, person);
    const erased = await isIn(bench, table("erased"), member);
    const objects = await isIn(bench, table("objecting"), member);
    const hasSaid = erased || objects || consents.length > 0;
    if (!hasSaid && !(await isJudged(past, bench, person))) throw unknownCustomer();
    const segments = await segmentsOf(past, bench, person);
    const mergedWith = Math.max(0, records.length - 1);
    return { member: person, mergedWith, erased, objects, segments, consents };
  });

/**
 * Everything that is known of a customer on a day, or now, but contact data and hashes: segments and audiences by
 * the newest run that had finished by then, consents by what they had said by the end of it. Changes nothing.
 * Throws `InputProblem` where there is no such customer, or no such run.
 */
export async function aboutCustomer(stack: Stack, asked: ToTell): Promise<AboutCustomer> {
  const stores = storesOf(stack);
  const { timezone } = rulebookOf((await newestFolder(stores)).folder).workspace.settings;
  const member = await memberCalled(stack, stores, asked.customer);
  const { record, isNewest } = await runBy(stores, asked.at, timezone);
  const { run } = record;
  const { inputs, definitions } = await stores.definitionsOf(run);
  const about = { stores, run, inputs, definitions, isNewest };
  const asOf = (moment: string): PastRun =>
    asked.at === undefined
      ? { ...about, moment, reader: portsOf(stores) }
      : { ...about, moment, reader: readerAsOf(stores, inputs, moment) };
  const until = asked.at === undefined ? asked.now.toISOString() : endOfDay(asked.at, timezone);
  const known = await lookUp(asOf(until), member);
  const pushedBy = isNewest ? until : (record.finishedAt ?? record.now);
  const segments = known.segments.map(({ id }) => id);
  return {
    run,
    day: runClock(inputs.now, timezone).day,
    until,
    ...known,
    audiences: await theirAudiences(asOf(pushedBy), { person: known.member, segments }),
  };
}
