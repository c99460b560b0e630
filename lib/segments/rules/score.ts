import * as z from "zod";
import {
  above,
  all,
  call,
  callWhere,
  cast,
  column,
  dividedBy,
  equal,
  firstOf,
  known,
  minus,
  plus,
  times,
  value,
} from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import type { ScoreSettings } from "../../workspace/workspace.ts";
import type { Features } from "../features.ts";
import type { Phrase } from "../language.ts";
import { saleOrders, spend } from "../order-measures.ts";
import { isAsWanted, rangeOrRanking, wantedWords } from "../range-or-ranking.ts";
import type { RangeOrRanking } from "../range-or-ranking.ts";
import { peopleBrought } from "../people-brought.ts";
import { standing } from "../ranking.ts";
import { feedback } from "../rows.ts";
import { ruleKind } from "../rule-kind.ts";
import { inWindow } from "../windows.ts";

interface ScoreRule {
  readonly settings: ScoreSettings;
  readonly wanted: RangeOrRanking;
}

const points = {
  read: (written: number) =>
    /^\d{1,3}(\.\d{1,3})?$/.test(String(written)) && written <= 100 ? written : undefined,
  advice: "write a score from 0 to 100 (at most three decimals)",
  steps: false,
};

/** What is said where a workspace has no score. */
export const noScore =
  "the workspace has no score; write one in workspace.yaml, such as score: { spend: 50%, orders: 20%, referrals: 20%, rating: 10%, within: 2 years }";

const schema = (settings: ScoreSettings | undefined): z.ZodType<ScoreRule> =>
  rangeOrRanking(points).transform((wanted, context) => {
    if (settings !== undefined) return { settings, wanted };
    context.addIssue({ code: "custom", message: noScore });
    return z.NEVER;
  });

const parts = ["spend", "orders", "referrals", "rating"] as const;
type Part = (typeof parts)[number];

const rated = all(equal(column("kind"), value("rating")), known(column("score")));

/** The mean of their ratings, in thousandths; unknown without one. */
function meanRating(features: Features, within: Expression): Expression {
  const counted = all(rated, within);
  const thousandths = times(callWhere("sum", counted, column("score")), value(1000));
  const sum = features.gather(feedback, "ratings", cast(thousandths, "BIGINT"));
  const count = features.gather(feedback, "rated", callWhere("count", counted));
  return dividedBy(cast(sum, "DOUBLE"), cast(call("nullif", count, value(0)), "DOUBLE"));
}

/** What each part of the score is of: sales less returns, orders, people who were told of the shop, the mean rating. */
function measured(part: Part, { within }: ScoreSettings, features: Features): Expression {
  const lately = (day: string, time: string): Expression =>
    inWindow(
      { is: "within", length: within },
      { day: column(day), time: column(time) },
      features.clock,
    );
  switch (part) {
    case "spend":
      return spend(features, lately("ordered_on", "ordered_at"));
    case "orders":
      return saleOrders(features, lately("ordered_on", "ordered_at"));
    case "referrals":
      return peopleBrought(features, lately("referred_on", "referred_at"));
    case "rating":
      return meanRating(features, lately("given_on", "given_at"));
  }
}

/** Steps of a percentile rank: each is a ten-thousandth of a point. */
const steps = 1_000_000;

/**
 * The percentile rank: of all others whose measure is known, the share that has less, from 0 to
 * 1,000,000, rounded down. So who has least has 0, who has more than anybody else has all of it, and
 * equal values rank equally. 0 where the measure is unknown, and where there is nobody else.
 */
function percentileRank(part: Part, of: Expression, features: Features): Expression {
  const among = known(of);
  const { before, people } = standing({ name: `score ${part}`, among, of }, "bottom", features);
  const others = minus(people, value(1));
  // Exact: the quotient of two whole numbers below 2^53 is never rounded up to the next whole one.
  const share = dividedBy(cast(times(before, value(steps)), "DOUBLE"), cast(others, "DOUBLE"));
  const ranked = all(among, above(others, value(0)));
  return firstOf([{ when: ranked, gives: cast(call("floor", share), "BIGINT") }], value(0));
}

/** A weight as a whole number: weights have three decimals of a percent. */
const weightOf = (share: number): number => Math.round(share * 100_000);
/** The score as a whole number, weights × steps, is so much for each point. */
export const perPoint = 1_000_000_000;

/**
 * The house's own score: percentile ranks of spend, orders, referrals and rating within the score's
 * time, weighted. Among everybody for the first three (of nothing is 0), among those who have rated
 * for the mean rating. Whole numbers throughout, so that it is the same on every engine.
 */
export function scoreOf(settings: ScoreSettings, features: Features): Expression {
  const weighed = parts.flatMap((part) => {
    const weight = weightOf(settings[part]);
    if (weight === 0) return [];
    const rank = percentileRank(part, measured(part, settings, features), features);
    return [times(rank, value(weight))];
  });
  return features.everybody(
    "score",
    weighed.reduce((sum, one) => plus(sum, one)),
  );
}

function expression({ settings, wanted }: ScoreRule, features: Features): Expression {
  const ranked = {
    name: "score",
    among: value(true),
    of: scoreOf(settings, features),
    scaled: (bound: number) => Math.round(bound * perPoint),
  };
  return isAsWanted(wanted, ranked, features);
}

const scoreWord: Phrase = { en: "score", fi: "pisteet", sv: "poäng" };
const byScore: Phrase = { en: "by score", fi: "pisteiden mukaan", sv: "efter poäng" };

const tenths = (of: Expression): Expression =>
  call("round", dividedBy(cast(of, "DOUBLE"), cast(value(perPoint), "DOUBLE")), value(1));

/** `score: { top: 20% }`, `score: { at-least: 80 }`: by the workspace's own idea of a good customer. */
export const score = ruleKind<ScoreRule>("score", {
  schema: ({ workspace }) => schema(workspace.settings.score),
  expression,
  finds: ({ settings, wanted }, features) => [
    {
      what: (language) => scoreWord[language],
      of: tenths(scoreOf(settings, features)),
      as: "number",
      needs: (language) => wantedWords(wanted, language),
    },
  ],
  words: ({ wanted }, language) =>
    wanted.is === "range"
      ? `${scoreWord[language]} ${wantedWords(wanted, language)}`
      : `${wantedWords(wanted, language)} ${byScore[language]}`,
});
