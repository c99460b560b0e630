import { andOf } from "./language.ts";
import type { Language, Phrase } from "./language.ts";
import type { Bound, Range } from "./ranges.ts";

const exactly: Phrase = { en: "exactly", fi: "tasan", sv: "precis" };
const betweens = { en: "between", sv: "mellan" } as const;
const atLeast: Phrase = { en: "at least", fi: "vähintään", sv: "minst" };
const moreThan: Phrase = { en: "more than", fi: "yli", sv: "mer än" };
const atMost: Phrase = { en: "at most", fi: "enintään", sv: "högst" };
const lessThan: Phrase = { en: "less than", fi: "alle", sv: "mindre än" };

/** How a bound is shown: a number as it is, money in units. */
type Show = (of: number) => string;

function pair([low, high]: readonly [string, string], language: Language): string {
  return language === "fi"
    ? `${low.replace(/ %$/, "")}–${high}`
    : `${betweens[language]} ${andOf([low, high], language)}`;
}

const bound = (of: Bound | undefined, words: readonly [open: string, shut: string], show: Show) =>
  of === undefined ? [] : [`${words[of.open ? 0 : 1]} ${show(of.at)}`];

/** A number as it is written: `1.5`, `1,5`. */
export const inNumber =
  (language: Language): Show =>
  (of) =>
    language === "en" ? String(of) : String(of).replace(".", ",");

/** `at least 3`, `25–64`, `högst 5`. */
export function rangeWords(range: Range, language: Language, show = inNumber(language)): string {
  const { low, high } = range;
  const shut = low?.open === false && high?.open === false;
  if (shut && low.at === high.at) return `${exactly[language]} ${show(low.at)}`;
  if (shut) return pair([show(low.at), show(high.at)], language);
  return andOf(
    [
      ...bound(low, [moreThan[language], atLeast[language]], show),
      ...bound(high, [lessThan[language], atMost[language]], show),
    ],
    language,
  );
}

/** Cents as an amount: `300`, `12.50`, `12,50`. */
export const inMoney =
  (language: Language): Show =>
  (cents) => {
    const amount = (cents / 100).toFixed(cents % 100 === 0 ? 0 : 2);
    return language === "en" ? amount : amount.replace(".", ",");
  };

/** Hundredths of a percent as a percentage: `70%`, `12.5%`, `12,5 %`. */
export const inPercent =
  (language: Language): Show =>
  (of) =>
    language === "en" ? `${of / 100}%` : `${inNumber(language)(of / 100)} %`;
