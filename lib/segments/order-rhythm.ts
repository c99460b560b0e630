import type * as z from "zod";
import { atLeast, firstOf, minus, times, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import type { Phrase } from "./language.ts";
import { ratio } from "./order-conditions.ts";
import type { ClauseLines, OrderCondition } from "./order-conditions.ts";
import { saleRhythm } from "./order-measures.ts";
import { inPercent, rangeWords } from "./range-words.ts";
import { anyNumber, inRange, numberOf, percent, rangeSchema, wholeShare } from "./ranges.ts";
import type { Numbers, Range } from "./ranges.ts";

/** How regularly somebody buys: days between purchases, and whether the next one is late. */

const positive = (of: number | undefined): number | undefined =>
  of !== undefined && of > 0 ? of : undefined;

const inDays: Numbers = {
  ...anyNumber,
  read: (written) => positive(anyNumber.read(written)),
  advice: "write a number of days above 0, with at most six decimals",
};

/** A comparison, where something was bought on enough days to know. */
const fromDays = (days: Expression, fewest: number, gives: Expression): Expression =>
  firstOf([{ when: atLeast(days, value(fewest)), gives }], value(null));

const intervals = (days: Expression): Expression => minus(days, value(1));

const intervalWords: Phrase = {
  en: "mean days between purchases",
  fi: "ostojen väli keskimäärin päivinä",
  sv: "dagar mellan köp i medeltal",
};

/** Mean days between sale days: compared as days in all against bound × intervals, without dividing. */
const interval = (range: Range): OrderCondition => ({
  as: "number",
  what: (language) => intervalWords[language],
  needs: (language) => rangeWords(range, language),
  of: ({ features, filter }) => {
    const { days, span } = saleRhythm(features, filter);
    return fromDays(days, 2, ratio(span, intervals(days)));
  },
  holds: ({ features, filter }) => {
    const { days, span } = saleRhythm(features, filter);
    const compared = inRange(range, span, (bound) => times(value(bound), intervals(days)));
    return fromDays(days, 2, compared);
  },
  words: (language) => {
    const said = rangeWords(range, language);
    const one = (range.high ?? range.low)?.at === 1;
    return {
      en: `on average ${said} ${one ? "day" : "days"} between purchases`,
      fi: `ostojen väli keskimäärin ${said} ${one ? "päivä" : "päivää"}`,
      sv: `i genomsnitt ${said} ${one ? "dag" : "dagar"} mellan köp`,
    }[language];
  },
});

const sinceWords: Phrase = {
  en: "time since the last purchase, of their own mean interval",
  fi: "aika viime ostosta, omasta keskimääräisestä ostovälistä",
  sv: "tid sedan senaste köpet, av det egna medelintervallet",
};

const atLeastShare = (at: number): Range => ({ low: { at, open: false }, high: undefined });

/** Days since the last sale are such a share of their own mean interval, or more; from three sale days on. */
const overdue = (share: number): OrderCondition => ({
  as: "share",
  what: (language) => sinceWords[language],
  needs: (language) => rangeWords(atLeastShare(share), language, inPercent(language)),
  of: ({ features, filter }) => {
    const { days, span, sinceLast } = saleRhythm(features, filter);
    return fromDays(days, 3, ratio(times(sinceLast, intervals(days)), span));
  },
  holds: ({ features, filter }: ClauseLines) => {
    const { days, span, sinceLast } = saleRhythm(features, filter);
    const waited = times(times(sinceLast, intervals(days)), value(wholeShare));
    return fromDays(days, 3, atLeast(waited, times(value(share), span)));
  },
  words: (language) => {
    const said = inPercent(language)(share);
    return {
      en: `last bought at least ${said} of their own mean interval ago`,
      fi: `viimeisimmästä ostosta on kulunut vähintään ${said} omasta keskimääräisestä ostovälistä`,
      sv: `sedan senaste köpet har det gått minst ${said} av det egna genomsnittliga köpintervallet`,
    }[language];
  },
});

const someShare = numberOf({
  ...percent,
  read: (written) => positive(percent.read(written)),
  advice: "write a percentage above 0 with at most two decimals, such as 150%",
});

/** How the rhythm of purchases is asked for. */
export const rhythmConditions: Readonly<Record<"interval" | "overdue", z.ZodType<OrderCondition>>> =
  {
    interval: rangeSchema(inDays).transform(interval),
    overdue: someShare.transform(overdue),
  };
