import type * as z from "zod";
import {
  above,
  all,
  cast,
  column,
  countDistinct,
  dividedBy,
  firstOf,
  times,
  value,
} from "../sql/expression.ts";
import { strict } from "../workspace/yaml-schemas.ts";
import { asksNothing, eventWhere, hasAttributes, whereAsks, whereWords } from "./event-rows.ts";
import type { EventWhere } from "./event-rows.ts";
import { orZero } from "./features.ts";
import type { Language } from "./language.ts";
import { inPercent, rangeWords } from "./range-words.ts";
import {
  inRange,
  percent,
  rangeFrom,
  rangeSchema,
  rangeShape,
  whole,
  wholeShare,
} from "./ranges.ts";
import type { Range } from "./ranges.ts";
import { atLeastOne, countRows, counted, dated, timesWords } from "./row-conditions.ts";
import type { RowCondition, SomeRows } from "./row-conditions.ts";
import type { RuleContext } from "./rule-kind.ts";
import { windowSchema } from "./windows.ts";

const many = counted({
  what: { en: "how often", fi: "kuinka usein", sv: "hur ofta" },
  of: (events) => countRows(events),
  words: timesWords,
});

const onDays = counted({
  what: { en: "days on which", fi: "päivinä", sv: "dagar då" },
  of: ({ features, rows, filter }) =>
    orZero(features.gather(rows, "days", countDistinct(column("occurred_on"), filter))),
  words: (said) =>
    said.endsWith(" 1")
      ? { en: `on ${said} day`, fi: `${said} päivänä`, sv: `på ${said} dag` }
      : { en: `on ${said} days`, fi: `${said} eri päivänä`, sv: `på ${said} olika dagar` },
});

const happened = { day: "occurred_on", time: "occurred_at" };
const first = { en: "first", fi: "ensimmäisen kerran", sv: "första gången" };
const last = { en: "last", fi: "viimeksi", sv: "senast" };

/** How many of the events have some attributes, as a share of all of them. */
interface Share {
  readonly where: EventWhere;
  readonly range: Range;
}

const partOf = ({ where }: Share, events: SomeRows) => {
  const filter = all(events.filter, hasAttributes(where, events.features.clock));
  return countRows({ ...events, filter }, "share");
};

function shareCondition(share: Share): RowCondition {
  const { where, range } = share;
  const shown = (language: Language) => rangeWords(range, language, inPercent(language));
  return {
    as: "share",
    what: (language) =>
      ({ en: "share with", fi: "osuus, jossa on", sv: "andel med" })[language] +
      ` ${whereWords(where, language)}`,
    needs: shown,
    of: (events) => {
      const [part, of] = [partOf(share, events), countRows(events)];
      const shared = dividedBy(cast(part, "DOUBLE"), cast(of, "DOUBLE"));
      return firstOf([{ when: above(of, value(0)), gives: shared }], value(0));
    },
    /** Part ÷ all against a bound, without dividing; a share of nothing is 0. */
    holds: (events) => {
      const of = countRows(events);
      const compared = inRange(range, times(partOf(share, events), value(wholeShare)), (bound) =>
        times(value(bound), of),
      );
      return firstOf([{ when: above(of, value(0)), gives: compared }], inRange(range, value(0)));
    },
    words: (language) => {
      const [said, having] = [shown(language), whereWords(where, language)];
      return {
        en: `${said} of them with ${having}`,
        fi: `${said} niistä: ${having}`,
        sv: `${said} av dem med ${having}`,
      }[language];
    },
    asks: whereAsks(where),
  };
}

const shareSchema = (context: RuleContext): z.ZodType<RowCondition> =>
  strict({
    where: eventWhere(context).refine((where) => !asksNothing(where), {
      error: "say which events the share is of, by their attributes",
    }),
    ...rangeShape(percent),
  }).transform(({ where, ...range }, issues) =>
    shareCondition({ where, range: rangeFrom(range, percent, issues) }),
  );

/** What may be asked of events. */
export const eventConditions = (context: RuleContext) => ({
  count: rangeSchema(whole).transform(many).optional(),
  days: rangeSchema(whole).transform(onDays).optional(),
  first: windowSchema(true)
    .transform(dated("first", { what: first, ...happened }))
    .optional(),
  last: windowSchema(true)
    .transform(dated("last", { what: last, ...happened }))
    .optional(),
  share: shareSchema(context).optional(),
});

/** What is asked where nothing else is. */
export const happenedAtAll: RowCondition = many(atLeastOne);
