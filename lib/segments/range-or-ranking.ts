import * as z from "zod";
import { value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { strict } from "../workspace/yaml-schemas.ts";
import type { Features } from "./features.ts";
import type { Language } from "./language.ts";
import { rangeWords } from "./range-words.ts";
import { exactSchema, inRange, rangeFrom, rangeShape } from "./ranges.ts";
import type { Numbers, Range } from "./ranges.ts";
import { isAmong, oneRanking, rankingShape, rankingWords } from "./ranking.ts";
import type { Ranked, Ranking } from "./ranking.ts";

/** What a measure must be: within a range, or among the best. */
export type RangeOrRanking =
  | { readonly is: "range"; readonly range: Range }
  | { readonly is: "ranking"; readonly ranking: Ranking };

/** `{ at-least: 80 }`, `{ top: 20% }`. */
export const rangeOrRanking = (numbers: Numbers): z.ZodType<RangeOrRanking> =>
  z.union([
    exactSchema(numbers).transform((range): RangeOrRanking => ({ is: "range", range })),
    strict({ ...rankingShape, ...rangeShape(numbers) }).transform(
      ({ top, bottom, ...bounds }, context): RangeOrRanking => {
        const ranking = oneRanking({ top, bottom }, context);
        if (ranking === undefined)
          return { is: "range", range: rangeFrom(bounds, numbers, context) };
        if (Object.values(bounds).some((bound) => bound !== undefined)) {
          context.addIssue({ code: "custom", message: "write a range, or top, or bottom" });
        }
        return { is: "ranking", ranking };
      },
    ),
  ]);

/** The condition that a measure is as wanted; `scaled` makes the SQL of a bound. */
export const isAsWanted = (
  wanted: RangeOrRanking,
  ranked: Ranked & { readonly scaled?: (of: number) => number },
  features: Features,
): Expression =>
  wanted.is === "range"
    ? inRange(wanted.range, ranked.of, (bound) => value(ranked.scaled?.(bound) ?? bound))
    : isAmong(wanted.ranking, ranked, features);

/** `at least 80`, `the top 20%`. */
export const wantedWords = (
  wanted: RangeOrRanking,
  language: Language,
  show?: (of: number) => string,
): string =>
  wanted.is === "range"
    ? rangeWords(wanted.range, language, show)
    : rankingWords(wanted.ranking, language);
