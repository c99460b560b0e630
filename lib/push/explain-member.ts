import * as z from "zod";
import type { MemberId, RunId } from "../core/ids.ts";
import type { Bench } from "../sql/bench.ts";
import { column, equal, value } from "../sql/expression.ts";
import { parquet, select, table } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { withheldReasons } from "./contract.ts";
import type { Audience, WithheldReason } from "./contract.ts";
import { judgeAudience } from "./judge-audience.ts";
import type { JudgedAudience } from "./judge-audience.ts";
import { baseAt } from "./load-ledger.ts";
import type { Reader } from "./load-rows.ts";
import { membersOf } from "./plan-push.ts";

/** What the ledger says of one person. */
export interface SentMember {
  /** perhaps: a push was cut off while it was at it. */
  readonly there: "yes" | "no" | "perhaps";
  /** What the platform is still at. */
  readonly underWay: "add" | "remove" | null;
  /** Whether what is there is what would be sent today; null where nothing would be, or nothing is there. */
  readonly upToDate: boolean | null;
  /** The batch that brought it, while the ledger still tells batches apart. */
  readonly batch: string | null;
  /** The run that brought it, where it was the audience's last one; else it came before that. */
  readonly run: RunId | null;
  readonly lastRun: RunId | null;
}

/** One person and one audience. */
export interface MemberOfAudience {
  /** In the audience's segment. */
  readonly member: boolean;
  /** The first reason why they are withheld; null: eligible, or no member. */
  readonly reason: WithheldReason | null;
  readonly sent: SentMember;
}

const reasonRow = z.object({ reason: z.enum(withheldReasons).nullable() });
const entryRow = z.object({
  key: z.string(),
  sure: z.boolean(),
  under_way: z.enum(["add", "remove"]).nullable(),
});
const keyRow = z.object({ key: z.string() });

const theirs = (from: Relation, person: MemberId): Relation =>
  select({ from, everything: true, columns: {}, where: equal(column("memberId"), value(person)) });

/** The newest batch that brought any of these rows. */
async function batchOf(
  { engine, path }: Bench,
  { batches }: Audience,
  person: MemberId,
): Promise<string | null> {
  for (const batch of batches.toReversed()) {
    if (batch.op !== "add") continue;
    const found = await engine.all(theirs(parquet(path(batch.object)), person), keyRow);
    if (found.length > 0) return batch.id;
  }
  return null;
}

type Entries = readonly z.infer<typeof entryRow>[];
type Keys = readonly z.infer<typeof keyRow>[];

const areAllIn = (some: Keys, others: Keys): boolean =>
  some.every(({ key }) => others.some((one) => one.key === key));

function isThere(entries: Entries): SentMember["there"] {
  if (entries.length === 0) return "no";
  return entries.some(({ sure }) => sure) ? "yes" : "perhaps";
}

/** What of somebody's is there, and which batch and run brought it. */
async function broughtBy(
  bench: Bench,
  { record, person, entries }: { record: Audience; person: MemberId; entries: Entries },
): Promise<Pick<SentMember, "batch" | "run" | "lastRun">> {
  const lastRun = record.report?.run ?? null;
  if (entries.length === 0) return { batch: null, run: null, lastRun };
  const before = await bench.engine.all(theirs(baseAt(bench, record.opened), person), keyRow);
  return {
    batch: await batchOf(bench, record, person),
    run: areAllIn(entries, before) ? null : lastRun,
    lastRun,
  };
}

async function sentOf(bench: Bench, record: Audience, person: MemberId): Promise<SentMember> {
  const { engine } = bench;
  const entries = await engine.all(theirs(table("present"), person), entryRow);
  const wanted = await engine.all(theirs(table("ledger"), person), keyRow);
  const isNothing = entries.length === 0 || wanted.length === 0;
  return {
    there: isThere(entries),
    underWay: entries.find(({ under_way: at }) => at !== null)?.under_way ?? null,
    upToDate: isNothing ? null : areAllIn(entries, wanted) && areAllIn(wanted, entries),
    ...(await broughtBy(bench, { record, person, entries })),
  };
}

/** Whether the ledger speaks of a person at all: quicker than asking what it says. */
export async function isInLedger(
  { lake }: Pick<Reader, "lake">,
  bench: Bench,
  about: { readonly record: Audience; readonly person: MemberId },
): Promise<boolean> {
  const { base, batches } = about.record;
  const objects = [...(base === null ? [] : [base]), ...batches].map(({ object }) => object);
  for (const object of objects) {
    await lake.download(object, bench.path(object));
    const found = await bench.engine.all(
      theirs(parquet(bench.path(object)), about.person),
      z.unknown(),
    );
    if (found.length > 0) return true;
  }
  return false;
}

/** Looks one person up in an audience, at a bench that `loadDeciders` prepared. */
export const explainMember =
  (ports: Pick<Reader, "lake">, bench: Bench, people: Relation) =>
  (about: JudgedAudience, person: MemberId): Promise<MemberOfAudience> => {
    const candidates = theirs(membersOf(about.segment?.id ?? ""), person);
    return judgeAudience({ ports, bench }, { ...about, candidates, people }, async () => {
      const [found] = await bench.engine.all(theirs(table("verdicts"), person), reasonRow);
      return {
        member: found !== undefined,
        reason: found?.reason ?? null,
        sent: await sentOf(bench, about.record, person),
      };
    });
  };
