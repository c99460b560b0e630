import type * as z from "zod";
import { all, column, equal, value } from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import { strict, yesNo } from "../../workspace/yaml-schemas.ts";
import type { Features } from "../features.ts";
import type { Language, Phrase } from "../language.ts";
import { rangeSchema, whole } from "../ranges.ts";
import type { Range } from "../ranges.ts";
import { peopleBrought } from "../people-brought.ts";
import { atLeastOne, counted } from "../row-conditions.ts";
import type { RowCondition, SomeRows } from "../row-conditions.ts";
import { referrals as referralRows } from "../rows.ts";
import { ruleKind } from "../rule-kind.ts";
import { windowWords } from "../window-words.ts";
import { inWindow, oneWindow, pastShape } from "../windows.ts";
import type { Window } from "../windows.ts";

interface ReferralsRule {
  readonly count: Range;
  readonly joined: "yes" | "no" | undefined;
  readonly window: Window | undefined;
}

const schema: z.ZodType<ReferralsRule> = strict({
  count: rangeSchema(whole).default(atLeastOne),
  joined: yesNo.optional(),
  ...pastShape(true),
}).transform(({ count, joined, within, before, between, season }, issues) => ({
  count,
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

interface PeopleWords {
  readonly people: Phrase;
  readonly joined: Readonly<Record<"yes" | "no", Phrase>>;
}

const one: PeopleWords = {
  people: { en: "person", fi: "henkilön", sv: "person" },
  joined: {
    yes: { en: "who became a customer", fi: "josta tuli asiakas", sv: "som blev kund" },
    no: {
      en: "who did not become a customer",
      fi: "josta ei tullut asiakasta",
      sv: "som inte blev kund",
    },
  },
};

const several: PeopleWords = {
  people: { en: "people", fi: "henkilöä", sv: "personer" },
  joined: {
    yes: { en: "who became customers", fi: "joista tuli asiakkaita", sv: "som blev kunder" },
    no: {
      en: "who did not become customers",
      fi: "joista ei tullut asiakkaita",
      sv: "som inte blev kunder",
    },
  },
};

const sentence = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== "").join(" ");

/** `in the last year brought at least 3 people who became customers`. */
function ruleWords({ count, joined, window }: ReferralsRule, said: string): Phrase {
  const { people, joined: became } = (count.high ?? count.low)?.at === 1 ? one : several;
  const when = (language: Language) => (window === undefined ? "" : windowWords(window, language));
  const { en, fi, sv } = joined === undefined ? { en: "", fi: "", sv: "" } : became[joined];
  return {
    en: sentence(when("en"), "brought", said, people.en, en),
    fi: [sentence("on tuonut", when("fi"), said, people.fi), ...(fi === "" ? [] : [fi])].join(", "),
    sv: sentence("har", when("sv"), "värvat", said, people.sv, sv),
  };
}

const brought = (rule: ReferralsRule): RowCondition =>
  counted({
    what: { en: "referrals", fi: "suositteluja", sv: "värvningar" },
    of: ({ features, filter }) => peopleBrought(features, filter),
    words: (said) => ruleWords(rule, said),
  })(rule.count);

const someWords = ({ joined, window }: ReferralsRule, said: string, language: Language): string =>
  [
    said,
    ...(joined === undefined ? [] : [several.joined[joined][language]]),
    ...(window === undefined ? [] : [windowWords(window, language)]),
  ].join(" ");

/** `referrals: { count: { at-least: 1 }, joined: yes }`: people they brought; joined: who is a customer by now. */
export const referrals = ruleKind<ReferralsRule>("referrals", {
  schema: () => schema,
  expression: (rule, features) => brought(rule).holds(rowsOf(rule, features)),
  finds: (rule, features) => {
    const { what, as, needs, of } = brought(rule);
    return [
      {
        what: (language) => someWords(rule, what(language), language),
        as,
        needs,
        of: of(rowsOf(rule, features)),
      },
    ];
  },
  words: (rule, language) => brought(rule).words(language),
});
