import * as fc from "fast-check";
import { campaigns, eventNames } from "../a-random-company.ts";
import { dayOf } from "../company.ts";
import type { HappenedEvent, Look } from "../company.ts";
import { allOf } from "../all-of.ts";
import { oracle } from "../oracle-kind.ts";
import type { Verdict } from "../oracle-kind.ts";
import { perhaps } from "../perhaps.ts";
import { aPercentRange, aRange, inRange } from "../ranges.ts";
import type { Range } from "../ranges.ts";
import { aColumnMatch, aTextMatch, textMatches } from "../texts.ts";
import type { ColumnMatch, TextMatch } from "../texts.ts";
import { aDateWindow, aWindow, inWindow } from "../windows.ts";
import type { Moment, Window } from "../windows.ts";

/** Attributes that are asked of an event. */
export interface EventWhere {
  readonly campaign?: ColumnMatch;
  readonly seconds?: Range;
}

interface Measures {
  readonly count?: Range;
  readonly days?: Range;
  readonly first?: Window;
  readonly last?: Window;
  readonly share?: { readonly where: EventWhere } & Exclude<Range<string>, string>;
}

type EventsRule = {
  readonly event: TextMatch;
  readonly where?: EventWhere;
} & Measures &
  (Window | object);

const momentOf = (event: HappenedEvent, look: Look): Moment => ({
  day: dayOf(event.occurred_at, look),
  time: event.occurred_at,
});

/** Whether an event has the attributes; what is not known of it, it does not have. */
export const hasAttributes = (where: EventWhere, event: HappenedEvent): boolean =>
  (where.campaign === undefined || textMatches(where.campaign, event.campaign) === true) &&
  (where.seconds === undefined || inRange(where.seconds, event.seconds) === true);

/** Whether it is the event that is asked for, by its name. */
export const isCalled = (match: TextMatch, event: HappenedEvent): boolean =>
  textMatches(match, event.event) === true;

const windowOf = (rule: EventsRule): Window | undefined =>
  "within" in rule || "before" in rule || "between" in rule || "season" in rule ? rule : undefined;

/** The person's events that the rule looks at, from the first to the last. */
function eventsOf(rule: EventsRule, memberId: string, look: Look): readonly HappenedEvent[] {
  const window = windowOf(rule);
  return look.company.events
    .filter(
      (event) =>
        event.memberId === memberId &&
        event.occurred_at <= look.now &&
        isCalled(rule.event, event) &&
        hasAttributes(rule.where ?? {}, event) &&
        (window === undefined || inWindow(window, momentOf(event, look), look)),
    )
    .toSorted((a, b) => (a.occurred_at < b.occurred_at ? -1 : 1));
}

const inShare = (
  { where, ...range }: NonNullable<Measures["share"]>,
  found: readonly HappenedEvent[],
): Verdict => {
  const part = found.filter((event) => hasAttributes(where, event)).length;
  return inRange(range, found.length === 0 ? 0 : { part, of: found.length });
};

const whenIn = (window: Window, event: HappenedEvent | undefined, look: Look): Verdict =>
  event === undefined ? null : inWindow(window, momentOf(event, look), look);

const numbers = [0, 1, 2, 3, 5];

/** What may be asked of an event's attributes. */
export const anEventWhere: fc.Arbitrary<EventWhere> = fc.record(
  { campaign: aColumnMatch(campaigns), seconds: aRange([1, 2.5, 60]) },
  { requiredKeys: [] },
);
const share = fc
  .tuple(
    anEventWhere.filter((of) => Object.keys(of).length > 0),
    aPercentRange([0, 33.33, 50, 66.67, 100]),
  )
  .map(([of, range]) => ({
    where: of,
    ...(typeof range === "string" ? { exactly: range } : range),
  }));

const aMoment = fc.oneof(aWindow, aDateWindow);

const aMeasure: fc.Arbitrary<Measures> = fc.oneof(
  aRange(numbers).map((count) => ({ count })),
  aRange(numbers).map((days) => ({ days })),
  aMoment.map((first) => ({ first })),
  aMoment.map((last) => ({ last })),
  share.map((of) => ({ share: of })),
);

export const eventsOracle = oracle<EventsRule>({
  rule: fc
    .tuple(
      fc.oneof(aTextMatch(eventNames), fc.constant([...eventNames])),
      fc.oneof(
        perhaps(aMeasure),
        fc.tuple(aMeasure, aMeasure).map(([a, b]) => ({ ...a, ...b })),
      ),
      perhaps(anEventWhere.map((where) => ({ where }))),
      perhaps(aWindow),
    )
    .map(([event, measures, asked, window]) => ({ event, ...measures, ...asked, ...window })),
  holds: (rule, memberId, look) => {
    const found = eventsOf(rule, memberId, look);
    const days = new Set(found.map((event) => dayOf(event.occurred_at, look)));
    const { count, days: onDays, first, last, share: shared } = rule;
    const verdicts = [
      ...(count === undefined ? [] : [inRange(count, found.length)]),
      ...(onDays === undefined ? [] : [inRange(onDays, days.size)]),
      ...(first === undefined ? [] : [whenIn(first, found[0], look)]),
      ...(last === undefined ? [] : [whenIn(last, found.at(-1), look)]),
      ...(shared === undefined ? [] : [inShare(shared, found)]),
    ];
    return verdicts.length === 0 ? found.length > 0 : allOf(verdicts);
  },
});
