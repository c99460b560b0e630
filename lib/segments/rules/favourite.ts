import * as z from "zod";
import {
  above,
  all,
  among,
  any,
  call,
  callWhere,
  column,
  equal,
  firstOf,
  known,
  value,
} from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import { select, table } from "../../sql/relation.ts";
import { oneOrMore, strict, text } from "../../workspace/yaml-schemas.ts";
import { categoryAt, categoryPath } from "../category-path.ts";
import { orZero } from "../features.ts";
import type { Features, Rows } from "../features.ts";
import { orOf } from "../language.ts";
import type { Phrase } from "../language.ts";
import { lineColumnWords, lineFilter } from "../order-lines.ts";
import { net } from "../order-measures.ts";
import { ruleKind } from "../rule-kind.ts";
import type { RuleContext } from "../rule-kind.ts";
import { folded, foldText } from "../texts.ts";
import { windowWords } from "../window-words.ts";
import { oneWindow, pastShape } from "../windows.ts";
import type { Window } from "../windows.ts";

/** What lines may be told apart by, beside attributes: the word that is written, and the column. */
const ofColumns = {
  category: "category",
  product: "product_id",
  product_name: "product_name",
  channel: "channel",
} as const;

interface FavouriteRule {
  /** The column that lines are told apart by. */
  readonly of: string;
  readonly is: readonly string[];
  readonly window: Window | undefined;
}

function ofSchema({ workspace }: RuleContext): z.ZodType<string> {
  const attributes = Object.entries(workspace.datasets.orders.attributes).flatMap(
    ([name, { type }]) => (type === "text" ? [[name, name] as const] : []),
  );
  const columns = new Map([...attributes, ...Object.entries(ofColumns)]);
  const words = [...columns.keys()].toReversed();
  return z
    .enum(words, { error: `write one of: ${words.join(", ")}` })
    .transform((word) => columns.get(word) ?? word);
}

const schema = (context: RuleContext): z.ZodType<FavouriteRule> =>
  strict({ of: ofSchema(context), is: oneOrMore(text), ...pastShape(true) }).transform(
    ({ of, is, within, before, between, season }, issues): FavouriteRule => {
      if (of === "category" && is.some((one) => categoryPath(one).depth === 0))
        issues.addIssue({ code: "custom", message: "write a category, such as pets/cats" });
      return { of, is, window: oneWindow([within, before, between, season], issues) };
    },
  );

/** What lines are told apart by, and which of it is asked for; categories by so many steps of their path. */
interface Depth {
  readonly key: Expression;
  readonly wanted: readonly string[];
}

function depthsOf({ of, is }: FavouriteRule): readonly Depth[] {
  if (of !== "category") return [{ key: folded(column(of)), wanted: is.map(foldText) }];
  const paths = is.map(categoryPath);
  return [...new Set(paths.map(({ depth }) => depth))].map((depth) => ({
    key: categoryAt(column("category"), depth),
    wanted: paths.filter((one) => one.depth === depth).map(({ path }) => path),
  }));
}

/** Lines without a key take no part: those of `pets` where `pets/cats` is asked for. */
function spentAt({ of, window }: FavouriteRule, { key, wanted }: Depth, features: Features) {
  const filter = lineFilter({ window }, features);
  const from = select({
    from: table("orders_now"),
    everything: true,
    columns: {},
    where: filter === undefined ? known(key) : all(known(key), filter),
  });
  const rows: Rows = { name: `favourite ${of}`, from, by: { key } };
  const kept = features.each(rows, "key", key);
  const worth = features.each(rows, "worth", call("sum", net));
  return {
    best: features.gather(rows, "best", call("max", worth)),
    asked: features.gather(rows, "asked", callWhere("max", among(kept, wanted.map(value)), worth)),
    /** The first of them by the alphabet. */
    name: () =>
      features.gather(rows, "name", {
        is: "call",
        name: "any_value",
        args: [kept],
        where: above(worth, value(0)),
        orderBy: [{ by: worth, descending: true }, { by: kept }],
      }),
  };
}

/** Nobody has more spent on it, and it is more than nothing; unknown where nothing is. */
const isMost =
  (rule: FavouriteRule, features: Features) =>
  (depth: Depth): Expression => {
    const { best, asked } = spentAt(rule, depth, features);
    return firstOf(
      [{ when: above(best, value(0)), gives: equal(orZero(asked), best) }],
      value(null),
    );
  };

const mostOf: Phrase = {
  en: "spent most on",
  fi: "suurin ostosumma:",
  sv: "har lagt mest pengar på",
};
const favouriteWord: Phrase = { en: "favourite", fi: "suosikki:", sv: "favorit:" };

const whenWords = ({ window }: FavouriteRule, language: keyof Phrase): string =>
  window === undefined ? "" : ` ${windowWords(window, language)}`;

/** `favourite: { of: category, is: pets/cats, within: 1 year }`: what they spend most on, returns taken off. */
export const favourite = ruleKind<FavouriteRule>("favourite", {
  schema,
  expression: (rule, features) => any(...depthsOf(rule).map(isMost(rule, features))),
  finds: (rule, features) =>
    depthsOf(rule).map((depth) => ({
      what: (language) =>
        `${favouriteWord[language]} ${lineColumnWords(rule.of, language)}${whenWords(rule, language)}`,
      of: spentAt(rule, depth, features).name(),
      as: "text",
      needs: (language) => orOf(depth.wanted, language),
    })),
  words: (rule, language) =>
    `${mostOf[language]} ${lineColumnWords(rule.of, language)} ${orOf(rule.is, language)}${whenWords(rule, language)}`,
  asks: ({ of, is }) => [
    {
      dataset: "orders",
      column: of,
      texts: is,
      ...(of === "category" ? { path: true } : {}),
    },
  ],
});
