import * as z from "zod";
import { runClock } from "../../core/run-clock.ts";
import type { Definitions, Reading, Rulebook } from "../../segments/contract.ts";
import { readDefinitions } from "../../segments/read-definitions.ts";
import type { Problem } from "../../workspace/workspace.ts";
import { exitCodes, jsonOption, stackOptions, textOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { readFolder } from "../read-folder.ts";
import { sayProblems } from "../say-problems.ts";
import { sayShownByData, shownByData } from "../shown-by-data.ts";
import { counted } from "../terminal.ts";

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
    sayShownByData(data, out);
    return exitCodes.done;
  },
};
