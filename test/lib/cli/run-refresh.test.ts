import { expect, test } from "vitest";
import type { OperatorStores } from "../../../lib/app/operate.ts";
import { waitForRefresh } from "../../../lib/cli/run-refresh.ts";
import { reportKeys } from "../../../lib/insight/contract.ts";
import type { RunReport } from "../../../lib/insight/contract.ts";
import { aRunReport } from "../../builders/run-reports.ts";

const now = "2026-11-24T01:00:00.000Z";
const aRun = (run: string, differs: Partial<RunReport> = {}): RunReport =>
  aRunReport({ run, now, trigger: "asked", ...differs });

/** Stores in which an execution asked for `now` has ended, with some reports, the newest last. */
function stores(status: string, reports: readonly RunReport[]): OperatorStores {
  const byKey = new Map(reports.map((report) => [reportKeys(report.run).json, report]));
  const newest = reports.at(-1);
  const input = JSON.stringify({ now, trigger: "asked" });
  const describe = async () => ({ status, input, error: undefined });
  return {
    clients: { stepFunctions: () => ({ send: describe }) },
    report: { read: async () => newest && { value: { run: newest.run }, version: 1 } },
    lake: {
      readJson: async (key: string) => byKey.get(key),
      list: async (prefix: string) => [...byKey.keys()].filter((key) => key.startsWith(prefix)),
    },
  } as unknown as OperatorStores;
}

test("a refresh gives its own report", async () => {
  const mine = aRun("r-20261124-010000-asked");
  expect(await waitForRefresh(stores("SUCCEEDED", [mine]), "arn")).toBe(mine);
});

test("a run that ended in the meantime does not stand in for it", async () => {
  const mine = aRun("r-20261124-010000-asked");
  const other = aRun("r-20261124-010500-upload", {
    now: "2026-11-24T01:05:00.000Z",
    trigger: "upload",
  });
  expect(await waitForRefresh(stores("SUCCEEDED", [mine, other]), "arn")).toBe(mine);
});

test("last night's report is not told as that of a run that left none", async () => {
  const lastNight = aRun("r-20261123-010000-asked", { now: "2026-11-23T01:00:00.000Z" });
  const sameMoment = aRun("r-20261124-010000-asked");
  for (const earlier of [lastNight, sameMoment])
    await expect(waitForRefresh(stores("FAILED", [earlier]), "arn")).rejects.toThrow(
      "the refresh ended as FAILED and left no report",
    );
});
