import { reportSchema } from "../../lib/insight/contract.ts";
import type { RunReport } from "../../lib/insight/contract.ts";

type Audience = RunReport["audiences"][number];
type File = RunReport["files"][number];

const nobodyWithheld = {
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

/** A night with everything on it: holds, a failure, unused files, findings, late data. */
export function anEventfulReport(): RunReport {
  const mixed = { low: 620, high: 690 };
  return aRunReport({
    segments: [
      ...aRunReport().segments,
      ["first-buyers", "Ensiostajat", 1882, 52, 46, [1967, 1992, 1884, 1970, 1882]],
      ["food-elsewhere", "Raksut meiltä, hiekka muualta", 775, 0, 1312, [2050, 2077, 2087, 775]],
      ["puppy-homes", "Pentukodit", 2318, 31, 9, [1774, 1980, 2210, 2296, 2318]],
      [
        "seniors",
        "Seniorilemmikkien kodit, joissa on vähintään kaksi eläintä",
        33,
        0,
        0,
        [33, 33, 33],
      ],
    ].map((of) =>
      Array.isArray(of)
        ? {
            id: of[0],
            name: of[1],
            names: { fi: of[1] },
            size: of[2],
            entered: of[3],
            left: of[4],
            trend: of[5],
          }
        : of,
    ),
    audiences: [
      anAudienceReport(),
      anAudienceReport({
        id: "loyal@google-main",
        destination: "google-main",
        platform: "google-data-manager",
        view: { status: "not-counted-yet", size: null, detail: "" },
      }),
      anAudienceReport({
        id: "food-elsewhere@meta-main",
        segment: "food-elsewhere",
        name: "Raksut meiltä, hiekka muualta",
        names: {},
        state: "held",
        size: 775,
        funnel: {
          eligible: 690,
          withheld: { ...nobodyWithheld, "no-consent": 80, "other-group": 5 },
        },
        ledger: { members: 1866, rows: 1990 },
        added: 0,
        removed: 7,
        withdrawn: 7,
        unchanged: 1866,
        pending: { add: 3, remove: 1233 },
        held: { guard: "shrink", was: 2087, wouldBe: 775, hold: "food-elsewhere@meta-main.shrink" },
        view: { status: "ready", size: mixed, detail: "" },
      }),
      anAudienceReport({
        id: "puppy-homes@google-main",
        segment: "puppy-homes",
        destination: "google-main",
        platform: "google-ads",
        name: "Pentukodit",
        names: {},
        state: "failed",
        size: null,
        funnel: null,
        ledger: { members: 1904, rows: 1904 },
        added: 0,
        removed: 0,
        withdrawn: 0,
        unchanged: 0,
        requests: 0,
        failure: {
          code: "not-allowlisted",
          message:
            "This account may not use Customer Match through the Google Ads API; use google-data-manager.",
        },
        view: null,
      }),
      anAudienceReport({
        id: "seniors@meta-main",
        segment: "seniors",
        name: "Seniorilemmikkien kodit, joissa on vähintään kaksi eläintä",
        names: {},
        size: 33,
        funnel: { eligible: 25, withheld: { ...nobodyWithheld, "no-consent": 8 } },
        ledger: { members: 25, rows: 26 },
        added: 0,
        removed: 0,
        withdrawn: 0,
        unchanged: 25,
        requests: 0,
        view: { status: "too-small", size: null, detail: "" },
      }),
    ],
    holds: [
      {
        hold: "food-elsewhere@meta-main.shrink",
        audience: "food-elsewhere@meta-main",
        destination: "meta-main",
        guard: "shrink",
        was: 2087,
        wouldBe: 775,
        name: "Raksut meiltä, hiekka muualta",
        names: {},
        heldAt: "2026-11-24T01:05:00.000Z",
      },
      {
        hold: "first-buyers@google-main.first",
        audience: "first-buyers@google-main",
        destination: "google-main",
        guard: "first",
        was: 0,
        wouldBe: 1402,
        name: "Ensiostajat",
        names: {},
        heldAt: "2026-11-23T01:05:00.000Z",
      },
    ],
    files: [
      aFileReport({
        rows: 61351,
        accepted: 61204,
        rejected: 130,
        skipped: 17,
        reasons: [
          { code: "customer_id-missing", rows: 128, lines: [14, 88, 131, 204, 377] },
          { code: "row-ragged", rows: 2, lines: [9112, 40007] },
        ],
      }),
      aFileReport({
        id: "00112233445566fe",
        file: "inbox/feedback/nps-vk47.xlsx",
        dataset: "feedback",
        status: "rejected",
        problem: "This is an Excel workbook; save it as CSV.",
        rows: null,
        accepted: 0,
      }),
      aFileReport({
        id: "00112233445566fd",
        file: "inbox/customers/asiakkaat-2026-11-22-koko-pohjoismaat-uusi-vienti.csv.gz",
        dataset: "customers",
        status: "duplicate",
        rows: 398,
        accepted: 0,
      }),
      aFileReport({
        id: "00112233445566fc",
        file: "inbox/consents/luvat_20261123.csv",
        dataset: "consents",
        rows: 9870,
        accepted: 9870,
      }),
    ],
    findings: [
      { check: "store", audience: null, status: "ok", detail: "The table is equal to the run." },
      {
        check: "platform",
        audience: "loyal@meta-main",
        status: "finding",
        detail:
          "The platform counts 5,200–5,300 of our 7,702 members: 68.2%, and 91% at the last check.",
      },
      {
        check: "platform",
        audience: "loyal@google-main",
        status: "unknown",
        detail: "The platform has not counted it yet.",
      },
      {
        check: "platform",
        audience: "puppy-homes@google-main",
        status: "unknown",
        detail: "The platform has not counted it yet.",
      },
      {
        check: "freshness",
        audience: null,
        status: "finding",
        detail:
          "The newest file of consents is from 2026-11-22 23:48 UTC: too old, the limit is 24 hours.",
      },
      ...Array.from({ length: 11 }, () => ({
        check: "ledger",
        audience: null,
        status: "ok",
        detail: "In sync.",
      })),
    ],
    night: {
      ...aRunReport().night,
      rows: { all: 71221, accepted: 71074, rejected: 130, skipped: 17 },
      added: 388,
      removed: 341,
      withdrawn: 23,
      requests: 34,
      accounts: 2,
      erased: 1,
    },
  });
}
