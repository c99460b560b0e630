import { tmpdir } from "node:os";
import * as z from "zod";
import { generationKeys } from "../compute/contract.ts";
import type { RunInputs, RunRecord } from "../compute/contract.ts";
import { endOfDay } from "../core/end-of-day.ts";
import { InputProblem } from "../core/failure.ts";
import { memberIdSchema, segmentIdSchema } from "../core/ids.ts";
import type { AudienceId, MemberId, RunId, SegmentId } from "../core/ids.ts";
import { runClock } from "../core/run-clock.ts";
import { reportKeys, reportSchema } from "../insight/contract.ts";
import { explainMember, isInLedger } from "../push/explain-member.ts";
import type { MemberOfAudience, SentMember } from "../push/explain-member.ts";
import { loadDeciders } from "../push/judge-audience.ts";
import type { JudgedAudience } from "../push/judge-audience.ts";
import { loadGeneration, loadWhoIsWho } from "../push/load-generation.ts";
import type { Reader } from "../push/load-rows.ts";
import type { Definitions } from "../segments/contract.ts";
import type { Bench } from "../sql/bench.ts";
import { column, equal, value } from "../sql/expression.ts";
import { parquet, select, table } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { benches } from "./bench.ts";
import { consentsOf } from "./consents-of.ts";
import type { ConsentOf } from "./consents-of.ts";
import { memberCalled, unknownCustomer } from "./find-subject.ts";
import {
  audienceRecords,
  audiencesOf,
  lookAtAudiences,
  memory,
  portsOf,
} from "./judge-audiences.ts";
import type { NamedAudience, Records } from "./judge-audiences.ts";
import { storesOf } from "./operate.ts";
import type { OperatorStores, Stack } from "./operate.ts";
import { readerAsOf } from "./reader-as-of.ts";
import { newestFolder, rulebookOf } from "./what-counts.ts";

/** A segment that somebody is in. */
export interface SegmentOf {
  readonly id: SegmentId;
  readonly name: string;
  /** A day. */
  readonly since: string;
}

export interface AudienceOf extends NamedAudience, Pick<MemberOfAudience, "member" | "reason"> {
  /** Of days gone by it is told by what the audience came to in that run. */
  readonly there: SentMember["there"] | "not-known";
  /** What the ledger says; null of days gone by. */
  readonly sent: SentMember | null;
}

/** All that is known of a customer but what could identify them. */
export interface AboutCustomer {
  readonly run: RunId;
  /** The run's day. */
  readonly day: string;
  /** The moment that consents are told of. */
  readonly until: string;
  /** The id that goes by, where customers are one person. */
  readonly member: MemberId;
  /** Other customer records that are the same person. */
  readonly mergedWith: number;
  readonly erased: boolean;
  readonly objects: boolean;
  readonly segments: readonly SegmentOf[];
  readonly audiences: readonly AudienceOf[];
  readonly consents: readonly ConsentOf[];
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
): Promise<{ readonly run: RunRecord; readonly isNewest: boolean }> {
  const finished = (await runs.list())
    .map(({ value: run }) => run)
    .filter(({ state }) => state === "finished")
    .toSorted((a, b) => (a.now < b.now || (a.now === b.now && a.run < b.run) ? -1 : 1));
  const run = finished.findLast(({ now }) => at === undefined || runClock(now, zone).day <= at);
  if (run !== undefined) return { run, isNewest: run === finished.at(-1) };
  throw new InputProblem(
    at === undefined
      ? 'no run has ended yet: "audience refresh" runs one'
      : `no run had ended by ${at}: there is nothing to tell of that day`,
  );
}

/** What is looked at: a run, the files as they were, and the bench that both are brought to. */
interface Sight {
  readonly stores: OperatorStores;
  readonly reader: Reader;
  readonly bench: Bench;
  readonly run: RunId;
  readonly inputs: RunInputs;
  readonly definitions: Definitions;
  /** Whether the ledger is of this run. */
  readonly isNewest: boolean;
}

const isIn = async ({ bench }: Sight, from: Relation, person: MemberId): Promise<boolean> =>
  (await bench.engine.all(rowsOf(from, "memberId", person), z.unknown())).length > 0;

/** Whether the generation judged them. */
async function isJudged(sight: Sight, person: MemberId): Promise<boolean> {
  const { verdicts } = generationKeys(sight.run);
  const path = sight.bench.path(verdicts);
  await sight.stores.lake.download(verdicts, path);
  return isIn(sight, parquet(path), person);
}

async function segmentsOf({ bench, definitions }: Sight, person: MemberId) {
  const found = await bench.engine.all(rowsOf(table("memberships"), "memberId", person), sinceRow);
  return found
    .map(({ segment, since }): SegmentOf => ({
      id: segment,
      name: definitions.segments.find(({ id }) => id === segment)?.name ?? segment,
      since,
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

type WasThere = (audience: AudienceId, isEligible: boolean) => AudienceOf["there"];

/** Who was at the platforms at the end of a run: whoever was eligible where all was in sync, nobody where nothing was. */
async function thereAfter({ stores, run }: Sight): Promise<WasThere> {
  const report = await stores.lake.readJson(reportKeys(run).json, reportSchema);
  return (audience, isEligible) => {
    const found = report?.audiences.find(({ id }) => id === audience);
    if (found?.ledger.rows === 0) return "no";
    if (found?.state !== "in-sync") return "not-known";
    return isEligible ? "yes" : "no";
  };
}

/** Audiences of the segments that they are in, and others that they are still in by the ledger. */
async function theirAudiences(
  { stores, definitions, reader, bench, isNewest }: Sight,
  { person, segments }: Pick<Found, "person" | "segments">,
): Promise<readonly JudgedAudience[]> {
  const records: Records = isNewest ? await audienceRecords(stores) : new Map();
  const found: JudgedAudience[] = [];
  for (const segment of definitions.segments) {
    const isMember = segments.some(({ id }) => id === segment.id);
    for (const audience of audiencesOf(segment, definitions, records)) {
      const { record } = audience;
      const isMeant = isMember && audience.segment !== undefined;
      if (isMeant || (await isInLedger(reader, bench, { record, person }))) found.push(audience);
    }
  }
  return found;
}

interface Found {
  readonly person: MemberId;
  readonly people: Relation;
  readonly segments: readonly SegmentOf[];
}

async function audiencesFor(sight: Sight, of: Found): Promise<readonly AudienceOf[]> {
  const { reader, bench, isNewest } = sight;
  const explain = explainMember(reader, bench, of.people);
  const found = await lookAtAudiences(await theirAudiences(sight, of), (audience) =>
    explain(audience, of.person),
  );
  if (isNewest) return found.map((one): AudienceOf => ({ ...one, there: one.sent.there }));
  const wasThere = await thereAfter(sight);
  return found.map((one): AudienceOf => {
    const there = wasThere(one.id, one.member && one.reason === null);
    return { ...one, there, sent: null };
  });
}

async function tell(sight: Sight, member: MemberId, until: string): Promise<AboutCustomer> {
  const { bench, reader, run, inputs, definitions } = sight;
  const { engine } = bench;
  await loadWhoIsWho(reader, bench, run);
  await loadGeneration(reader, bench, run);
  const people = await loadDeciders(reader, bench, { ...inputs, now: until });
  const [one] = await engine.all(rowsOf(table("merged"), "memberId", member), personRow);
  const person = one?.person ?? member;
  const records = await engine.all(rowsOf(table("merged"), "person", person), z.unknown());
  const consents = await consentsOf(reader, bench, person);
  const erased = await isIn(sight, table("erased"), member);
  const objects = await isIn(sight, table("objecting"), member);
  const isKnown = erased || objects || consents.length > 0 || (await isJudged(sight, person));
  if (!isKnown) throw unknownCustomer();
  const segments = await segmentsOf(sight, person);
  return {
    run,
    day: runClock(inputs.now, definitions.workspace.settings.timezone).day,
    until,
    member: person,
    mergedWith: Math.max(0, records.length - 1),
    erased,
    objects,
    segments,
    audiences: await audiencesFor(sight, { person, people, segments }),
    consents,
  };
}

/**
 * Everything that is known of a customer on a day, or now, but contact data and hashes: by the newest run that had
 * finished by then, and by what they had said by then. Changes nothing. Throws `InputProblem` where there is no such
 * customer, or no such run.
 */
export async function aboutCustomer(stack: Stack, asked: ToTell): Promise<AboutCustomer> {
  const stores = storesOf(stack);
  const { settings } = rulebookOf((await newestFolder(stores)).folder).workspace;
  const member = await memberCalled(stack, stores, asked.customer);
  const { run: record, isNewest } = await runBy(stores, asked.at, settings.timezone);
  const { run } = record;
  const { inputs, definitions } = await stores.definitionsOf(run);
  const until =
    asked.at === undefined ? asked.now.toISOString() : endOfDay(asked.at, settings.timezone);
  const reader = asked.at === undefined ? portsOf(stores) : readerAsOf(stores, inputs, until);
  return benches(
    tmpdir(),
    memory.audiences,
  )((bench) => tell({ stores, reader, bench, run, inputs, definitions, isNewest }, member, until));
}
