import { dayBefore } from "../../core/run-clock.ts";
import type { RunClock } from "../../core/run-clock.ts";
import { above, all, atMost, date } from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import type { Phrase } from "../language.ts";
import { rangeWords } from "../range-words.ts";
import { rangeSchema, whole } from "../ranges.ts";
import type { Range } from "../ranges.ts";
import { ruleKind } from "../rule-kind.ts";

/** Born so many years before D, by the calendar; older than anybody is cut off. */
const bornBefore = (years: number, clock: RunClock): Expression =>
  date(dayBefore(clock.day, { amount: Math.min(years, 1000), unit: "years" }));

/** Whole years on D, asked of the birthday: at least n years old is born on D − n years or before. */
function aged({ low, high }: Range, birth: Expression, clock: RunClock): Expression {
  const youngest = low === undefined ? 0 : low.at + (low.open ? 1 : 0);
  const oldest = high === undefined ? undefined : high.at - (high.open ? 1 : 0);
  const old = atMost(birth, bornBefore(youngest, clock));
  return oldest === undefined ? old : all(old, above(birth, bornBefore(oldest + 1, clock)));
}

const agedWord: Phrase = { en: "aged", fi: "ikä", sv: "ålder" };
const born: Phrase = { en: "born", fi: "syntynyt", sv: "född" };

/** `age: { between: [25, 64] }`: whole years on D. A birth date still to come is no age. */
export const age = ruleKind<Range>("age", {
  schema: () => rangeSchema(whole),
  expression: (range, features) => aged(range, features.customer("birth_date"), features.clock),
  finds: (range, features) => [
    {
      what: (language) => born[language],
      of: features.customer("birth_date"),
      as: "day",
      needs: (language) => `${agedWord[language]} ${rangeWords(range, language)}`,
    },
  ],
  words: (range, language) => {
    const said = `${agedWord[language]} ${rangeWords(range, language)}`;
    const one = (range.high ?? range.low)?.at === 1;
    return { en: said, fi: `${said} ${one ? "vuosi" : "vuotta"}`, sv: `${said} år` }[language];
  },
  asks: () => [{ dataset: "customers", column: "birth_date", texts: [] }],
});
