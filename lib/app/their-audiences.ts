import { tmpdir } from "node:os";
import type { RunInputs } from "../compute/contract.ts";
import type { AudienceId, MemberId, RunId, SegmentId } from "../core/ids.ts";
import { reportKeys, reportSchema } from "../insight/contract.ts";
import { explainMember, isInLedger } from "../push/explain-member.ts";
import type { MemberOfAudience, SentMember } from "../push/explain-member.ts";
import { loadDeciders } from "../push/judge-audience.ts";
import type { JudgedAudience } from "../push/judge-audience.ts";
import { loadGeneration, loadWhoIsWho } from "../push/load-generation.ts";
import type { Reader } from "../push/load-rows.ts";
import type { Definitions } from "../segments/contract.ts";
import type { Bench } from "../sql/bench.ts";
import { benches } from "./bench.ts";
import { audienceRecords, audiencesOf, lookAtAudiences, memory } from "./judge-audiences.ts";
import type { NamedAudience, Records } from "./judge-audiences.ts";
import type { OperatorStores } from "./operate.ts";

/** One person and one audience, on some day. */
export interface AudienceOf extends NamedAudience, Pick<MemberOfAudience, "member" | "reason"> {
  /** Of days gone by it is told by what the audience came to in that run. */
  readonly there: SentMember["there"] | "not-known";
  /** What the ledger says; null of days gone by. */
  readonly sent: SentMember | null;
}

/** A run that is looked back at, and what stopped people from being pushed then. */
export interface PastRun {
  readonly stores: OperatorStores;
  readonly run: RunId;
  readonly inputs: RunInputs;
  readonly definitions: Definitions;
  /** Whether the ledger is still as this run left it. */
  readonly isNewest: boolean;
  readonly reader: Reader;
  /** The moment that consents are taken of. */
  readonly moment: string;
}

/** A person, and the segments that they were in. */
export interface MemberOfSegments {
  readonly person: MemberId;
  readonly segments: readonly SegmentId[];
}

/** Audiences of their segments, and others that still have them by the ledger. */
async function audiencesWith(
  { stores, definitions, isNewest }: PastRun,
  bench: Bench,
  { person, segments }: MemberOfSegments,
): Promise<readonly JudgedAudience[]> {
  const records: Records = isNewest ? await audienceRecords(stores) : new Map();
  const found: JudgedAudience[] = [];
  for (const segment of definitions.segments) {
    for (const audience of audiencesOf(segment, definitions, records)) {
      const { record } = audience;
      const isMeant = segments.includes(segment.id) && audience.segment !== undefined;
      if (isMeant || (await isInLedger(stores, bench, { record, person }))) found.push(audience);
    }
  }
  return found;
}

type WasThere = (audience: AudienceId, isEligible: boolean) => AudienceOf["there"];

/** Who was at the platforms after a run: whoever was eligible where all was in sync, nobody where nothing was. */
async function thereAfter({ stores, run }: PastRun): Promise<WasThere> {
  const report = await stores.lake.readJson(reportKeys(run).json, reportSchema);
  return (audience, isEligible) => {
    const found = report?.audiences.find(({ id }) => id === audience);
    if (found?.ledger.rows === 0) return "no";
    if (found?.state !== "in-sync") return "not-known";
    return isEligible ? "yes" : "no";
  };
}

/** What a person's audiences came to in a run: who may be pushed, and who was. */
export const theirAudiences = (
  past: PastRun,
  of: MemberOfSegments,
): Promise<readonly AudienceOf[]> =>
  benches(
    tmpdir(),
    memory.audiences,
  )(async (bench) => {
    const { reader, run, inputs, moment, isNewest } = past;
    const audiences = await audiencesWith(past, bench, of);
    if (audiences.length === 0) return [];
    await loadWhoIsWho(reader, bench, run);
    await loadGeneration(reader, bench, run);
    const people = await loadDeciders(reader, bench, { ...inputs, now: moment });
    const explain = explainMember(reader, bench, people);
    const found = await lookAtAudiences(audiences, (audience) => explain(audience, of.person));
    if (isNewest) return found.map((one): AudienceOf => ({ ...one, there: one.sent.there }));
    const wasThere = await thereAfter(past);
    return found.map((one): AudienceOf => {
      const there = wasThere(one.id, one.member && one.reason === null);
      return { ...one, there, sent: null };
    });
  });
