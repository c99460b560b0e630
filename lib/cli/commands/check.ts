import * as z from "zod";
import { storesOf } from "../../app/operate.ts";
import type { Stack } from "../../app/operate.ts";
import { InputProblem } from "../../core/failure.ts";
import { runClock } from "../../core/run-clock.ts";
import type { RunReport } from "../../insight/contract.ts";
import type { Definitions, Reading, Rulebook } from "../../segments/contract.ts";
import { readDefinitions } from "../../segments/read-definitions.ts";
import type { Problem } from "../../workspace/workspace.ts";
import { exitCodes, jsonOption, stackOptions, textOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { findStack } from "../find-stack.ts";
import { readFolder } from "../read-folder.ts";
import { newestReport } from "../run-refresh.ts";
import { sayProblems } from "../say-problems.ts";
import { counted } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

export const workspaceOption = {
  "--workspace <dir>": "The workspace folder (default: this one)",
} as const;
export const workspaceSchema = textOption.default(".");

/** What the definitions show by themselves, today. */
function shownByDefinitions({ definitions, problems }: Reading<Rulebook>): readonly Problem[] {
  if (definitions === undefined) return problems;
  const { timezone } = definitions.workspace.settings;
  return definitions.warningsOn(runClock(new Date().toISOString(), timezone).day);
}

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
type ShownByData =
  | { readonly report: RunReport; readonly problems: readonly Problem[] }
  | { readonly report: undefined; readonly because: string };

async function shownByData(name: string | undefined): Promise<ShownByData> {
  const stack = await stackAtHand(name);
  if (stack === undefined)
    return { report: undefined, because: "no local cloud is up; --stack NAME asks a deployed one" };
  const report = await newestReport(storesOf(stack));
  if (report === undefined) return { report, because: "no run has ended yet" };
  return { report, problems: report.checks.filter(({ by }) => by === "data") };
}

function sayData(shown: ShownByData, out: Terminal): void {
  if (shown.report === undefined) {
    out.say(`What only the data shows is not told: ${shown.because}.`);
    return;
  }
  out.say(`By the data of ${shown.report.run}, and the definitions it used:`);
  sayProblems(shown.problems, out);
  if (shown.problems.length === 0) out.say("nothing to look at.");
}

function sayVerdict(workspace: string, definitions: Definitions, warnings: number): string {
  const audiences = definitions.segments.flatMap(({ to }) => to).length;
  const holds = `${counted(definitions.segments.length, "segment")}, ${counted(audiences, "audience")}`;
  return warnings === 0
    ? `${workspace} is fine: ${holds}.`
    : `${workspace} can be published: ${holds}, ${counted(warnings, "warning")}.`;
}

const inOrder = ({ place: one }: Problem, { place: other }: Problem): number =>
  one.file === other.file
    ? (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0)
    : Number(one.file > other.file) - Number(one.file < other.file);

/** Validates the workspace; tells what the newest run's data shows, where there is one. */
export const check: Command = {
  usage: "check",
  does: "Validates the workspace: errors and warnings with file, line, column, and what to do; with those that only the newest run's data shows",
  options: { ...workspaceOption, ...stackOptions },
  examples: [
    "audience check --workspace my-company",
    "audience check --stack audience-sync",
    "audience check --json",
  ],
  run: async ({ options, out }) => {
    const schema = z.object({
      workspace: workspaceSchema,
      stack: textOption.optional(),
      ...jsonOption,
    });
    const { workspace, stack } = typed(schema, options);
    const read = readDefinitions(await readFolder(workspace));
    const problems = shownByDefinitions(read).toSorted(inOrder);
    const errors = problems.filter(({ severity }) => severity === "error").length;
    const warnings = problems.length - errors;
    const data = await shownByData(stack);
    const seen =
      data.report === undefined ? null : { run: data.report.run, problems: data.problems };
    out.json({ workspace, errors, warnings, problems, data: seen });
    sayProblems(problems, out);
    if (errors > 0 || read.definitions === undefined) {
      out.say(`${counted(errors, "error")} to mend before this workspace can be published.`);
      return exitCodes.unusableInput;
    }
    out.say(sayVerdict(workspace, read.definitions, warnings));
    sayData(data, out);
    return exitCodes.done;
  },
};
