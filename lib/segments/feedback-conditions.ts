import {
  above,
  all,
  call,
  callWhere,
  cast,
  column,
  dividedBy,
  firstOf,
  known,
  times,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import type { Phrase } from "./language.ts";
import { rangeWords } from "./range-words.ts";
import { inRange } from "./ranges.ts";
import type { Range } from "./ranges.ts";
import { countRows, counted, timesWords } from "./row-conditions.ts";
import type { RowCondition, SomeRows } from "./row-conditions.ts";

const score = column("score");

const scored = (
  what: Phrase,
  { of, holds }: Pick<RowCondition, "of" | "holds">,
  range: Range,
): RowCondition => ({
  as: "number",
  what: (language) => what[language],
  needs: (language) => rangeWords(range, language),
  of,
  holds,
  words: (language) => `${what[language]} ${rangeWords(range, language)}`,
});

/** Of several at one moment the one with the greatest id. Unknown without a score. */
function newestScore({ features, rows, filter }: SomeRows): Expression {
  const newestFirst: Expression = {
    is: "call",
    name: "array_agg",
    args: [score],
    where: all(filter, known(score)),
    orderBy: [
      { by: column("given_at"), descending: true },
      { by: column("feedback_id"), descending: true },
    ],
  };
  return features.gather(rows, "newest score", call("list_extract", newestFirst, value(1)));
}

const newest: Phrase = { en: "latest score", fi: "viimeisin pistemäärä", sv: "senaste poäng" };

/** The newest score is as asked. */
export const lastScore = (range: Range): RowCondition =>
  scored(newest, { of: newestScore, holds: (some) => inRange(range, newestScore(some)) }, range);

/** What an average is made of: of feedback that has a score. */
const scores = ({ features, rows, filter }: SomeRows) => ({
  sum: features.gather(rows, "sum of scores", callWhere("sum", filter, score)),
  count: features.gather(rows, "scores", callWhere("count", filter, score)),
});

/** Unknown of nothing. */
const ofSome = (count: Expression, gives: Expression): Expression =>
  firstOf([{ when: above(count, value(0)), gives }], value(null));

const mean: Phrase = {
  en: "average score",
  fi: "pistemäärien keskiarvo",
  sv: "genomsnittlig poäng",
};

/** The mean of all scores is as asked: their sum against bound × count, without dividing. */
export const averageScore = (range: Range): RowCondition =>
  scored(
    mean,
    {
      of: (some) => {
        const { sum, count } = scores(some);
        return ofSome(count, dividedBy(cast(sum, "DOUBLE"), cast(count, "DOUBLE")));
      },
      holds: (some) => {
        const { sum, count } = scores(some);
        return ofSome(
          count,
          inRange(range, sum, (bound) => times(value(bound), count)),
        );
      },
    },
    range,
  );

const howOften: Phrase = { en: "how often", fi: "kuinka usein", sv: "hur ofta" };

/** How often feedback was given. */
export const givenOften = counted({
  what: howOften,
  of: (some) => countRows(some),
  words: timesWords,
});

const scoreWord: Phrase = { en: "score", fi: "pistemäärä", sv: "poäng" };

/** How often feedback was given with such a score. */
export function scoredOften(range: Range, count: Range): RowCondition {
  const condition = counted({
    what: howOften,
    of: ({ filter, ...some }) =>
      countRows({ ...some, filter: all(filter, inRange(range, score)) }, "such scores"),
    words: timesWords,
  })(count);
  const withScore = (said: string, language: keyof Phrase): string =>
    `${scoreWord[language]} ${rangeWords(range, language)}, ${said}`;
  return {
    ...condition,
    what: (language) => withScore(condition.what(language), language),
    words: (language) => withScore(condition.words(language), language),
  };
}
