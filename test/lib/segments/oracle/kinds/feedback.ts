import * as fc from "fast-check";
import { products } from "../a-random-company.ts";
import { allOf } from "../all-of.ts";
import { dayOf } from "../company.ts";
import type { Feedback, Look } from "../company.ts";
import { oracle } from "../oracle-kind.ts";
import type { Verdict } from "../oracle-kind.ts";
import { perhaps } from "../perhaps.ts";
import { aRange, inRange } from "../ranges.ts";
import type { Range } from "../ranges.ts";
import { aTextMatch, textMatches } from "../texts.ts";
import type { TextMatch } from "../texts.ts";
import { aWindow, inWindow } from "../windows.ts";
import type { Window } from "../windows.ts";

type Kind = Feedback["kind"];

type FeedbackRule = {
  readonly kind: Kind | readonly Kind[];
  readonly score?: Range;
  readonly pick?: "last" | "any" | "average";
  readonly count?: Range;
  readonly product_id?: TextMatch;
} & (Window | object);

const windowOf = (rule: FeedbackRule): Window | undefined =>
  "within" in rule || "before" in rule || "between" in rule ? rule : undefined;

function matching(rule: FeedbackRule, memberId: string, look: Look): readonly Feedback[] {
  const window = windowOf(rule);
  return look.company.feedback.filter(
    (one) =>
      one.memberId === memberId &&
      one.given_at <= look.now &&
      [rule.kind].flat().includes(one.kind) &&
      (rule.product_id === undefined || textMatches(rule.product_id, one.product_id) === true) &&
      (window === undefined ||
        inWindow(window, { day: dayOf(one.given_at, look), time: one.given_at }, look)),
  );
}

const isLater = (a: Feedback, b: Feedback): boolean =>
  a.given_at > b.given_at || (a.given_at === b.given_at && a.feedback_id > b.feedback_id);

/** The score that a rule looks at; null without one. */
function lastOrMean(score: Range, pick: "last" | "average", given: readonly Feedback[]): Verdict {
  const scored = given.filter((one) => one.score !== null);
  if (scored.length === 0) return null;
  if (pick === "last")
    return inRange(score, scored.reduce((a, b) => (isLater(a, b) ? a : b)).score);
  const sum = scored.reduce((so, one) => so + (one.score ?? 0), 0);
  return inRange(score, { part: sum, of: scored.length });
}

const atLeastOne: Range = { "at-least": 1 };
const kinds = fc.constantFrom<Kind[]>("rating", "nps", "review", "complaint");
const aKind = fc.oneof(kinds, fc.uniqueArray(kinds, { minLength: 1 }));
const aScore = aRange([0, 1, 3, 3.5, 5, 8, 9, 10]).map((score) => ({ score }));
const aPick = fc
  .constantFrom<NonNullable<FeedbackRule["pick"]>[]>("last", "any", "average")
  .map((pick) => ({ pick }));

export const feedbackOracle = oracle<FeedbackRule>({
  rule: fc
    .tuple(
      fc.oneof(aKind, fc.constant<Kind[]>(["rating", "nps", "review", "complaint"])),
      fc.oneof(
        fc.constant({}),
        aScore,
        fc.tuple(aScore, aPick).map(([score, pick]) => ({ ...score, ...pick })),
      ),
      perhaps(aRange([0, 1, 2, 3]).map((count) => ({ count }))),
      perhaps(aTextMatch(products).map((of) => ({ product_id: of }))),
      perhaps(aWindow),
    )
    .map(([kind, ...parts]) => Object.assign({ kind }, ...parts)),
  holds: (rule, memberId, look) => {
    const given = matching(rule, memberId, look);
    const { score, pick = "last", count } = rule;
    if (score === undefined) return inRange(count ?? atLeastOne, given.length);
    if (pick === "any") {
      const such = given.filter((one) => inRange(score, one.score) === true);
      return inRange(count ?? atLeastOne, such.length);
    }
    return allOf([
      lastOrMean(score, pick, given),
      ...(count === undefined ? [] : [inRange(count, given.length)]),
    ]);
  },
});
