import type { Problem } from "../workspace/workspace.ts";
import type { Terminal } from "./terminal.ts";

const placeOf = ({ place }: Problem): string =>
  [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");

/** `segments/loyal.yaml:3:5: …`, what was found and what to do. */
export const problemLine = (problem: Problem): string => `${placeOf(problem)}: ${problem.message}`;

/** Errors and warnings, each with its place and what to do. */
export function sayProblems(problems: readonly Problem[], out: Terminal): void {
  for (const problem of problems) {
    const kind = problem.severity === "error" ? out.bold("error") : out.warn("warning");
    out.say(`${placeOf(problem)}: ${kind}: ${problem.message}`);
  }
}
