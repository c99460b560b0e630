import type { Place } from "../core/failure.ts";
import { stageColumn } from "./features.ts";
import type { Clause } from "./rule-kind.ts";

/** A `who`: clauses joined by all, any and not. */
export type Rule =
  | { readonly is: "all" | "any"; readonly of: readonly Rule[] }
  | { readonly is: "not"; readonly of: Rule }
  /** `path` tells the clause apart within its segment: `all/1/place`. */
  | {
      readonly is: "clause";
      readonly path: string;
      readonly clause: Clause;
      readonly place: Place;
    };

/** A clause with its path. */
export type PlacedClause = Extract<Rule, { is: "clause" }>;

/** All clauses of a rule, in the order in which they are written. */
export function clausesOf(rule: Rule): readonly PlacedClause[] {
  if (rule.is === "clause") return [rule];
  return rule.is === "not" ? clausesOf(rule.of) : rule.of.flatMap(clausesOf);
}

/** What a rule asks for by name: segments, and stages of the journey (`journey:<stage>`). */
export const askedBy = (rule: Rule): readonly string[] =>
  clausesOf(rule).flatMap(({ clause }) => [
    ...clause.references,
    ...clause.stages.map(stageColumn),
  ]);
