import { setTimeout as pause } from "node:timers/promises";
import { refreshState, startRefresh } from "../app/operate.ts";
import type { OperatorStores, RefreshState } from "../app/operate.ts";
import { reportKeys, reportSchema } from "../insight/contract.ts";
import type { RunReport } from "../insight/contract.ts";

/** How often a running refresh is looked at, in milliseconds. */
const poll = 200;

/** The newest report, if any run has ended yet. */
export async function newestReport({
  lake,
  report,
}: OperatorStores): Promise<RunReport | undefined> {
  const pointer = await report.read("report");
  return pointer === undefined
    ? undefined
    : lake.readJson(reportKeys(pointer.value.run).json, reportSchema);
}

/** Whether a report is of the run that an ended execution was. */
const isOf = (report: RunReport, { status, asked }: RefreshState): boolean =>
  Date.parse(report.now) === Date.parse(asked.now) &&
  report.trigger === asked.trigger &&
  (report.outcome === "finished") === (status === "SUCCEEDED");

/** The newest report is most likely the one; another run may have ended since. */
async function reportOf(
  stores: OperatorStores,
  ended: RefreshState,
): Promise<RunReport | undefined> {
  const newest = await newestReport(stores);
  if (newest === undefined || isOf(newest, ended)) return newest;
  const keys = await stores.lake.list(
    `reports/r-${ended.asked.now.slice(0, 10).replaceAll("-", "")}`,
  );
  for (const key of keys.filter((name) => name.endsWith(".json")).toReversed()) {
    const report = await stores.lake.readJson(key, reportSchema);
    if (report !== undefined && isOf(report, ended)) return report;
  }
  return undefined;
}

/** Waits until an execution has ended; gives the report it left. Throws when it left none. */
export async function waitForRefresh(
  stores: OperatorStores,
  execution: string,
): Promise<RunReport> {
  for (;;) {
    const state = await refreshState(stores, execution);
    if (state.status === "RUNNING") {
      await pause(poll);
      continue;
    }
    const report = await reportOf(stores, state);
    if (report !== undefined) return report;
    const error = state.error === undefined ? "" : ` (${state.error})`;
    throw new Error(`the refresh ended as ${state.status}${error} and left no report`);
  }
}

/** Starts a refresh now and waits for its report. */
export const runRefresh = async (stores: OperatorStores, now: Date): Promise<RunReport> =>
  waitForRefresh(stores, await startRefresh(stores, now));
