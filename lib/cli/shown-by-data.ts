import { storesOf } from "../app/operate.ts";
import type { Stack } from "../app/operate.ts";
import { InputProblem } from "../core/failure.ts";
import type { RunReport } from "../insight/contract.ts";
import type { Problem } from "../workspace/workspace.ts";
import { findStack } from "./find-stack.ts";
import { newestReport } from "./run-refresh.ts";
import { sayProblems } from "./say-problems.ts";
import type { Terminal } from "./terminal.ts";

/** The stack that is named, else the local cloud if it is up. */
async function stackAtHand(name: string | undefined): Promise<Stack | undefined> {
  try {
    return await findStack(name);
  } catch (error) {
    if (name === undefined && error instanceof InputProblem) return undefined;
    throw error;
  }
}

/** What only data shows, as the newest run saw it; or why nobody can say. */
export type ShownByData =
  | { readonly report: RunReport; readonly problems: readonly Problem[] }
  | { readonly report: undefined; readonly because: string };

/** Looks for a stack by itself where none is named. Throws `InputProblem` where the named one is not there. */
export async function shownByData(name: string | undefined): Promise<ShownByData> {
  const stack = await stackAtHand(name);
  if (stack === undefined)
    return { report: undefined, because: "no local cloud is up; --stack NAME asks a deployed one" };
  const report = await newestReport(storesOf(stack));
  if (report === undefined) return { report, because: "no run has ended yet" };
  return { report, problems: report.checks.filter(({ by }) => by === "data") };
}

/** Says what only data shows, or in one line why that is not told. */
export function sayShownByData(shown: ShownByData, out: Terminal): void {
  if (shown.report === undefined) {
    out.say(`What only the data shows is not told: ${shown.because}.`);
    return;
  }
  out.say(`By the data of ${shown.report.run}, and the definitions it used:`);
  sayProblems(shown.problems, out);
  if (shown.problems.length === 0) out.say("nothing to look at.");
}
