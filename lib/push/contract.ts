import * as z from "zod";
import { platformSchema } from "../compute/contract.ts";
import {
  audienceIdSchema,
  destinationIdSchema,
  runIdSchema,
  segmentIdSchema,
} from "../core/ids.ts";

/** What push hands on: the record of each audience (counts, never identifiers), and holds. */

/** Why a member of the segment is not pushed; the first that applies, in this order. */
export const withheldReasons = [
  "erased",
  "no-consent",
  "minor",
  "excluded",
  "other-group",
  "holdout",
  "no-identifier",
] as const;
export type WithheldReason = (typeof withheldReasons)[number];

const counts = z.object({
  erased: z.int(),
  "no-consent": z.int(),
  minor: z.int(),
  excluded: z.int(),
  "other-group": z.int(),
  holdout: z.int(),
  "no-identifier": z.int(),
});

/** eligible + withheld = the segment's size. */
export const funnelSchema = z.object({ eligible: z.int(), withheld: counts });
export type Funnel = z.infer<typeof funnelSchema>;

/** The funnel of an audience: counts by reason (null is eligible), every reason named. */
export function funnelOf(
  found: readonly { readonly reason: string | null; readonly members: number }[],
): Funnel {
  const of = (reason: WithheldReason | null): number =>
    found.find((one) => one.reason === reason)?.members ?? 0;
  const [erased, consent, minor, excluded, group, holdout, identifier] = withheldReasons;
  return {
    eligible: of(null),
    withheld: {
      erased: of(erased),
      "no-consent": of(consent),
      minor: of(minor),
      excluded: of(excluded),
      "other-group": of(group),
      holdout: of(holdout),
      "no-identifier": of(identifier),
    },
  };
}

export const guardNameSchema = z.enum([
  "shrink",
  "grow",
  "first",
  "stale",
  "missing",
  "match-rate",
  "files",
]);
export type GuardName = z.infer<typeof guardNameSchema>;

/** A stop that waits for a person. Control record `hold/<id>`. */
export const holdSchema = z.object({
  id: z.string(),
  audience: audienceIdSchema,
  guard: guardNameSchema,
  /** Members at the platform by the ledger, without those who leave for consent or erasure. */
  was: z.int(),
  /** Null in an approval given beforehand: whatever the size. */
  wouldBe: z.int().nullable(),
  run: runIdSchema.nullable(),
  /** The definitions that tripped it. */
  workspace: z.string().nullable(),
  heldAt: z.iso.datetime(),
  decision: z.enum(["open", "approved", "rejected"]),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  because: z.string().nullable(),
});
export type Hold = z.infer<typeof holdSchema>;

/** What one run did to one audience. Members, not rows, unless said. */
const pushReportSchema = z.object({
  run: runIdSchema,
  funnel: funnelSchema.nullable(),
  /** Eligible members whose identifiers were sent; eligible = added + unchanged once pushed. */
  added: z.int(),
  /** Members taken off the platform, and of those how many for consent, objection or erasure. */
  removed: z.int(),
  withdrawn: z.int(),
  unchanged: z.int(),
  /** Calls that move members. */
  requests: z.int(),
  /** Rows the platform refused, of additions and removals. */
  invalid: z.int(),
  held: z
    .object({ guard: guardNameSchema, was: z.int(), wouldBe: z.int(), hold: z.string() })
    .nullable(),
  /** Rows still to be added and removed after this push; 0 and 0 = in sync. */
  pending: z.object({ add: z.int(), remove: z.int() }),
  /** What went wrong last, and how often something did, until the push comes to its end after all. */
  failure: z.object({ code: z.string(), message: z.string(), times: z.int() }).nullable(),
});
export type PushReport = z.infer<typeof pushReportSchema>;

/** The report of a run that has not come to an audience yet. */
export const nothingPushed: Omit<PushReport, "run"> = {
  funnel: null,
  added: 0,
  removed: 0,
  withdrawn: 0,
  unchanged: 0,
  requests: 0,
  invalid: 0,
  held: null,
  pending: { add: 0, remove: 0 },
  failure: null,
};

/** What the platform says of an audience, in its own unit. */
export const platformViewSchema = z.object({
  status: z.enum(["ready", "not-counted-yet", "too-small", "unusable"]),
  size: z.object({ low: z.int(), high: z.int() }).nullable(),
  detail: z.string(),
});
export type PlatformView = z.infer<typeof platformViewSchema>;

const batchSchema = z.object({
  /** SHA-256 of audience, direction and rows: the same batch has the same id wherever it is planned. */
  id: z.string(),
  op: z.enum(["remove", "add"]),
  /** The ledger object with its entries. */
  object: z.string(),
  rows: z.int(),
  /**
   * intent: may or may not have been sent, its members are unknown · accepted: taken, not done yet ·
   * done: applied, but for the entries that the object marks as refused.
   */
  state: z.enum(["intent", "accepted", "done"]),
  /** What the platform calls it, to ask how it ended. */
  receipt: z.string().nullable(),
});
export type Batch = z.infer<typeof batchSchema>;

/** Control record `audience/<id>`: one writer at a time, every change a compare-and-set. */
export const audienceSchema = z.object({
  audience: audienceIdSchema,
  segment: segmentIdSchema,
  destination: destinationIdSchema,
  platform: platformSchema,
  /** Its id at the platform, once it exists. */
  platformId: z.string().nullable(),
  /** Grows with every writer; a writer that lost it cannot write any more. */
  fence: z.int(),
  lease: z.object({ owner: z.string(), expiresAt: z.iso.datetime() }).nullable(),
  /**
   * The base when it last equalled its goal: what guards compare with, so that a push that was cut
   * off half-way does not trip over itself. Null until the first push has ended.
   */
  agreed: z.string().nullable().default(null),
  /**
   * What the last plan was made from, while the platform is still at its batches: as long as it is
   * the same, asking the platform is all there is to do.
   */
  planned: z.string().nullable().default(null),
  /** The base when the report's run began: what the report counts from. */
  opened: z.string().nullable().default(null),
  /** The ledger: a base (entries, each sure or not), and the batches since. `members` counts the sure ones. */
  base: z.object({ object: z.string(), rows: z.int(), members: z.int() }).nullable(),
  batches: z.array(batchSchema),
  report: pushReportSchema.nullable(),
  view: platformViewSchema.nullable(),
});
export type Audience = z.infer<typeof audienceSchema>;

/** Nothing of ours is at the platform, nor under way to it. */
export const isEmptyAudience = ({ base, batches }: Audience): boolean =>
  batches.length === 0 && (base === null || base.rows === 0);

/** A push function's answer to the refresh machine: come again after `wait` seconds until done. */
const pushStepSchema = z.object({ done: z.boolean(), wait: z.int().min(0) });
export type PushStep = z.infer<typeof pushStepSchema>;

/** `all` removes and adds; `removals` only takes off those who may not be there any more. */
const laneSchema = z.enum(["removals", "all"]);

/** A push function's input. */
export const pushInputSchema = z.object({
  run: runIdSchema,
  now: z.iso.datetime(),
  audience: audienceIdSchema,
  lane: laneSchema,
});
export type PushInput = z.infer<typeof pushInputSchema>;

/** Control record `pause/<destination>`, or `pause/workspace` for everything. */
export const pauseSchema = z.object({ by: z.string(), at: z.iso.datetime() });

/** Ledger objects, under the identities' key. */
export const ledgerKeys = (audience: string) => ({
  base: (fence: number, hash: string) => `ledger/${audience}/base-${fence}-${hash}.parquet`,
  batch: (id: string, fence: number) => `ledger/${audience}/batch-${fence}-${id}.parquet`,
});
