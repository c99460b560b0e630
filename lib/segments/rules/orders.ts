import type * as z from "zod";
import { above, all, column, firstOf, times, value } from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import { laterKeys, strict } from "../../workspace/yaml-schemas.ts";
import { columnCondition } from "../column-condition.ts";
import type { ColumnCondition, ColumnType } from "../column-condition.ts";
import type { Features } from "../features.ts";
import {
  largestOrder,
  products,
  returnOrders,
  saleAt,
  saleDays,
  saleOrders,
  spend,
  units,
} from "../order-measures.ts";
import type { LineFilter } from "../order-measures.ts";
import type { Language, Phrase } from "../language.ts";
import { inMoney, rangeWords } from "../range-words.ts";
import { anyNumber, inRange, money, rangeSchema, whole } from "../ranges.ts";
import type { Range } from "../ranges.ts";
import { ruleKind } from "../rule-kind.ts";
import type { Finding, RuleContext } from "../rule-kind.ts";
import { windowWords } from "../window-words.ts";
import { inWindow, oneWindow, pastShape, windowSchema } from "../windows.ts";
import type { Window } from "../windows.ts";

/** Columns of an order line that `where` may ask for. */
const lineColumns = {
  product_id: "text",
  product_name: "text",
  category: "path",
  channel: "text",
} as const satisfies Record<string, ColumnType>;

type Where = Readonly<Record<string, ColumnCondition | undefined>>;

const whereSchema = ({ workspace }: RuleContext): z.ZodType<Where> => {
  const attributes = Object.entries(workspace.datasets.orders.attributes).map(
    ([name, { type }]): [string, ColumnType] => [name, type],
  );
  const types: [string, ColumnType][] = [...attributes, ...Object.entries(lineColumns)];
  return strict(
    Object.fromEntries(types.map(([name, type]) => [name, columnCondition(type).optional()])),
  );
};

interface Measures {
  readonly count?: Range | undefined;
  readonly spend?: Range | undefined;
  readonly average?: Range | undefined;
  readonly largest?: Range | undefined;
  readonly units?: Range | undefined;
  readonly days?: Range | undefined;
  readonly products?: Range | undefined;
  readonly returns?: Range | undefined;
  readonly first?: Window | undefined;
  readonly last?: Window | undefined;
}

interface OrdersRule {
  readonly measures: Measures;
  readonly window: Window | undefined;
  readonly where: Where;
}

const schema = (context: RuleContext): z.ZodType<OrdersRule> =>
  strict({
    count: rangeSchema(whole).optional(),
    spend: rangeSchema(money).optional(),
    average: rangeSchema(money).optional(),
    largest: rangeSchema(money).optional(),
    units: rangeSchema(anyNumber).optional(),
    days: rangeSchema(whole).optional(),
    products: rangeSchema(whole).optional(),
    returns: rangeSchema(whole).optional(),
    first: windowSchema(true).optional(),
    last: windowSchema(true).optional(),
    ...pastShape(true),
    where: whereSchema(context).default({}),
    ...laterKeys("share", "together", "overdue", "interval"),
  }).transform(({ within, before, between, where, ...measures }, issues): OrdersRule => ({
    measures,
    window: oneWindow([within, before, between], issues),
    where,
  }));

/** The lines that count: `within` and `where` first, then the measure. */
function lineFilter({ window, where }: OrdersRule, { clock }: Features): LineFilter {
  const moment = { day: column("ordered_on"), time: column("ordered_at") };
  const conditions = [
    ...(window === undefined ? [] : [inWindow(window, moment, clock)]),
    ...Object.entries(where).flatMap(([name, condition]) =>
      condition === undefined ? [] : [condition.holds({ day: column(name) }, clock)],
    ),
  ];
  return conditions.length === 0 ? undefined : all(...conditions);
}

/** Spend ÷ count against a bound, without dividing: spend against bound × count. Unknown of nothing. */
function averageIn(range: Range, features: Features, filter: LineFilter): Expression {
  const count = saleOrders(features, filter);
  const compared = inRange(range, spend(features, filter), (bound) => times(value(bound), count));
  return firstOf([{ when: above(count, value(0)), gives: compared }], value(null));
}

function saleIn(end: "first" | "last", window: Window, { features, filter }: Asked): Expression {
  const { day, time } = saleAt(features, end, filter);
  const hours = [window].some((one) => JSON.stringify(one).includes('"hours"'));
  return inWindow(window, hours ? { day, time: time() } : { day }, features.clock);
}

interface Asked {
  readonly features: Features;
  readonly filter: LineFilter;
}

const counted = {
  count: saleOrders,
  spend,
  largest: largestOrder,
  units,
  days: saleDays,
  products,
  returns: returnOrders,
};

function measured(measures: Measures, asked: Asked): readonly Expression[] {
  const { features, filter } = asked;
  const { count, largest, days, returns, average, first, last } = measures;
  const ranges: readonly (readonly [Range | undefined, keyof typeof counted])[] = [
    [count, "count"],
    [measures.spend, "spend"],
    [largest, "largest"],
    [measures.units, "units"],
    [days, "days"],
    [measures.products, "products"],
    [returns, "returns"],
  ];
  return [
    ...ranges.flatMap(([range, name]) =>
      range === undefined ? [] : [inRange(range, counted[name](features, filter))],
    ),
    ...(average === undefined ? [] : [averageIn(average, features, filter)]),
    ...(first === undefined ? [] : [saleIn("first", first, asked)]),
    ...(last === undefined ? [] : [saleIn("last", last, asked)]),
  ];
}

function expression(rule: OrdersRule, features: Features): Expression {
  const filter = lineFilter(rule, features);
  const found = measured(rule.measures, { features, filter });
  return found.length === 0 ? above(saleOrders(features, filter), value(0)) : all(...found);
}

const phrases = {
  count: { en: "orders", fi: "tilausta", sv: "beställningar" },
  spend: { en: "spent", fi: "ostoja yhteensä", sv: "köpt för" },
  average: { en: "average order", fi: "keskiostos", sv: "medelköp" },
  largest: { en: "largest order", fi: "suurin tilaus", sv: "största beställning" },
  units: { en: "pieces", fi: "kappaletta", sv: "stycken" },
  days: { en: "days with a purchase", fi: "ostopäivää", sv: "köpdagar" },
  products: { en: "different products", fi: "eri tuotetta", sv: "olika produkter" },
  returns: {
    en: "orders with returns",
    fi: "palautettua tilausta",
    sv: "beställningar med returer",
  },
  first: { en: "first bought", fi: "ensimmäinen osto", sv: "första köp" },
  last: { en: "last bought", fi: "viimeinen osto", sv: "senaste köp" },
} as const satisfies Record<keyof Measures, Phrase>;
const boughtSomething: Phrase = {
  en: "bought something",
  fi: "on ostanut jotain",
  sv: "har köpt något",
};

function said({ measures }: OrdersRule, language: Language): readonly string[] {
  const { first, last, spend: spent, average, largest, ...counts } = measures;
  const money = { spend: spent, average, largest };
  const range = (name: keyof Measures, of: Range | undefined, show?: (n: number) => string) =>
    of === undefined ? [] : [`${phrases[name][language]} ${rangeWords(of, language, show)}`];
  return [
    ...range("count", counts.count),
    ...range("units", counts.units),
    ...range("days", counts.days),
    ...range("products", counts.products),
    ...range("returns", counts.returns),
    ...range("spend", money.spend, inMoney(language)),
    ...range("average", money.average, inMoney(language)),
    ...range("largest", money.largest, inMoney(language)),
    ...(first === undefined ? [] : [`${phrases.first[language]} ${windowWords(first, language)}`]),
    ...(last === undefined ? [] : [`${phrases.last[language]} ${windowWords(last, language)}`]),
  ];
}

function words(rule: OrdersRule, language: Language): string {
  const { window, where } = rule;
  const measured = said(rule, language);
  const among = Object.entries(where).flatMap(([name, condition]) =>
    condition === undefined ? [] : [`${name.replaceAll("_", " ")} ${condition.words(language)}`],
  );
  return [
    measured.length === 0 ? boughtSomething[language] : measured.join(", "),
    ...(window === undefined ? [] : [windowWords(window, language)]),
    ...(among.length === 0 ? [] : [`(${among.join(", ")})`]),
  ].join(" ");
}

const finds = (): readonly Finding[] => [];

/** `orders: { count: { at-least: 3 }, within: 1 year, where: { channel: online } }`; of nothing: bought at all. */
export const orders = ruleKind<OrdersRule>("orders", { schema, expression, finds, words });
