import { reportSchema } from "../../lib/insight/contract.ts";
import type { RunReport } from "../../lib/insight/contract.ts";

type Audience = RunReport["audiences"][number];
type File = RunReport["files"][number];

/** Reasons that nobody met. */
export const nobodyWithheld = {
  erased: 0,
  "no-consent": 0,
  minor: 0,
  excluded: 0,
  "other-group": 0,
  holdout: 0,
  "no-identifier": 0,
};

/** An audience in sync at Meta. */
export const anAudienceReport = (differs: Partial<Record<keyof Audience, unknown>> = {}) => ({
  id: "loyal@meta-main",
  segment: "loyal",
  destination: "meta-main",
  platform: "meta",
  name: "Kanta-asiakkaat",
  names: { fi: "Kanta-asiakkaat", en: "Loyal customers" },
  label: "Kanta-asiakkaat",
  state: "in-sync",
  size: 9204,
  funnel: {
    eligible: 7702,
    withheld: {
      ...nobodyWithheld,
      "no-consent": 1210,
      minor: 12,
      holdout: 240,
      "no-identifier": 40,
    },
  },
  ledger: { members: 7702, rows: 7990 },
  added: 44,
  removed: 37,
  withdrawn: 9,
  unchanged: 7658,
  requests: 2,
  invalid: 0,
  pending: { add: 0, remove: 0 },
  held: null,
  failure: null,
  view: { status: "ready", size: { low: 5200, high: 5300 }, detail: "" },
  ...differs,
});

/** A file taken in whole. */
export const aFileReport = (differs: Partial<Record<keyof File, unknown>> = {}) => ({
  file: "inbox/orders/tilaukset-2026-11-23.csv.gz",
  id: "00112233445566ff",
  dataset: "orders",
  status: "accepted",
  problem: null,
  rows: 61351,
  accepted: 61351,
  rejected: 0,
  skipped: 0,
  reasons: [],
  receivedAt: "2026-11-23T20:14:00.000Z",
  ...differs,
});

/** A quiet night of a Finnish pet shop; a test names only what it is about. */
export const aRunReport = (differs: Partial<Record<keyof RunReport, unknown>> = {}): RunReport =>
  reportSchema.parse({
    run: "r-20261124-0100-nightly",
    trigger: "nightly",
    workspace: "Karhulan Lemmikki",
    languages: ["fi", "sv"],
    timezone: "Europe/Helsinki",
    definitions: "4f2a91c0d7e84b11a0f3",
    sameDefinitions: true,
    now: "2026-11-24T01:00:00.000Z",
    startedAt: "2026-11-24T01:00:02.000Z",
    finishedAt: "2026-11-24T01:07:08.000Z",
    outcome: "finished",
    error: null,
    figuresFrom: "r-20261124-0100-nightly",
    files: [aFileReport()],
    segments: [
      {
        id: "loyal",
        name: "Kanta-asiakkaat",
        names: { fi: "Kanta-asiakkaat", en: "Loyal customers" },
        size: 9204,
        entered: 44,
        left: 37,
        trend: [8603, 8640, 8722, 8719, 8801, 8930, 9102, 9197, 9204],
      },
    ],
    audiences: [anAudienceReport()],
    holds: [],
    findings: [
      { check: "store", audience: null, status: "ok", detail: "The table is equal to the run." },
    ],
    night: {
      customers: 48312,
      added: 44,
      removed: 37,
      withdrawn: 9,
      requests: 2,
      accounts: 1,
      erased: 0,
      written: 412,
      rows: { all: 61351, accepted: 61351, rejected: 0, skipped: 0 },
      seconds: 426,
      medianSeconds: 355,
      stages: { ingest: 31.2, compute: 4.1, membership: 2.2 },
    },
    history: [],
    told: { until: null, ids: [] },
    ...differs,
  });
