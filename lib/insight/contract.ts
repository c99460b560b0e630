import * as z from "zod";
import {
  checkFindingSchema,
  coverageSchema,
  overlapSchema,
  platformSchema,
  mergedSchema,
  predictionSchema,
} from "../compute/contract.ts";
import {
  audienceIdSchema,
  destinationIdSchema,
  fileIdSchema,
  runIdSchema,
  segmentIdSchema,
} from "../core/ids.ts";
import { findingSchema } from "../drift/contract.ts";
import { fileRecordSchema } from "../ingest/contract.ts";
import { funnelSchema, guardNameSchema, platformViewSchema } from "../push/contract.ts";

/** What insight hands on: the report of a run, the data of its page. Counts only, nobody by name or id. */

/** Language → name; `name` is the one in the workspace's first language. */
const namesSchema = z.record(z.string(), z.string());

const heldSchema = z.object({
  guard: guardNameSchema,
  was: z.int(),
  wouldBe: z.int().nullable(),
  hold: z.string(),
});

export const fileReportSchema = fileRecordSchema.extend({
  /** Most rows first. */
  reasons: z.array(z.object({ code: z.string(), rows: z.int(), lines: z.array(z.int()) })),
});
export type FileReport = z.infer<typeof fileReportSchema>;

export const segmentReportSchema = z.object({
  id: segmentIdSchema,
  name: z.string(),
  names: namesSchema,
  /** Null where no run has computed it yet. */
  size: z.int().nullable(),
  entered: z.int().nullable(),
  left: z.int().nullable(),
  /** How much it is its own, 0–1: 1 less its highest Jaccard with another. Null where nobody is in it. */
  distinctness: z.number().nullable().default(null),
  /** Sizes of the runs before and this one's, oldest first; 26 at most. */
  trend: z.array(z.int()),
});
export type SegmentReport = z.infer<typeof segmentReportSchema>;

export const audienceReportSchema = z.object({
  id: audienceIdSchema,
  segment: segmentIdSchema,
  destination: destinationIdSchema,
  platform: platformSchema,
  name: z.string(),
  names: namesSchema,
  /** Its name at the platform. */
  label: z.string(),
  /** retiring: nobody asks for it any more. not-pushed: this run did not come to it. */
  state: z.enum(["in-sync", "held", "failed", "behind", "paused", "not-pushed", "retiring"]),
  /** Members of the segment: eligible and withheld. */
  size: z.int().nullable(),
  funnel: funnelSchema.nullable(),
  ledger: z.object({ members: z.int(), rows: z.int() }),
  added: z.int(),
  removed: z.int(),
  withdrawn: z.int(),
  unchanged: z.int(),
  requests: z.int(),
  invalid: z.int(),
  pending: z.object({ add: z.int(), remove: z.int() }),
  held: heldSchema.nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  view: platformViewSchema.nullable(),
});
export type AudienceReport = z.infer<typeof audienceReportSchema>;

/** A decision that waits for somebody. */
export const holdReportSchema = heldSchema.extend({
  audience: audienceIdSchema,
  destination: z.string(),
  name: z.string(),
  names: namesSchema,
  heldAt: z.iso.datetime(),
});
export type HoldReport = z.infer<typeof holdReportSchema>;

const nightSchema = z.object({
  customers: z.int().nullable(),
  added: z.int(),
  removed: z.int(),
  withdrawn: z.int(),
  requests: z.int(),
  /** Ad accounts that were sent anything. */
  accounts: z.int(),
  erased: z.int(),
  /** Changed items in the members table; null when nothing was published. */
  written: z.int().nullable(),
  rows: z.object({ all: z.int(), accepted: z.int(), rejected: z.int(), skipped: z.int() }),
  /** From start to end of the run; null when the start is not known. */
  seconds: z.number().nullable(),
  /** Of the runs before. */
  medianSeconds: z.number().nullable(),
  stages: z.object({
    ingest: z.number(),
    compute: z.number().nullable(),
    membership: z.number().nullable(),
  }),
});
export type Night = z.infer<typeof nightSchema>;

/** One run as later reports remember it. */
const pastRunSchema = z.object({
  run: runIdSchema,
  now: z.iso.datetime(),
  outcome: z.enum(["finished", "failed"]),
  definitions: z.string(),
  seconds: z.number().nullable(),
  customers: z.int().nullable(),
  sizes: z.record(segmentIdSchema, z.int()),
});
export type PastRun = z.infer<typeof pastRunSchema>;

/** What the next report takes over from this one. */
export const carriedSchema = z.object({
  /** This run and those before it, oldest first; 26 at most. */
  history: z.array(pastRunSchema),
  /** Files told so far: all up to a time, less a day, and by id from there on. */
  told: z.object({ until: z.iso.datetime().nullable(), ids: z.array(fileIdSchema) }),
});
export type Carried = z.infer<typeof carriedSchema>;

export const reportSchema = carriedSchema.extend({
  run: runIdSchema,
  trigger: z.enum(["nightly", "upload", "asked"]),
  workspace: z.string(),
  languages: z.array(z.string()),
  timezone: z.string(),
  definitions: z.string(),
  /** Whether the run before used the same definitions; null: there was none. */
  sameDefinitions: z.boolean().nullable(),
  now: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime(),
  outcome: z.enum(["finished", "failed"]),
  error: z.object({ name: z.string(), message: z.string() }).nullable(),
  /** The run whose memberships are told: an earlier one when this one computed none. */
  figuresFrom: runIdSchema.nullable(),
  files: z.array(fileReportSchema),
  segments: z.array(segmentReportSchema),
  audiences: z.array(audienceReportSchema),
  holds: z.array(holdReportSchema),
  /** Null when drift was not checked. */
  findings: z.array(findingSchema).nullable(),
  /** What to look at in the definitions, by the generation that is told. */
  checks: z.array(checkFindingSchema).default([]),
  overlaps: z.array(overlapSchema).default([]),
  coverage: z.array(coverageSchema).default([]),
  /** Customers whose hashes are of older rules than those in use: to be dropped again. Null when nothing was computed. */
  oldHashes: z.int().nullable().default(null),
  /** Customers who are one person with others; null where nothing was computed. */
  merged: mergedSchema.nullable().default(null),
  /** The models that `predicted` clauses rest on; null where there are none. */
  predicted: predictionSchema.nullable().default(null),
  night: nightSchema,
});
export type RunReport = z.infer<typeof reportSchema>;

/** Input of the step that closes a run; `error` as Step Functions catches it. */
export const endRunInputSchema = z.object({
  run: runIdSchema,
  outcome: z.enum(["finished", "failed"]),
  error: z.object({ Error: z.string(), Cause: z.string().optional() }).optional(),
});
export type EndRunInput = z.infer<typeof endRunInputSchema>;

/** Control record `pointer/report`: the newest report. */
export const reportPointerSchema = z.object({ run: runIdSchema });
export type ReportPointer = z.infer<typeof reportPointerSchema>;

export const reportKeys = (run: string) => ({
  json: `reports/${run}.json`,
  page: `reports/${run}.html`,
});
