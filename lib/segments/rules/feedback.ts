import * as z from "zod";
import { all, among, column, value } from "../../sql/expression.ts";
import { oneOrMore, strict } from "../../workspace/yaml-schemas.ts";
import type { Features } from "../features.ts";
import { averageScore, givenOften, lastScore, scoredOften } from "../feedback-conditions.ts";
import { orOf } from "../language.ts";
import type { Language, Phrase } from "../language.ts";
import { anyNumber, rangeSchema, whole } from "../ranges.ts";
import type { Range } from "../ranges.ts";
import { atLeastOne } from "../row-conditions.ts";
import type { RowCondition, SomeRows } from "../row-conditions.ts";
import { feedback as feedbackRows } from "../rows.ts";
import { ruleKind } from "../rule-kind.ts";
import { askedTexts, textMatches, textSchema, textWords } from "../texts.ts";
import type { TextMatch } from "../texts.ts";
import { windowWords } from "../window-words.ts";
import { inWindow, oneWindow, pastShape } from "../windows.ts";
import type { Window } from "../windows.ts";

const kinds = {
  rating: { en: "rating", fi: "arvosana", sv: "betyg" },
  nps: { en: "recommendation (NPS)", fi: "suositteluarvio (NPS)", sv: "rekommendation (NPS)" },
  review: { en: "review", fi: "arvostelu", sv: "recension" },
  complaint: { en: "complaint", fi: "valitus", sv: "klagomål" },
} as const satisfies Record<string, Phrase>;

const kind = z.enum(["rating", "nps", "review", "complaint"]);

interface FeedbackRule {
  readonly kinds: readonly z.infer<typeof kind>[];
  readonly product: TextMatch | undefined;
  readonly window: Window | undefined;
  /** What is asked of them; never nothing. */
  readonly conditions: readonly RowCondition[];
}

interface Asked {
  readonly score?: Range | undefined;
  readonly pick: "last" | "any" | "average";
  readonly count?: Range | undefined;
}

function conditionsOf({ score, pick, count }: Asked): readonly RowCondition[] {
  if (score === undefined) return [givenOften(count ?? atLeastOne)];
  if (pick === "any") return [scoredOften(score, count ?? atLeastOne)];
  return [
    (pick === "last" ? lastScore : averageScore)(score),
    ...(count === undefined ? [] : [givenOften(count)]),
  ];
}

const schema: z.ZodType<FeedbackRule> = strict({
  kind: oneOrMore(kind),
  score: rangeSchema(anyNumber).optional(),
  pick: z.enum(["last", "any", "average"]).optional(),
  count: rangeSchema(whole).optional(),
  ...pastShape(true),
  product_id: textSchema.optional(),
}).transform(({ within, before, between, season, ...of }, issues): FeedbackRule => {
  const { score, pick, count } = of;
  if (pick !== undefined && score === undefined)
    issues.addIssue({ code: "custom", message: "pick says of which score; write score, too" });
  return {
    kinds: of.kind,
    product: of.product_id,
    window: oneWindow([within, before, between, season], issues),
    conditions: conditionsOf({ score, pick: pick ?? "last", count }),
  };
});

const rowsOf = (rule: FeedbackRule, features: Features): SomeRows => ({
  features,
  rows: feedbackRows,
  filter: all(
    among(column("kind"), rule.kinds.map(value)),
    ...(rule.product === undefined ? [] : [textMatches(rule.product, column("product_id"), "one")]),
    ...(rule.window === undefined
      ? []
      : [
          inWindow(
            rule.window,
            { day: column("given_on"), time: column("given_at") },
            features.clock,
          ),
        ]),
  ),
});

const productWord: Phrase = { en: "product", fi: "tuote", sv: "produkt" };

/** `rating or review: average score at least 4 in the last year (product p1)`. */
function feedbackWords(
  { kinds: asked, product, window }: FeedbackRule,
  said: string,
  language: Language,
): string {
  const named = asked.map((one) => kinds[one][language]);
  return [
    `${orOf(named, language)}: ${said}`,
    ...(window === undefined ? [] : [windowWords(window, language)]),
    ...(product === undefined
      ? []
      : [`(${productWord[language]} ${textWords(product, language)})`]),
  ].join(" ");
}

/**
 * `feedback: { kind: nps, score: { at-least: 9 } }`: the newest score, any of them, or their average; of any the
 * count is of those with such a score, else of all feedback of the kind. Without score and count: given at all.
 */
export const feedback = ruleKind<FeedbackRule>("feedback", {
  schema: () => schema,
  expression: (rule, features) => {
    const rows = rowsOf(rule, features);
    return all(...rule.conditions.map(({ holds }) => holds(rows)));
  },
  finds: (rule, features) => {
    const rows = rowsOf(rule, features);
    return rule.conditions.map(({ what, as, needs, of }) => ({
      what: (language) => feedbackWords(rule, what(language), language),
      as,
      needs,
      of: of(rows),
    }));
  },
  words: (rule, language) => {
    const said = rule.conditions.map(({ words }) => words(language));
    return feedbackWords(rule, said.join(", "), language);
  },
  asks: ({ kinds: asked, product }) => [
    { dataset: "feedback", column: "kind", texts: asked },
    ...(product === undefined
      ? []
      : [{ dataset: "feedback" as const, column: "product_id", texts: askedTexts(product) }]),
  ],
});
