import type * as z from "zod";
import { all } from "../../sql/expression.ts";
import { strict } from "../../workspace/yaml-schemas.ts";
import type { Features } from "../features.ts";
import type { Language } from "../language.ts";
import { boughtAtAll, measureConditions } from "../order-conditions.ts";
import type { ClauseLines, OrderCondition } from "../order-conditions.ts";
import { lineFilter, whereAsks, whereSchema, whereWords } from "../order-lines.ts";
import type { Where } from "../order-lines.ts";
import { rhythmConditions } from "../order-rhythm.ts";
import { seasonConditions } from "../order-season.ts";
import { shareSchema } from "../order-share.ts";
import { togetherSchema } from "../order-together.ts";
import { ruleKind } from "../rule-kind.ts";
import type { Finding, RuleContext } from "../rule-kind.ts";
import { seasonSchema, seasonWords } from "../seasons.ts";
import type { Season } from "../seasons.ts";
import { windowWords } from "../window-words.ts";
import { oneWindow, pastShape } from "../windows.ts";
import type { Window } from "../windows.ts";

interface OrdersRule {
  /** Which lines: first the window and the season, then `where`. */
  readonly window: Window | undefined;
  readonly season: Season | undefined;
  readonly where: Where;
  /** What is asked of them; never nothing. */
  readonly conditions: readonly OrderCondition[];
  /** What the season asks beyond its days. */
  readonly ofSeason: readonly OrderCondition[];
}

const conditionShape = (context: RuleContext) => {
  const { count, spend, average, largest, units, ...others } = measureConditions;
  const { interval, overdue } = rhythmConditions;
  return {
    count: count.optional(),
    spend: spend.optional(),
    average: average.optional(),
    largest: largest.optional(),
    units: units.optional(),
    days: others.days.optional(),
    products: others.products.optional(),
    returns: others.returns.optional(),
    interval: interval.optional(),
    first: others.first.optional(),
    last: others.last.optional(),
    share: shareSchema(context).optional(),
    together: togetherSchema.optional(),
    overdue: overdue.optional(),
  };
};

const schema = (context: RuleContext): z.ZodType<OrdersRule> =>
  strict({
    ...conditionShape(context),
    ...pastShape(true),
    season: seasonSchema.optional(),
    where: whereSchema(context).default({}),
  }).transform(({ within, before, between, season, where, ...asked }, issues): OrdersRule => {
    const window = oneWindow([within, before, between], issues);
    const given = Object.values(asked).filter((one) => one !== undefined);
    const conditions = given.length === 0 ? [boughtAtAll] : given;
    const ofSeason = seasonConditions(season, { where, window });
    return { window, season, where, conditions, ofSeason };
  });

const linesOf = (rule: OrdersRule, features: Features): ClauseLines => ({
  features,
  filter: lineFilter(rule, features),
});

/** `in the last 24 months (channel online)`. */
const linesWords = ({ window, season, where }: OrdersRule, language: Language): readonly string[] =>
  [
    season === undefined ? "" : seasonWords(season, language),
    window === undefined ? "" : windowWords(window, language),
    whereWords(where, language),
  ].filter((one) => one !== "");

function finds(rule: OrdersRule, features: Features): readonly Finding[] {
  const lines = linesOf(rule, features);
  return [...rule.conditions, ...rule.ofSeason].map(({ what, as, needs, of }) => ({
    what: (language) => [what(language), ...linesWords(rule, language)].join(" "),
    as,
    needs,
    of: of(lines),
  }));
}

/** `orders: { count: { at-least: 3 }, within: 1 year, where: { channel: online } }`; of nothing: bought at all. */
export const orders = ruleKind<OrdersRule>("orders", {
  schema,
  expression: (rule, features) => {
    const lines = linesOf(rule, features);
    return all(...[...rule.conditions, ...rule.ofSeason].map(({ holds }) => holds(lines)));
  },
  finds,
  words: (rule, language) => {
    const said = (of: readonly OrderCondition[]) => of.map((one) => one.words(language));
    const main = [said(rule.conditions).join(", "), ...linesWords(rule, language)].join(" ");
    return [main, ...said(rule.ofSeason)].join(", ");
  },
  asks: ({ where, conditions }) => [
    ...whereAsks(where),
    ...conditions.flatMap(({ asks }) => asks ?? []),
  ],
});
