import * as z from "zod";
import { readDefinitions } from "../../segments/read-definitions.ts";
import type { Problem } from "../../workspace/workspace.ts";
import { exitCodes, jsonOption, textOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { readFolder } from "../read-folder.ts";
import { counted } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

export const workspaceOption = {
  "--workspace <dir>": "The workspace folder (default: this one)",
} as const;
export const workspaceSchema = textOption.default(".");

const placeOf = ({ place }: Problem): string =>
  [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");

/** Errors and warnings, each with its place and what to do. */
export function sayProblems(problems: readonly Problem[], out: Terminal): void {
  for (const problem of problems) {
    const kind = problem.severity === "error" ? out.bold("error") : out.warn("warning");
    out.say(`${placeOf(problem)}: ${kind}: ${problem.message}`);
  }
}

/** Validates the workspace. */
export const check: Command = {
  usage: "check",
  does: "Validates the workspace: errors and warnings with file, line, column, and what to do",
  options: workspaceOption,
  examples: ["audience check --workspace my-company", "audience check --json"],
  run: async ({ options, out }) => {
    const { workspace } = typed(z.object({ workspace: workspaceSchema, ...jsonOption }), options);
    const { definitions, problems } = readDefinitions(await readFolder(workspace));
    const errors = problems.filter(({ severity }) => severity === "error").length;
    out.json({ workspace, errors, warnings: problems.length - errors, problems });
    sayProblems(problems, out);
    if (errors > 0) {
      out.say(`${counted(errors, "error")} to mend before this workspace can be published.`);
      return exitCodes.unusableInput;
    }
    const audiences = definitions?.segments.flatMap(({ to }) => to).length ?? 0;
    out.say(
      `${workspace} is fine: ${counted(definitions?.segments.length ?? 0, "segment")}, ${counted(audiences, "audience")}.`,
    );
    return exitCodes.done;
  },
};
