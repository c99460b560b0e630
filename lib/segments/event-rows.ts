import type * as z from "zod";
import type { RunClock } from "../core/run-clock.ts";
import { all, column } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { strict } from "../workspace/yaml-schemas.ts";
import { columnCondition } from "./column-condition.ts";
import type { ColumnCondition } from "./column-condition.ts";
import type { Language, Phrase } from "./language.ts";
import type { Asked, RuleContext } from "./rule-kind.ts";
import { askedTexts, textMatches, textWords } from "./texts.ts";
import type { TextMatch } from "./texts.ts";
import { windowWords } from "./window-words.ts";
import { inWindow } from "./windows.ts";
import type { Moment, Window } from "./windows.ts";

/** Conditions over attributes of an event, by name; all that are given hold. */
export type EventWhere = Readonly<Record<string, ColumnCondition | undefined>>;

/** When an event happened. */
export const occurredAt: Moment = { day: column("occurred_on"), time: column("occurred_at") };

/** How `where` is written, over the attributes of a workspace's events by their types. */
export const eventWhere = ({ workspace }: RuleContext): z.ZodType<EventWhere> =>
  strict(
    Object.fromEntries(
      Object.entries(workspace.datasets.events.attributes).map(([name, { type }]) => [
        name,
        columnCondition(type).optional(),
      ]),
    ),
  );

const given = (where: EventWhere): readonly (readonly [name: string, of: ColumnCondition])[] =>
  Object.entries(where).flatMap(([name, of]) => (of === undefined ? [] : [[name, of] as const]));

/** Whether nothing is asked. */
export const asksNothing = (where: EventWhere): boolean => given(where).length === 0;

/** Which events are looked at. */
export interface SomeEvents {
  readonly event: TextMatch;
  readonly where: EventWhere;
  readonly window?: Window | undefined;
}

/** The condition that an event has these attributes. */
export const hasAttributes = (where: EventWhere, clock: RunClock): Expression =>
  all(...given(where).map(([name, condition]) => condition.holds({ day: column(name) }, clock)));

/** The condition that an event is one of these. */
export const isEvent = ({ event, where, window }: SomeEvents, clock: RunClock): Expression =>
  all(
    textMatches(event, column("event"), "one"),
    ...(window === undefined ? [] : [inWindow(window, occurredAt, clock)]),
    hasAttributes(where, clock),
  );

/** `campaign spring, seconds at least 3`. */
export const whereWords = (where: EventWhere, language: Language): string =>
  given(where)
    .map(([name, of]) => `${name.replaceAll(/[_-]/g, " ")} ${of.words(language)}`)
    .join(", ");

const eventWord: Phrase = { en: "event", fi: "tapahtuma", sv: "händelse" };

/** `email_open in the last 30 days (campaign spring)`, with what is said of them in between. */
export function eventWords(
  { event, where, window }: SomeEvents,
  language: Language,
  said: readonly string[] = [],
): string {
  const attributes = whereWords(where, language);
  const named = textWords(event, language);
  return [
    event.any === undefined ? `${eventWord[language]} ${named}` : named,
    ...said,
    ...(window === undefined ? [] : [windowWords(window, language)]),
    ...(attributes === "" ? [] : [`(${attributes})`]),
  ].join(" ");
}

/** What is asked about attributes of events. */
export const whereAsks = (where: EventWhere): readonly Asked[] =>
  given(where).map(([name, { texts }]) => ({ dataset: "events", column: name, texts }));

/** What is asked about events. */
export const eventAsks = ({ event, where }: SomeEvents): readonly Asked[] => [
  { dataset: "events", column: "event", texts: askedTexts(event) },
  ...whereAsks(where),
];
