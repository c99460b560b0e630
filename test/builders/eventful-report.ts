import type { RunReport } from "../../lib/insight/contract.ts";
import { aFileReport, aRunReport, anAudienceReport, nobodyWithheld } from "./run-reports.ts";

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
