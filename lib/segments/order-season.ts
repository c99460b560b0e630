import { all, equal, not, value } from "../sql/expression.ts";
import type { Phrase } from "./language.ts";
import type { OrderCondition } from "./order-conditions.ts";
import { lineFilter, orderedAt } from "./order-lines.ts";
import type { Lines } from "./order-lines.ts";
import { differentBought, saleLines } from "./order-measures.ts";
import { rangeWords } from "./range-words.ts";
import { inRange } from "./ranges.ts";
import type { Range } from "./ranges.ts";
import { inSeason, seasonYear } from "./seasons.ts";
import type { Season } from "./seasons.ts";

const yearWords: Phrase = {
  en: "years with purchases in the season",
  fi: "vuosia, jolloin kaudella ostettiin",
  sv: "år med köp under säsongen",
};

/** In how many years something was bought in the season; a season over new year is that of the year it began in. */
function inYears(range: Range, season: Season): OrderCondition {
  const of: OrderCondition["of"] = ({ features, filter }) =>
    differentBought(
      features,
      { name: "season years", of: seasonYear(season, orderedAt.day) },
      filter,
    );
  return {
    as: "number",
    what: (language) => yearWords[language],
    needs: (language) => rangeWords(range, language),
    of,
    holds: (lines) => inRange(range, of(lines)),
    words: (language) => {
      const said = rangeWords(range, language);
      return {
        en: `in ${said} ${(range.high ?? range.low)?.at === 1 ? "year" : "years"}`,
        fi: `${said} vuonna`,
        sv: `under ${said} år`,
      }[language];
    },
  };
}

const outsideWords: Phrase = {
  en: "purchases outside the season",
  fi: "ostoja kauden ulkopuolella",
  sv: "köp utanför säsongen",
};

/** Nothing was bought outside the season, of the lines that the clause looks at otherwise. */
function nowhereElse(season: Season, { where, window }: Lines): OrderCondition {
  const of: OrderCondition["of"] = ({ features }) => {
    const others = lineFilter({ where, window }, features);
    const outside = not(inSeason(season, orderedAt.day));
    return saleLines(features, others === undefined ? outside : all(outside, others));
  };
  return {
    as: "number",
    what: (language) => outsideWords[language],
    needs: (language) => ({ en: "none", fi: "ei yhtään", sv: "inga" })[language],
    of,
    holds: (lines) => equal(of(lines), value(0)),
    words: (language) =>
      ({ en: "at no other time", fi: "ei muulloin", sv: "inte annars" })[language],
  };
}

/** What a season asks beyond the days: in how many years, and whether only then. */
export const seasonConditions = (
  season: Season | undefined,
  lines: Lines,
): readonly OrderCondition[] =>
  season === undefined
    ? []
    : [
        ...(season.years === undefined ? [] : [inYears(season.years, season)]),
        ...(season.only ? [nowhereElse(season, lines)] : []),
      ];
