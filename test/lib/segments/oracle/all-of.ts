import type { Verdict } from "./oracle-kind.ts";

/** All must hold: false as soon as one does not, else unknown where one is. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(null) ? null : true;
}
