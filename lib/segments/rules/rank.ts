import * as z from "zod";
import type { SegmentId } from "../../core/ids.ts";
import { above, all, firstOf, plus, value } from "../../sql/expression.ts";
import { strict } from "../../workspace/yaml-schemas.ts";
import type { Features } from "../features.ts";
import type { Language, Phrase } from "../language.ts";
import { lineFilter, whereAsks, whereSchema, whereWords } from "../order-lines.ts";
import type { Where } from "../order-lines.ts";
import { saleOrders } from "../order-measures.ts";
import { rankedMeasures } from "../ranked-measures.ts";
import { isAmong, oneRanking, rankingShape, rankingWords, standing } from "../ranking.ts";
import type { Ranked, Ranking } from "../ranking.ts";
import { ruleKind } from "../rule-kind.ts";
import type { Finding, RuleContext } from "../rule-kind.ts";
import { windowWords } from "../window-words.ts";
import { oneWindow, pastShape } from "../windows.ts";
import type { Window } from "../windows.ts";
import { knownSegment } from "./segment.ts";

const measures = [
  "spend",
  "count",
  "average",
  "largest",
  "units",
  "days",
  "products",
  "returns",
  "last",
] as const satisfies readonly (keyof typeof rankedMeasures)[];

interface RankRule {
  readonly by: (typeof measures)[number];
  readonly ranking: Ranking;
  readonly window: Window | undefined;
  readonly where: Where;
  readonly among: SegmentId | undefined;
}

const schema = (context: RuleContext): z.ZodType<RankRule> =>
  strict({
    by: z.enum(measures),
    ...rankingShape,
    ...pastShape(true),
    where: whereSchema(context).default({}),
    among: knownSegment(context.segments).optional(),
  }).transform(({ by, top, bottom, where, among, ...windows }, issues): RankRule => {
    const ranking = oneRanking({ top, bottom }, issues);
    if (ranking === undefined) {
      issues.addIssue({ code: "custom", message: "write how many, such as top: 10%" });
      return z.NEVER;
    }
    return { by, ranking, window: oneWindow(Object.values(windows), issues), where, among };
  });

/** Those with a sale in the window, of the segment that is named, else of everybody. */
function ranked(rule: RankRule, features: Features): Ranked {
  const lines = lineFilter(rule, features);
  const bought = above(saleOrders(features, lines), value(0));
  return {
    name: rule.by,
    among: rule.among === undefined ? bought : all(bought, features.segment(rule.among)),
    of: rankedMeasures[rule.by].of(features, lines),
  };
}

const place: Phrase = { en: "rank", fi: "sija", sv: "plats" };

function finds(rule: RankRule, features: Features): readonly Finding[] {
  const of = ranked(rule, features);
  const { before } = standing(of, rule.ranking.end, features);
  const { name, as } = rankedMeasures[rule.by];
  return [
    { what: (language) => name[language], of: of.of, as, needs: () => "" },
    {
      what: (language) => place[language],
      of: firstOf([{ when: of.among, gives: plus(before, value(1)) }], value(null)),
      as: "number",
      needs: (language) => rankingWords(rule.ranking, language),
    },
  ];
}

const byWords = (by: Phrase, language: Language): string =>
  ({ en: `by ${by.en}`, fi: `${by.fi} mukaan`, sv: `efter ${by.sv}` })[language];
const amongWords: Phrase = { en: "of the segment", fi: "segmentissä", sv: "i segmentet" };

/** `rank: { by: spend, top: 10%, within: 1 year, among: in-finland }`: the best among those who bought. */
export const rank = ruleKind<RankRule>("rank", {
  schema,
  expression: (rule, features) => isAmong(rule.ranking, ranked(rule, features), features),
  finds,
  words: ({ by, ranking, window, where, among }, language) =>
    [
      rankingWords(ranking, language),
      ...(among === undefined ? [] : [`${amongWords[language]} ${among}`]),
      byWords(rankedMeasures[by].by, language),
      ...(window === undefined ? [] : [windowWords(window, language)]),
      whereWords(where, language),
    ]
      .filter((part) => part !== "")
      .join(" "),
  references: ({ among }) => (among === undefined ? [] : [among]),
  asks: ({ where }) => whereAsks(where),
});
