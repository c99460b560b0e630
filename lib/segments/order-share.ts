import * as z from "zod";
import { above, all, firstOf, times, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { strict } from "../workspace/yaml-schemas.ts";
import type { Phrase } from "./language.ts";
import { ratio } from "./order-conditions.ts";
import type { ClauseLines, OrderCondition } from "./order-conditions.ts";
import {
  asksNothing,
  lineFilter,
  linesAskedWords,
  whereAsks,
  whereSchema,
  whereWords,
} from "./order-lines.ts";
import type { Where } from "./order-lines.ts";
import { saleOrders, spend, units } from "./order-measures.ts";
import { inPercent, rangeWords } from "./range-words.ts";
import { inRange, percent, rangeFrom, rangeShape, wholeShare } from "./ranges.ts";
import type { Range } from "./ranges.ts";
import type { RuleContext } from "./rule-kind.ts";

const measures = { spend, count: saleOrders, units };

interface Share {
  readonly of: keyof typeof measures;
  readonly where: Where;
  readonly range: Range;
}

const wholes: Readonly<Record<Share["of"], Phrase>> = {
  spend: { en: "spend", fi: "ostosummasta", sv: "köpsumman" },
  count: { en: "orders", fi: "tilauksista", sv: "beställningarna" },
  units: { en: "pieces", fi: "kappaleista", sv: "styckena" },
};

/** What the clause's lines come to, and those of them that meet the share's own `where`. */
function measured({ of, where }: Share, { features, filter }: ClauseLines) {
  const own = lineFilter({ where }, features);
  const conditions = [own, filter].filter((one) => one !== undefined);
  return {
    part: measures[of](features, all(...conditions)),
    whole: measures[of](features, filter),
  };
}

/** A share of nothing (also where returns outweigh the sales) is 0. */
const ofSomething = (whole: Expression, gives: Expression, else_: Expression): Expression =>
  firstOf([{ when: above(whole, value(0)), gives }], else_);

function shareCondition(share: Share): OrderCondition {
  const { range, where } = share;
  return {
    as: "share",
    what: (language) =>
      ({
        en: `share of ${wholes[share.of].en}`,
        fi: `osuus ${wholes[share.of].fi}`,
        sv: `andel av ${wholes[share.of].sv}`,
      })[language] + ` ${whereWords(where, language)}`,
    needs: (language) => rangeWords(range, language, inPercent(language)),
    of: (lines) => {
      const { part, whole } = measured(share, lines);
      return ofSomething(whole, ratio(part, whole), value(0));
    },
    holds: (lines) => {
      const { part, whole } = measured(share, lines);
      const compared = inRange(range, times(part, value(wholeShare)), (bound) =>
        times(value(bound), whole),
      );
      return ofSomething(whole, compared, inRange(range, value(0)));
    },
    words: (language) => {
      const said = rangeWords(range, language, inPercent(language));
      const whole = wholes[share.of][language];
      const having = linesAskedWords(where, language);
      return {
        en: `${said} of ${whole} with ${having}`,
        fi: `${whole} ${said}: ${having}`,
        sv: `${said} av ${whole} med ${having}`,
      }[language];
    },
    asks: whereAsks(where),
  };
}

/** `share: { of: spend, where: { channel: online }, at-least: 70% }`. */
export const shareSchema = (context: RuleContext): z.ZodType<OrderCondition> =>
  strict({
    of: z.enum(["spend", "count", "units"], { error: "write spend, count or units" }),
    where: whereSchema(context).refine((where) => !asksNothing(where), {
      error: "say which lines the share is of, such as channel: online",
    }),
    ...rangeShape(percent),
  }).transform(({ of, where, ...written }, issues) =>
    shareCondition({ of, where, range: rangeFrom(written, percent, issues) }),
  );
