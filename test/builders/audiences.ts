import { audienceSchema } from "../../lib/push/contract.ts";
import type { Audience, PushReport } from "../../lib/push/contract.ts";

const nobody = {
  erased: 0,
  "no-consent": 0,
  minor: 0,
  excluded: 0,
  "other-group": 0,
  holdout: 0,
  "no-identifier": 0,
};

/** What run r-now did to an audience of 1,000: a few came and went. */
export const aPushReport = (differs: Partial<Record<keyof PushReport, unknown>> = {}) => ({
  run: "r-now",
  funnel: { eligible: 1000, withheld: { ...nobody, "no-consent": 200 } },
  added: 12,
  removed: 5,
  withdrawn: 2,
  unchanged: 988,
  requests: 2,
  invalid: 0,
  held: null,
  pending: { add: 0, remove: 0 },
  failure: null,
  ...differs,
});

/** The record of an audience in sync. */
export const anAudience = (differs: Partial<Record<keyof Audience, unknown>> = {}): Audience =>
  audienceSchema.parse({
    audience: "loyal@meta-main",
    segment: "loyal",
    destination: "meta-main",
    platform: "meta",
    platformId: "1",
    fence: 1,
    lease: null,
    base: { object: "ledger/loyal@meta-main/base", rows: 1100, members: 1000 },
    batches: [],
    report: aPushReport(),
    view: { status: "ready", size: { low: 600, high: 700 }, detail: "" },
    ...differs,
  });
