import type { SegmentId } from "../core/ids.ts";
import type { Clause } from "./rule-kind.ts";

/** A `who`: clauses joined by all, any and not. */
export type Rule =
  | { readonly is: "all" | "any"; readonly of: readonly Rule[] }
  | { readonly is: "not"; readonly of: Rule }
  /** `path` tells the clause apart within its segment: `all/1/place`. */
  | { readonly is: "clause"; readonly path: string; readonly clause: Clause };

/** A clause with its path. */
export type PlacedClause = Extract<Rule, { is: "clause" }>;

/** All clauses of a rule, in the order in which they are written. */
export function clausesOf(rule: Rule): readonly PlacedClause[] {
  if (rule.is === "clause") return [rule];
  return rule.is === "not" ? clausesOf(rule.of) : rule.of.flatMap(clausesOf);
}

/** Segments that a rule asks for. */
export const referencesOf = (rule: Rule): readonly SegmentId[] => [
  ...new Set(clausesOf(rule).flatMap(({ clause }) => clause.references)),
];
