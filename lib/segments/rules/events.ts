import type * as z from "zod";
import { all } from "../../sql/expression.ts";
import { strict } from "../../workspace/yaml-schemas.ts";
import { eventConditions, happenedAtAll } from "../event-conditions.ts";
import { eventAsks, eventWhere, eventWords, isEvent } from "../event-rows.ts";
import type { SomeEvents } from "../event-rows.ts";
import type { Features } from "../features.ts";
import type { RowCondition, SomeRows } from "../row-conditions.ts";
import { events as eventRows } from "../rows.ts";
import { ruleKind } from "../rule-kind.ts";
import type { RuleContext } from "../rule-kind.ts";
import { textSchema } from "../texts.ts";
import { oneWindow, pastShape } from "../windows.ts";

interface EventsRule {
  readonly events: SomeEvents;
  /** What is asked of them; never nothing. */
  readonly conditions: readonly RowCondition[];
}

const schema = (context: RuleContext): z.ZodType<EventsRule> =>
  strict({
    event: textSchema,
    ...eventConditions(context),
    ...pastShape(true),
    where: eventWhere(context).default({}),
  }).transform((written, issues): EventsRule => {
    const { event, where, within, before, between, season, ...asked } = written;
    const window = oneWindow([within, before, between, season], issues);
    const given = Object.values(asked).filter((one) => one !== undefined);
    const conditions = given.length === 0 ? [happenedAtAll] : given;
    return { events: { event, where, window }, conditions };
  });

const rowsOf = ({ events }: EventsRule, features: Features): SomeRows => ({
  features,
  rows: eventRows,
  filter: isEvent(events, features.clock),
});

/** `events: { event: email_open, count: { at-least: 5 }, within: 30 days }`; of nothing else: at all. */
export const events = ruleKind<EventsRule>("events", {
  schema,
  expression: (rule, features) => {
    const rows = rowsOf(rule, features);
    return all(...rule.conditions.map(({ holds }) => holds(rows)));
  },
  finds: (rule, features) => {
    const rows = rowsOf(rule, features);
    return rule.conditions.map(({ what, as, needs, of }) => ({
      what: (language) => `${eventWords(rule.events, language)}: ${what(language)}`,
      as,
      needs,
      of: of(rows),
    }));
  },
  words: ({ events: some, conditions }, language) => {
    const said = conditions.map(({ words }) => words(language));
    return eventWords(some, language, [said.join(", ")]);
  },
  asks: ({ events: some, conditions }) => [
    ...eventAsks(some),
    ...conditions.flatMap(({ asks }) => asks ?? []),
  ],
});
