import * as z from "zod";
import { datasetSchema } from "../core/dataset.ts";
import { audienceIdSchema, runIdSchema, segmentIdSchema } from "../core/ids.ts";
import type { Objects } from "../core/stores.ts";

/** What compute hands on: the frozen inputs of a run, and a generation of memberships. */

export const platformSchema = z.enum(["meta", "google-data-manager", "google-ads"]);

/** What starts a run: the moment it counts from (ISO, with an offset), and why it runs. */
export const runRequestSchema = z.object({
  now: z.iso.datetime({ offset: true }),
  trigger: z.enum(["nightly", "upload", "asked"]),
});
export type RunRequest = z.infer<typeof runRequestSchema>;

/** What the refresh machine carries from step to step; no contact data, no lists of members. */
export const runInputSchema = z.object({ run: runIdSchema });
const startedRunSchema = z.object({
  run: runIdSchema,
  now: z.iso.datetime(),
  audiences: z.array(z.object({ audience: audienceIdSchema, platform: platformSchema })),
});
export type StartedRun = z.infer<typeof startedRunSchema>;

/** `generations/<run>/inputs.json`: everything the run's result depends on. */
export const runInputsSchema = z.object({
  run: runIdSchema,
  /** The run's clock; dates are counted from its day in the workspace's zone. */
  now: z.iso.datetime(),
  trigger: z.enum(["nightly", "upload", "asked"]),
  /** Grows by one with every run; membership writes carry it. */
  generation: z.int().min(1),
  workspace: z.string(),
  /** Dataset → version of its manifest; 0: none yet. */
  manifests: z.partialRecord(datasetSchema, z.int()),
  /** The published generation the changes are counted against, if any. */
  previous: runIdSchema.nullable(),
  /** Runs whose publication was begun and not finished: their members are written again. */
  unfinished: z.array(runIdSchema),
});
export type RunInputs = z.infer<typeof runInputsSchema>;

/** A fitted model, or why it could not be fitted. */
const fitOf = <Model extends z.ZodType>(model: Model) =>
  z.discriminatedUnion("ok", [
    z.object({
      ok: z.literal(true),
      model,
      logLikelihood: z.number(),
      /** Those whom it was fitted to. */
      customers: z.int(),
      rounds: z.int(),
    }),
    z.object({ ok: z.literal(false), because: z.string() }),
  ]);

/** What was predicted, and how well it would have been: BG/NBD (by days) and Gamma-Gamma (by cents). */
export const predictionSchema = z.object({
  /** With a sale: those who are scored. */
  customers: z.int(),
  repeatBuyers: z.int(),
  /** From the first day with a sale to the last. */
  days: z.int(),
  buying: fitOf(z.object({ r: z.number(), alpha: z.number(), a: z.number(), b: z.number() })),
  spending: fitOf(z.object({ p: z.number(), q: z.number(), gamma: z.number() })),
  /** Purchases in the last days, kept back: foreseen by a model that did not know them, and made. */
  tail: z.object({ length: z.int(), predicted: z.number(), actual: z.int() }).nullable(),
});

/** Something to look at in the definitions. */
export const checkFindingSchema = z.object({
  severity: z.enum(["error", "warning"]),
  /** What shows it: the definitions alone, or the data. */
  by: z.enum(["definitions", "data"]),
  /** Null where it is about the workspace as a whole. */
  segment: segmentIdSchema.nullable(),
  place: z.object({
    file: z.string(),
    line: z.int().optional(),
    column: z.int().optional(),
  }),
  message: z.string(),
});
export type CheckFinding = z.infer<typeof checkFindingSchema>;

/** How two segments lie over each other. */
export const overlapSchema = z.object({
  a: segmentIdSchema,
  b: segmentIdSchema,
  /** Members of both. */
  both: z.int(),
  /** Those as a share of the members of either, 0–1. */
  jaccard: z.number(),
});
export type Overlap = z.infer<typeof overlapSchema>;

/** Of how many rows a column that rules ask about is known. */
export const coverageSchema = z.object({
  dataset: datasetSchema,
  column: z.string(),
  known: z.int(),
  of: z.int(),
});
export type Coverage = z.infer<typeof coverageSchema>;

/** How many customers are one person with others. */
export const mergedSchema = z.object({
  /** Customers in clusters that were merged: rows of `merged`. */
  customers: z.int(),
  persons: z.int(),
  /** The largest cluster of all, and how many are too large to be merged. */
  largest: z.int(),
  oversize: z.int(),
});

/** `generations/<run>/summary.json`. */
export const summarySchema = z.object({
  run: runIdSchema,
  now: z.iso.datetime(),
  /** D: the run's day in the workspace's zone. */
  day: z.iso.date(),
  customers: z.int(),
  /** People known by e-mail who are a customer, too: rows of `aliases`. */
  aliases: z.int().default(0),
  /** Customers who are one person with others, by the workspace's `merge`. */
  merged: mergedSchema.default({ customers: 0, persons: 0, largest: 0, oversize: 0 }),
  /** Customers whose hashes are of older rules than this run's: their files must be dropped again. */
  oldHashes: z.int().default(0),
  segments: z.array(
    z.object({ id: segmentIdSchema, size: z.int(), entered: z.int(), left: z.int() }),
  ),
  /** Customers whose item must be written. */
  changes: z.int(),
  /** Cut points of the RFM scores over all time, where a segment asks for them: days since the last sale, orders, cents. */
  rfm: z
    .object({
      recency: z.array(z.number()),
      frequency: z.array(z.number()),
      monetary: z.array(z.number()),
      customers: z.int(),
    })
    .nullable(),
  /** Null where no segment asks for it. */
  predicted: predictionSchema.nullable().default(null),
  findings: z.array(checkFindingSchema).default([]),
  /** Pairs of segments that have members in common. */
  overlaps: z.array(overlapSchema).default([]),
  /**
   * How much a segment is its own, 0–1: 1 less its highest Jaccard with any other. 1 has nobody in common with
   * another, 0 is the same people as another.
   */
  distinctness: z.partialRecord(segmentIdSchema, z.number()).default({}),
  /** Of people for columns of customers, of order lines for those of orders. */
  coverage: z.array(coverageSchema).default([]),
  seconds: z.number(),
});
export type Summary = z.infer<typeof summarySchema>;

const under = (run: string, name: string): string => `generations/${run}/${name}`;
/** Objects of a generation. */
export const generationKeys = (run: string) => ({
  inputs: under(run, "inputs.json"),
  /** segment VARCHAR, memberId VARCHAR, since DATE; sorted by both. */
  memberships: under(run, "memberships.parquet"),
  /** mark VARCHAR, memberId VARCHAR: `minor`, `age-unknown`, `only:<destination>` (who meets a destination's `only`). */
  marks: under(run, "marks.parquet"),
  /** alias VARCHAR, memberId VARCHAR: people known by e-mail, and the customer each of them is; sorted by alias. */
  aliases: under(run, "aliases.parquet"),
  /** memberId VARCHAR, person VARCHAR: customers who are one person, and the id that goes by; sorted by memberId. */
  merged: under(run, "merged.parquet"),
  /**
   * segment VARCHAR, memberId VARCHAR, value BIGINT, sorted by both: what members are worth, in segments that ask
   * for it. Cents, of a score hundredths of a point.
   */
  values: under(run, "values.parquet"),
  /** memberId VARCHAR, segments VARCHAR (JSON {segment: since}); the customers whose item changes. */
  changes: under(run, "changes.parquet"),
  /** memberId and one BOOLEAN per clause, named `<segment>/<path of the clause>`; null: not known. Sorted by memberId. */
  verdicts: under(run, "verdicts.parquet"),
  summary: under(run, "summary.json"),
});

/** Control record `pointer/generation`. */
export const generationPointerSchema = z.object({
  /** Number of the newest run begun. */
  generation: z.int(),
  published: runIdSchema.nullable(),
  unfinished: z.array(runIdSchema),
});
export type GenerationPointer = z.infer<typeof generationPointerSchema>;

/** Control record `run/<run>`: what became of it. */
export const runRecordSchema = z.object({
  run: runIdSchema,
  now: z.iso.datetime(),
  trigger: runInputsSchema.shape.trigger,
  state: z.enum(["running", "finished", "failed"]),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Why it failed; holds no personal value. */
  error: z.string().nullable(),
});
export type RunRecord = z.infer<typeof runRecordSchema>;

/** Control record `lease/refresh`: the one run that may work, until when at the latest. */
export const leaseSchema = z.object({ run: runIdSchema, expiresAt: z.iso.datetime() });
export type Lease = z.infer<typeof leaseSchema>;

/** Control record `pointer/workspace`: the published definitions. */
export const workspacePointerSchema = z.object({ hash: z.string(), publishedAt: z.iso.datetime() });
export type WorkspacePointer = z.infer<typeof workspacePointerSchema>;

/** `workspaces/<hash>/definitions.json`: the folder as text. */
export const definitionsKey = (hash: string): string => `workspaces/${hash}/definitions.json`;
export const folderSchema = z.object({ files: z.record(z.string(), z.string()) });

/** What a run was frozen with. Throws when it was never begun. */
export async function readRunInputs(
  lake: Pick<Objects, "readJson">,
  run: string,
): Promise<RunInputs> {
  const inputs = await lake.readJson(generationKeys(run).inputs, runInputsSchema);
  if (inputs === undefined) throw new Error(`${run} was never begun: it has no inputs`);
  return inputs;
}
