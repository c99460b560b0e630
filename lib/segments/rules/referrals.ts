import type * as z from "zod";
import { all, column, equal, value } from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import { strict, yesNo } from "../../workspace/yaml-schemas.ts";
import type { Features } from "../features.ts";
import type { Language, Phrase } from "../language.ts";
import { rangeSchema, whole } from "../ranges.ts";
import { atLeastOne, countRows, counted } from "../row-conditions.ts";
import type { RowCondition, SomeRows } from "../row-conditions.ts";
import { referrals as referralRows } from "../rows.ts";
import { ruleKind } from "../rule-kind.ts";
import { windowWords } from "../window-words.ts";
import { inWindow, oneWindow, pastShape } from "../windows.ts";
import type { Window } from "../windows.ts";

interface ReferralsRule {
  readonly condition: RowCondition;
  readonly joined: "yes" | "no" | undefined;
  readonly window: Window | undefined;
}

const brought = counted({
  what: { en: "referrals", fi: "suositteluja", sv: "värvningar" },
  of: (some) => countRows(some),
  words: (said) => ({
    en: `referrals: ${said}`,
    fi: `suositteluja ${said}`,
    sv: `värvningar: ${said}`,
  }),
});

const schema: z.ZodType<ReferralsRule> = strict({
  count: rangeSchema(whole).default(atLeastOne),
  joined: yesNo.optional(),
  ...pastShape(true),
}).transform(({ count, joined, within, before, between, season }, issues) => ({
  condition: brought(count),
  joined,
  window: oneWindow([within, before, between, season], issues),
}));

function isCounted({ joined, window }: ReferralsRule, { clock }: Features): Expression {
  const moment = { day: column("referred_on"), time: column("referred_at") };
  return all(
    ...(window === undefined ? [] : [inWindow(window, moment, clock)]),
    ...(joined === undefined ? [] : [equal(column("joined"), value(joined === "yes"))]),
  );
}

const rowsOf = (rule: ReferralsRule, features: Features): SomeRows => ({
  features,
  rows: referralRows,
  filter: isCounted(rule, features),
});

const joinedWords: Readonly<Record<"yes" | "no", Phrase>> = {
  yes: { en: "who became customers", fi: "joista tuli asiakkaita", sv: "som blev kunder" },
  no: {
    en: "who did not become customers",
    fi: "joista ei tullut asiakkaita",
    sv: "som inte blev kunder",
  },
};

const someWords = ({ joined, window }: ReferralsRule, said: string, language: Language): string =>
  [
    said,
    ...(joined === undefined ? [] : [joinedWords[joined][language]]),
    ...(window === undefined ? [] : [windowWords(window, language)]),
  ].join(" ");

/** `referrals: { count: { at-least: 1 }, joined: yes }`: people they brought; joined: who is a customer by now. */
export const referrals = ruleKind<ReferralsRule>("referrals", {
  schema: () => schema,
  expression: (rule, features) => rule.condition.holds(rowsOf(rule, features)),
  finds: (rule, features) => {
    const { what, as, needs, of } = rule.condition;
    return [
      {
        what: (language) => someWords(rule, what(language), language),
        as,
        needs,
        of: of(rowsOf(rule, features)),
      },
    ];
  },
  words: (rule, language) => someWords(rule, rule.condition.words(language), language),
});
