import * as z from "zod";
import { datasetSchema } from "../core/dataset.ts";
import type { Dataset } from "../core/dataset.ts";
import type { Duration } from "../core/duration.ts";
import { isTimeZone } from "../core/run-clock.ts";
import type { WorkspaceSettings } from "./workspace.ts";
import {
  calendarDuration,
  country,
  duration,
  laterKeys,
  percentage,
  share,
  slug,
  strict,
  text,
} from "./yaml-schemas.ts";

/** Guards as the workspace says them, with their defaults. */
const guard = strict({
  shrink: percentage.default(0.3),
  grow: percentage.default(1),
  minimum: z.int().min(0).default(100),
});

/** Guards as one segment says them: only what differs. */
export const partialGuard = strict({
  shrink: percentage.optional(),
  grow: percentage.optional(),
  minimum: z.int().min(0).optional(),
});

const files = strict({ rejected: share.default(0.05), rows: percentage.default(0.5) });

const language = z
  .string()
  .regex(/^[a-z]{2,3}$/, { error: "write a language by its small letters, such as fi" });

const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: "write a currency by its three capital letters, such as EUR" });

/** What one unit of a currency is worth, kept as the digits that were written. */
const rate = z.number().positive().transform(String);

const loyal = strict({
  orders: z.int().min(1).default(4),
  within: calendarDuration.default({ amount: 24, unit: "months" }),
});
const former = strict({ after: calendarDuration.default({ amount: 24, unit: "months" }) });

const distinct = (of: readonly string[]): boolean => new Set(of).size === of.length;

/** A length of time for some datasets. */
const durations = (length: typeof duration) =>
  strict(Object.fromEntries(datasetSchema.options.map((dataset) => [dataset, length.optional()])))
    .transform((of) => {
      const lengths: Partial<Record<Dataset, Duration>> = {};
      for (const dataset of datasetSchema.options) {
        const found = of[dataset];
        if (found !== undefined) lengths[dataset] = found;
      }
      return lengths;
    })
    .prefault({});

/** Stages in order; who is in each is read by lib/segments. */
const journey = z
  .array(
    strict({
      stage: slug,
      who: z.unknown().refine((of) => of !== undefined, { error: "“who” is missing; write it" }),
    }),
  )
  .refine((stages) => distinct(stages.map(({ stage }) => stage)), {
    error: "a stage stands here twice",
  });

const weights = ["spend", "orders", "referrals", "rating"] as const;

const score = strict({
  spend: share.default(0),
  orders: share.default(0),
  referrals: share.default(0),
  rating: share.default(0),
  within: calendarDuration,
}).refine((of) => Math.abs(weights.reduce((sum, one) => sum + of[one], 0) - 1) < 1e-9, {
  error: "the weights of spend, orders, referrals and rating must add up to 100%",
});

const sensitive = strict({
  categories: z.array(text).default([]),
  attributes: z.array(text).default([]),
});

const shape = {
  name: text,
  languages: z
    .array(language)
    .min(1)
    .refine(distinct, { error: "a language stands here twice" })
    .default(["en"]),
  timezone: z
    .string()
    .refine(isTimeZone, { error: "write a time zone by its name, such as Europe/Helsinki" }),
  currency,
  country,
  refresh: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
      error: 'write the time of the night in quotes, such as "03:00"',
    })
    .default("03:00"),
  consent: z.array(slug).min(1),
  "minimum-age": z.int().min(0).max(120).default(18),
  "unknown-age": z.enum(["let-through", "withhold"]).default("let-through"),
  guard: guard.prefault({}),
  freshness: durations(duration),
  files: files.prefault({}),
  holdout: share.default(0),
  rates: z.record(currency, rate).default({}),
  lifecycle: strict({ loyal: loyal.prefault({}), former: former.prefault({}) }).prefault({}),
  journey: journey.default([]),
  score: score.optional(),
  sensitive: sensitive.prefault({}),
  merge: z
    .array(z.enum(["email", "phone"]))
    .refine(distinct, { error: "it stands here twice" })
    .default([]),
  ...laterKeys("keep"),
};

/** workspace.yaml. */
export const settingsSchema = strict(shape).transform((of): WorkspaceSettings => ({
  name: of.name,
  languages: of.languages,
  timezone: of.timezone,
  currency: of.currency,
  country: of.country,
  refresh: of.refresh,
  consent: of.consent,
  minimumAge: of["minimum-age"],
  unknownAge: of["unknown-age"],
  guard: of.guard,
  freshness: of.freshness,
  files: of.files,
  holdout: of.holdout,
  rates: of.rates,
  lifecycle: of.lifecycle,
  journey: of.journey,
  score: of.score,
  sensitive: of.sensitive,
  merge: of.merge,
}));
