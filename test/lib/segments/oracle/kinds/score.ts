import * as fc from "fast-check";
import type { Look } from "../company.ts";
import { dayOf, countBrought } from "../company.ts";
import { oracle } from "../oracle-kind.ts";
import {
  countOrders,
  isLess,
  lineIn,
  linesOf,
  salesOf,
  spendOf,
  universeOf,
} from "../purchases.ts";
import { aRange, inRange } from "../ranges.ts";
import type { Range, Ratio } from "../ranges.ts";
import { inWindow } from "../windows.ts";
import { aSize, isTaken } from "./rank.ts";

const within = "2 years";

const lately = (at: string, look: Look): boolean =>
  inWindow({ within }, { day: dayOf(at, look), time: at }, look);

/** What is measured of a person; null where it is not known. */
type Measure = (memberId: string, look: Look) => Ratio | null;

const spend: Measure = (memberId, look) => ({
  part: spendOf(linesOf(memberId, look, lineIn({ within }, look))),
  of: 1,
});

const orders: Measure = (memberId, look) => ({
  part: countOrders(salesOf(linesOf(memberId, look, lineIn({ within }, look)))),
  of: 1,
});

const referrals: Measure = (memberId, look) => {
  const made = look.company.referrals.filter(
    (one) => one.memberId === memberId && lately(one.referred_at, look),
  );
  return { part: countBrought(made), of: 1 };
};

/** The mean of their ratings. */
const rating: Measure = (memberId, look) => {
  const scores = look.company.feedback.flatMap((one) =>
    one.memberId === memberId && one.kind === "rating" && lately(one.given_at, look)
      ? (one.score ?? [])
      : [],
  );
  return scores.length === 0
    ? null
    : { part: scores.reduce((sum, one) => sum + one, 0), of: scores.length };
};

/** The share of the others of whom it is known that have less, in whole millionths; 0 where it is not known. */
function percentileRank(measure: Measure, memberId: string, look: Look): number {
  const own = measure(memberId, look);
  if (own === null) return 0;
  const known = universeOf(look).flatMap((one) => measure(one, look) ?? []);
  const less = known.filter((one) => isLess(one, own)).length;
  return known.length === 1 ? 0 : Math.floor((less * 1_000_000) / (known.length - 1));
}

/** By the workspace's weights, of 100 points. */
function scoreOf(memberId: string, look: Look): Ratio {
  const rank = (of: Measure) => percentileRank(of, memberId, look);
  return {
    part: 50 * rank(spend) + 20 * rank(orders) + 20 * rank(referrals) + 10 * rank(rating),
    of: 1_000_000,
  };
}

const bounds: fc.Arbitrary<Range> = fc.oneof(
  aRange([0, 10, 20, 35.5, 50, 62.125, 80, 98]),
  fc.constantFrom<Range[]>(100, { "at-least": 100 }, { below: 100 }),
);

export const scoreOracle = oracle({
  rule: fc.oneof(bounds, aSize),
  holds: (rule, memberId, look) => {
    if (typeof rule === "object" && ("top" in rule || "bottom" in rule)) {
      const ranked = universeOf(look).map((one) => [one, scoreOf(one, look)] as const);
      return isTaken(rule, memberId, new Map(ranked));
    }
    return inRange(rule, scoreOf(memberId, look));
  },
});
