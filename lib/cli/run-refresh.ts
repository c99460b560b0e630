import { setTimeout as pause } from "node:timers/promises";
import { refreshState, startRefresh } from "../app/operate.ts";
import type { OperatorStores } from "../app/operate.ts";
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

/** Waits until an execution has ended; gives the report it left. Throws when it left none. */
export async function waitForRefresh(
  stores: OperatorStores,
  execution: string,
): Promise<RunReport> {
  for (;;) {
    const { status, error } = await refreshState(stores, execution);
    if (status === "RUNNING") {
      await pause(poll);
      continue;
    }
    const report = await newestReport(stores);
    if (report === undefined)
      throw new Error(
        `the refresh ended as ${status}${error === undefined ? "" : ` (${error})`} and left no report`,
      );
    return report;
  }
}

/** Starts a refresh now and waits for its report. */
export const runRefresh = async (stores: OperatorStores, now: Date): Promise<RunReport> =>
  waitForRefresh(stores, await startRefresh(stores, now));
