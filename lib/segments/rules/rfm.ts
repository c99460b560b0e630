import * as z from "zod";
import {
  above,
  all,
  among,
  atLeast,
  between,
  call,
  column,
  date,
  firstOf,
  known,
  minus,
  plus,
  times,
  value,
} from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import { calendarDuration, oneOrMore, strict } from "../../workspace/yaml-schemas.ts";
import type { Features } from "../features.ts";
import { saleAt, saleOrders, spend } from "../order-measures.ts";
import { orOf } from "../language.ts";
import type { Language, Phrase } from "../language.ts";
import { rangeWords } from "../range-words.ts";
import { standing } from "../ranking.ts";
import type { Ranked } from "../ranking.ts";
import { inRange, rangeSchema } from "../ranges.ts";
import type { Range } from "../ranges.ts";
import { rfmCellNames, rfmCellRanges, rfmCells } from "../rfm-cells.ts";
import type { RfmCell } from "../rfm-cells.ts";
import { ruleKind } from "../rule-kind.ts";
import type { Finding } from "../rule-kind.ts";
import { windowWords } from "../window-words.ts";
import { inWindow } from "../windows.ts";
import type { Window } from "../windows.ts";

const scoreNames = ["recency", "frequency", "monetary"] as const;
const cell = z.enum(rfmCells);
const scoreRange = rangeSchema({
  read: (written) =>
    Number.isInteger(written) && written >= 1 && written <= 5 ? written : undefined,
  advice: "write a score from 1 to 5",
  steps: true,
});

interface RfmRule {
  readonly is: readonly RfmCell[];
  readonly window: Window | undefined;
  readonly recency?: Range | undefined;
  readonly frequency?: Range | undefined;
  readonly monetary?: Range | undefined;
}

const measured = strict({
  is: oneOrMore(cell).optional(),
  within: calendarDuration.transform((length): Window => ({ is: "within", length })).optional(),
  recency: scoreRange.optional(),
  frequency: scoreRange.optional(),
  monetary: scoreRange.optional(),
})
  .refine(
    ({ is, recency, frequency, monetary }) =>
      [is, recency, frequency, monetary].some((one) => one !== undefined),
    {
      error: "write is (a cell), or a range of recency, frequency or monetary",
    },
  )
  .transform(({ is = [], within, ...scores }): RfmRule => ({ is, window: within, ...scores }));

const schema: z.ZodType<RfmRule> = z.union([
  oneOrMore(cell).transform((is): RfmRule => ({ is, window: undefined })),
  measured,
]);

/**
 * 1–5: 1 + the number of cut points strictly below the value, cut points being the values at ranks ⌈k·n/5⌉
 * of n. As many people as stand before the value's own rank have less, so the cut point k is below it when
 * they are at least k·n/5.
 */
function scored(ranked: Ranked, features: Features): Expression {
  const { before, people } = standing(ranked, "bottom", features);
  const passed = [1, 2, 3, 4].map((k) =>
    firstOf(
      [{ when: atLeast(times(before, value(5)), times(people, value(k))), gives: value(1) }],
      value(0),
    ),
  );
  const score = passed.reduce((sum, one) => plus(sum, one), value(1));
  return features.everybody(
    `${ranked.name} score`,
    firstOf([{ when: ranked.among, gives: score }], value(null)),
  );
}

/** The three scores, 1–5, among customers with a sale in the window. */
function scoresOf(window: Window | undefined, features: Features) {
  const moment = { day: column("ordered_on"), time: column("ordered_at") };
  const filter = window === undefined ? undefined : inWindow(window, moment, features.clock);
  const last = saleAt(features, "last", filter).day;
  const daysSince = call("date_diff", value("day"), last, date(features.clock.day));
  const count = saleOrders(features, filter);
  const bought = above(count, value(0));
  const score = (name: (typeof scoreNames)[number], of: Expression) => {
    const found = scored({ name, among: bought, of }, features);
    if (window === undefined) features.tellRfm(name, { score: found, of });
    return found;
  };
  return {
    recency: score("recency", minus(value(0), daysSince)),
    frequency: score("frequency", count),
    monetary: score("monetary", spend(features, filter)),
  };
}

function cellOf(scores: ReturnType<typeof scoresOf>): Expression {
  const branches = rfmCellRanges.map(({ cell: name, ...ranges }) => ({
    when: all(
      ...scoreNames.map((part) => {
        const [low, high] = ranges[part];
        return between(scores[part], value(low), value(high));
      }),
    ),
    gives: value(name),
  }));
  const named = firstOf(branches, value("others"));
  return firstOf([{ when: known(scores.recency), gives: named }], value(null));
}

function expression(rule: RfmRule, features: Features): Expression {
  const scores = scoresOf(rule.window, features);
  const parts = scoreNames.flatMap((name) => {
    const range = rule[name];
    return range === undefined ? [] : [inRange(range, scores[name])];
  });
  return all(
    ...(rule.is.length === 0 ? [] : [among(cellOf(scores), rule.is.map(value))]),
    ...parts,
  );
}

const scoreWords = {
  recency: { en: "recency score", fi: "viimeisimmän oston pisteet", sv: "poäng för senaste köp" },
  frequency: { en: "frequency score", fi: "ostotiheyden pisteet", sv: "poäng för köpfrekvens" },
  monetary: { en: "monetary score", fi: "rahankäytön pisteet", sv: "poäng för köpbelopp" },
} as const satisfies Record<(typeof scoreNames)[number], Phrase>;
const byScores: Phrase = {
  en: "by recency, frequency and spend",
  fi: "ostojen tuoreuden, tiheyden ja summan mukaan",
  sv: "efter hur nyligen, ofta och för hur mycket de köpt",
};
const cellWord: Phrase = { en: "RFM group", fi: "RFM-ryhmä", sv: "RFM-grupp" };

function finds(rule: RfmRule, features: Features): readonly Finding[] {
  const scores = scoresOf(rule.window, features);
  const cellFound: Finding = {
    what: (language) => cellWord[language],
    of: cellOf(scores),
    as: "text",
    needs: (language) => orOf(rule.is, language),
  };
  const scoresFound = scoreNames.map((name): Finding => ({
    what: (language) => scoreWords[name][language],
    of: scores[name],
    as: "number",
    needs: (language) => (rule[name] === undefined ? "" : rangeWords(rule[name], language)),
  }));
  return rule.is.length === 0 ? scoresFound : [cellFound, ...scoresFound];
}

function words(rule: RfmRule, language: Language): string {
  const asked = scoreNames.flatMap((name) => {
    const range = rule[name];
    return range === undefined
      ? []
      : [`${scoreWords[name][language]} ${rangeWords(range, language)}`];
  });
  const named = rule.is.map((name) => rfmCellNames[name][language]);
  const cellWords = named.length === 0 ? [] : [`${orOf(named, language)} ${byScores[language]}`];
  const when = rule.window === undefined ? [] : [windowWords(rule.window, language)];
  return [...cellWords, ...asked, ...when].join(", ");
}

/** `rfm: champions`: by how lately, how often and for how much they bought. */
export const rfm = ruleKind<RfmRule>("rfm", { schema: () => schema, expression, finds, words });
