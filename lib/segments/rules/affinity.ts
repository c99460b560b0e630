import type * as z from "zod";
import {
  above,
  all,
  atLeast,
  callWhere,
  column,
  equal,
  firstOf,
  known,
  not,
  times,
  value,
} from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import { strict } from "../../workspace/yaml-schemas.ts";
import { fewestOfBoth, liftOf } from "../category-lift.ts";
import { categoryPath, categoryText } from "../category-path.ts";
import type { Features, Rows } from "../features.ts";
import type { Language, Phrase } from "../language.ts";
import { nextCategories } from "../next-categories.ts";
import { ratio } from "../order-conditions.ts";
import { lineFilter } from "../order-lines.ts";
import { rangeWords } from "../range-words.ts";
import { anyNumber, inRange, rangeSchema } from "../ranges.ts";
import type { Numbers, Range } from "../ranges.ts";
import { ruleKind } from "../rule-kind.ts";
import type { Finding } from "../rule-kind.ts";
import { windowWords } from "../window-words.ts";
import { oneWindow, pastShape } from "../windows.ts";
import type { Window } from "../windows.ts";

/** They bought in one category and not in another, which the same people buy so much more than chance. */
interface Missing {
  readonly is: "missing";
  readonly has: string;
  readonly lacks: string;
  readonly lift: Range;
  readonly window: Window | undefined;
}

/** Of what they have not bought, this goes best with what they have. */
interface Next {
  readonly is: "next";
  readonly next: string;
  readonly window: Window | undefined;
}

type AffinityRule = Missing | Next;

const lifts: Numbers = {
  ...anyNumber,
  read: (written) => (written >= 0 ? anyNumber.read(written) : undefined),
  advice: "write a number, 0 or more, with at most six decimals",
};
const moreThanChance: Range = { low: { at: 1, open: true }, high: undefined };

interface Written {
  readonly has?: string | undefined;
  readonly lacks?: string | undefined;
  readonly lift?: Range | undefined;
  readonly next?: string | undefined;
}

/** What is wrong with how the keys stand together. */
function mistake({ has, lacks, lift, next }: Written): string | undefined {
  const pair = [has, lacks].filter((one) => one !== undefined).map((one) => categoryPath(one).path);
  if (next !== undefined)
    return pair.length === 0 && lift === undefined ? undefined : "write next by itself";
  const [one = "", other = ""] = pair;
  if (pair.length < 2) return "write has and lacks (two categories), or next (one)";
  return `${one}/`.startsWith(`${other}/`)
    ? "whoever has the first has the second, too; write two categories apart"
    : undefined;
}

const schema: z.ZodType<AffinityRule> = strict({
  has: categoryText.optional(),
  lacks: categoryText.optional(),
  lift: rangeSchema(lifts).optional(),
  next: categoryText.optional(),
  ...pastShape(true),
}).transform(({ within, before, between, season, ...written }, issues): AffinityRule => {
  const wrong = mistake(written);
  if (wrong !== undefined) issues.addIssue({ code: "custom", message: wrong });
  const window = oneWindow([within, before, between, season], issues);
  const { has = "", lacks = "", lift = moreThanChance, next } = written;
  return next === undefined
    ? { is: "missing", has, lacks, lift, window }
    : { is: "next", next, window };
});

/** Lift against a bound, without dividing: both × customers against bound × (one × other). */
function misses(rule: Missing, features: Features): Expression {
  const { first, second, both, together, apart } = liftOf(rule, features);
  return all(
    first,
    not(second),
    atLeast(both, value(fewestOfBoth)),
    inRange(rule.lift, together, (bound) => times(value(bound), apart)),
  );
}

function strongest({ next, window }: Next, features: Features) {
  const beside = categoryPath(next);
  const rows: Rows = {
    name: "affinity",
    from: nextCategories({ beside, filter: lineFilter({ window }, features) }),
  };
  const highest = (name: string, where?: Expression) =>
    features.gather(rows, name, callWhere("max", where, column("lift")));
  return {
    best: highest("highest lift"),
    asked: highest("lift", equal(column("next"), value(beside.path))),
  };
}

function isStrongest(rule: Next, features: Features): Expression {
  const { best, asked } = strongest(rule, features);
  return firstOf([{ when: known(asked), gives: equal(asked, best) }], value(false));
}

const yes: Phrase = { en: "yes", fi: "kyllä", sv: "ja" };
const no: Phrase = { en: "no", fi: "ei", sv: "nej" };
const bought: Phrase = { en: "bought", fi: "on ostanut", sv: "har köpt" };
const bothWords: Phrase = {
  en: "customers who bought both",
  fi: "molempia ostaneita asiakkaita",
  sv: "kunder som köpt båda",
};
const ofLift: Phrase = {
  en: "lift with what they bought:",
  fi: "lift ostettuun nähden:",
  sv: "lift med det de köpt:",
};
const bestOf: Phrase = {
  en: "highest lift of what they have not bought",
  fi: "suurin lift siitä, mitä ei ole ostettu",
  sv: "högsta lift bland det de inte köpt",
};
const highestWord: Phrase = { en: "the highest", fi: "suurin", sv: "högst" };

const isBought = (category: string, of: Expression, needs: Phrase): Finding => ({
  what: (language) => `${bought[language]} ${category}`,
  as: "yes-no",
  of,
  needs: (language) => needs[language],
});

function findsMissing(rule: Missing, features: Features): readonly Finding[] {
  const { first, second, both, together, apart } = liftOf(rule, features);
  return [
    isBought(rule.has, first, yes),
    isBought(rule.lacks, second, no),
    {
      what: () => "lift",
      as: "number",
      of: firstOf([{ when: above(apart, value(0)), gives: ratio(together, apart) }], value(null)),
      needs: (language) => rangeWords(rule.lift, language),
    },
    {
      what: (language) => bothWords[language],
      as: "number",
      of: both,
      needs: (language) =>
        rangeWords({ low: { at: fewestOfBoth, open: false }, high: undefined }, language),
    },
  ];
}

function findsNext(rule: Next, features: Features): readonly Finding[] {
  const { best, asked } = strongest(rule, features);
  return [
    {
      what: (language) => `${ofLift[language]} ${rule.next}`,
      as: "number",
      of: asked,
      needs: (language) => highestWord[language],
    },
    { what: (language) => bestOf[language], as: "number", of: best, needs: () => "" },
  ];
}

function ruleWords(rule: AffinityRule, language: Language): string {
  if (rule.is === "next")
    return {
      en: `of what they have not bought, ${rule.next} goes best with what they have`,
      fi: `ostamattomista ${rule.next} sopii parhaiten siihen, mitä on jo ostettu`,
      sv: `av det de inte köpt passar ${rule.next} bäst till det de köpt`,
    }[language];
  const { has, lacks } = rule;
  const lift = rangeWords(rule.lift, language);
  return {
    en: `bought ${has} but not ${lacks} (lift of the two ${lift})`,
    fi: `on ostanut ${has} mutta ei ${lacks} (näiden lift ${lift})`,
    sv: `har köpt ${has} men inte ${lacks} (lift mellan dem ${lift})`,
  }[language];
}

/** `affinity: { has: pets/cats/food, lacks: pets/cats/litter }` or `{ next: pets/cats/litter }`. */
export const affinity = ruleKind<AffinityRule>("affinity", {
  schema: () => schema,
  expression: (rule, features) =>
    rule.is === "next" ? isStrongest(rule, features) : misses(rule, features),
  finds: (rule, features) =>
    rule.is === "next" ? findsNext(rule, features) : findsMissing(rule, features),
  words: (rule, language) => {
    const { window } = rule;
    const said = ruleWords(rule, language);
    return window === undefined ? said : `${said}, ${windowWords(window, language)}`;
  },
  asks: (rule) => [
    {
      dataset: "orders",
      column: "category",
      texts: rule.is === "next" ? [rule.next] : [rule.has, rule.lacks],
      path: true,
    },
  ],
});
