import type * as z from "zod";
import { above, call, cast, dividedBy, firstOf, times, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import type { Features } from "./features.ts";
import type { Language, Phrase } from "./language.ts";
import {
  largestOrder,
  products,
  returnOrders,
  saleAt,
  saleDays,
  saleOrders,
  spend,
  units,
} from "./order-measures.ts";
import type { LineFilter } from "./order-measures.ts";
import { inMoney, rangeWords } from "./range-words.ts";
import { anyNumber, inRange, money, rangeSchema, whole } from "./ranges.ts";
import type { Range } from "./ranges.ts";
import type { Asked, Told } from "./rule-kind.ts";
import { windowWords } from "./window-words.ts";
import { countsHours, inWindow, windowSchema } from "./windows.ts";

/** The lines of a person's orders that an `orders` clause looks at. */
export interface ClauseLines {
  readonly features: Features;
  readonly filter: LineFilter;
}

/** One thing that is asked of the lines: a measure and what it must be. */
export interface OrderCondition extends Told {
  readonly of: (lines: ClauseLines) => Expression;
  /** Whether it is as asked; unknown where it cannot be measured. */
  readonly holds: (lines: ClauseLines) => Expression;
  /** `at least 3 orders`. */
  readonly words: (language: Language) => string;
  readonly asks?: readonly Asked[];
}

/** True division of whole numbers, to be shown. */
export const ratio = (part: Expression, of: Expression): Expression =>
  dividedBy(cast(part, "DOUBLE"), cast(of, "DOUBLE"));

interface Measured {
  readonly what: Phrase;
  readonly of: (features: Features, filter: LineFilter) => Expression;
}

/** What is counted: `at least 3 orders`. After a number Finnish has the singular: `vähintään 3 tilausta`. */
interface Counted extends Measured {
  readonly one: Phrase;
  readonly many: Pick<Phrase, "fi">;
}

function countWords(range: Range, { what, one, many }: Counted, language: Language): string {
  const last = range.high ?? range.low;
  const several = { ...what, ...many };
  return `${rangeWords(range, language)} ${(last?.at === 1 ? one : several)[language]}`;
}

const counted =
  (measure: Counted) =>
  (range: Range): OrderCondition => ({
    as: "number",
    what: (language) => measure.what[language],
    needs: (language) => rangeWords(range, language),
    of: ({ features, filter }) => measure.of(features, filter),
    holds: ({ features, filter }) => inRange(range, measure.of(features, filter)),
    words: (language) => countWords(range, measure, language),
  });

/** An amount of money: `spent at least 300`. */
const worth =
  ({ what, of }: Measured) =>
  (range: Range): OrderCondition => ({
    as: "money",
    what: (language) => what[language],
    needs: (language) => rangeWords(range, language, inMoney(language)),
    of: ({ features, filter }) => of(features, filter),
    holds: ({ features, filter }) => inRange(range, of(features, filter)),
    words: (language) => `${what[language]} ${rangeWords(range, language, inMoney(language))}`,
  });

const averageWorth = worth({
  what: { en: "average order", fi: "keskiostos", sv: "medelköp" },
  of: (features, filter) => {
    const count = saleOrders(features, filter);
    const average = call("round", ratio(spend(features, filter), count));
    return firstOf([{ when: above(count, value(0)), gives: average }], value(null));
  },
});

/** Spend ÷ count against a bound, without dividing: spend against bound × count. Unknown of nothing. */
const average = (range: Range): OrderCondition => ({
  ...averageWorth(range),
  holds: ({ features, filter }) => {
    const count = saleOrders(features, filter);
    const compared = inRange(range, spend(features, filter), (bound) => times(value(bound), count));
    return firstOf([{ when: above(count, value(0)), gives: compared }], value(null));
  },
});

const bought = (end: "first" | "last", what: Phrase): z.ZodType<OrderCondition> =>
  windowSchema(true).transform((window) => ({
    as: "day",
    what: (language) => what[language],
    needs: (language) => windowWords(window, language),
    of: ({ features, filter }) => saleAt(features, end, filter).day,
    holds: ({ features, filter }) => {
      const { day, time } = saleAt(features, end, filter);
      return inWindow(
        window,
        countsHours(window) ? { day, time: time() } : { day },
        features.clock,
      );
    },
    words: (language) => `${what[language]} ${windowWords(window, language)}`,
  }));

const wholeCount = (measure: Counted): z.ZodType<OrderCondition> =>
  rangeSchema(whole).transform(counted(measure));

const sum = (measure: Measured): z.ZodType<OrderCondition> =>
  rangeSchema(money).transform(worth(measure));

const orderWords = {
  what: { en: "orders", fi: "tilauksia", sv: "beställningar" },
  one: { en: "order", fi: "tilaus", sv: "beställning" },
  many: { fi: "tilausta" },
};

/** How each measure of order lines is asked for. */
export const measureConditions = {
  count: wholeCount({ ...orderWords, of: saleOrders }),
  spend: sum({ what: { en: "spent", fi: "ostoja yhteensä", sv: "köpt för" }, of: spend }),
  average: rangeSchema(money).transform(average),
  largest: sum({
    what: { en: "largest order", fi: "suurin tilaus", sv: "största beställning" },
    of: largestOrder,
  }),
  units: rangeSchema(anyNumber).transform(
    counted({
      what: { en: "pieces", fi: "kappaleita", sv: "stycken" },
      one: { en: "piece", fi: "kappale", sv: "styck" },
      many: { fi: "kappaletta" },
      of: units,
    }),
  ),
  days: wholeCount({
    what: { en: "days with a purchase", fi: "ostopäiviä", sv: "köpdagar" },
    one: { en: "day with a purchase", fi: "ostopäivä", sv: "köpdag" },
    many: { fi: "ostopäivää" },
    of: saleDays,
  }),
  products: wholeCount({
    what: { en: "different products", fi: "eri tuotteita", sv: "olika produkter" },
    one: { en: "product", fi: "tuote", sv: "produkt" },
    many: { fi: "eri tuotetta" },
    of: products,
  }),
  returns: wholeCount({
    what: {
      en: "orders with returns",
      fi: "tilauksia, joista palautettiin",
      sv: "beställningar med returer",
    },
    one: {
      en: "order with returns",
      fi: "palautuksia sisältävä tilaus",
      sv: "beställning med returer",
    },
    many: { fi: "palautuksia sisältävää tilausta" },
    of: returnOrders,
  }),
  first: bought("first", { en: "first bought", fi: "ensimmäinen osto", sv: "första köp" }),
  last: bought("last", { en: "last bought", fi: "viimeisin osto", sv: "senaste köp" }),
};

const somethingBought: Phrase = {
  en: "bought something",
  fi: "on ostanut jotain",
  sv: "har köpt något",
};

/** At least one order: what is asked where nothing else is. */
export const boughtAtAll: OrderCondition = {
  ...counted({ ...orderWords, of: saleOrders })({ low: { at: 1, open: false }, high: undefined }),
  words: (language) => somethingBought[language],
};
