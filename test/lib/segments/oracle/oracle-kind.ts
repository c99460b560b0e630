import type * as fc from "fast-check";
import type { Look } from "./company.ts";

/** A person's verdict by a clause: whether it holds, null where something it needs is not known. */
export type Verdict = boolean | null;

/** A rule kind as the slow, obvious evaluator of the tests knows it: of rules as they are written in YAML. */
export interface OracleKind<Rule> {
  /** Rules as a marketer could write them, of what the random companies hold (see `a-random-company.ts`). */
  readonly rule: fc.Arbitrary<Rule>;
  readonly holds: (rule: Rule, memberId: string, look: Look) => Verdict;
}

/** An oracle of any rules. */
export interface AnyOracle {
  readonly rule: fc.Arbitrary<unknown>;
  /** The verdict about a rule that `rule` made. */
  readonly judge: (made: unknown) => (memberId: string, look: Look) => Verdict;
}

/** Takes the rule's own type off, so that oracles of all kinds fit in one list. */
export function oracle<Rule>({ rule, holds }: OracleKind<Rule>): AnyOracle {
  const made = new Map<unknown, Rule>();
  return {
    rule: rule.map((one) => {
      made.set(one, one);
      return one;
    }),
    judge: (one) => {
      const known = made.get(one);
      if (known === undefined) throw new Error("no rule of this kind was made");
      return (memberId, look) => holds(known, memberId, look);
    },
  };
}
