import * as z from "zod";
import type { Duration } from "../core/duration.ts";
import {
  anniversariesBetween,
  dayAfter,
  dayBefore,
  hoursBefore,
  isDay,
} from "../core/run-clock.ts";
import type { RunClock } from "../core/run-clock.ts";
import {
  above,
  all,
  among,
  atLeast,
  atMost,
  below,
  call,
  date,
  plus,
  times,
  timestamp,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { calendarDuration, duration, strict } from "../workspace/yaml-schemas.ts";
import { inSeason, seasonDays } from "./seasons.ts";
import type { SeasonDays } from "./seasons.ts";

/** When something must have happened, D being the run's day. */
export type Window =
  /** D − length < day ≤ D */
  | { readonly is: "within"; readonly length: Duration }
  /** day ≤ D − length */
  | { readonly is: "before"; readonly length: Duration }
  /** D − from < day ≤ D − to */
  | { readonly is: "between"; readonly from: Duration; readonly to: Duration }
  /** first ≤ day ≤ last */
  | { readonly is: "days"; readonly first: string; readonly last: string }
  /** D ≤ day < D + length */
  | { readonly is: "next"; readonly length: Duration }
  /** Its anniversary falls on a day from D on, before D + length. */
  | { readonly is: "anniversary"; readonly length: Duration }
  /** In any year, on a day of the season. */
  | { readonly is: "season"; readonly days: SeasonDays };

/** A date to be looked at: its day, and its exact time in UTC where there is one. */
export interface Moment {
  readonly day: Expression;
  readonly time?: Expression | undefined;
}

const hoursPer = { hours: 1, days: 24, weeks: 168, months: 730.5, years: 8766 } as const;
const roughly = ({ amount, unit }: Duration): number => amount * hoursPer[unit];

const day = z.string().refine(isDay, {
  error: "write a length of time, such as 90 days, or a day, such as 2026-01-31",
});

const lengths = (length: typeof duration) =>
  z
    .tuple([length, length])
    .refine(([from, to]) => roughly(from) > roughly(to), {
      error: "nothing lies between; write the longer time first",
    })
    .transform(([from, to]): Window => ({ is: "between", from, to }));

const days = z
  .tuple([day, day])
  .refine(([first, last]) => first <= last, {
    error: "nothing lies between; write the earlier day first",
  })
  .transform(([first, last]): Window => ({ is: "days", first, last }));

/** Two days are told from two lengths by their first letter: lengths have none of the dashes. */
const betweenSchema = (length: typeof duration) =>
  z.array(z.string()).transform((pair, context): Window => {
    const dated = pair.some((one) => /^\d{4}-/.test(one));
    const read = (dated ? days : lengths(length)).safeParse(pair);
    if (read.success) return read.data;
    for (const { message, path } of read.error.issues) {
      const two =
        pair.length === 2 ? message : "write two: [400 days, 90 days] or [2026-01-01, 2026-03-31]";
      context.addIssue({ code: "custom", message: two, path: [...path] });
    }
    return z.NEVER;
  });

/** The keys that look back: those that filter rows. `hours` where the exact time is known. */
export const pastShape = (hours: boolean) => {
  const length = hours ? duration : calendarDuration;
  return {
    within: length.transform((of): Window => ({ is: "within", length: of })).optional(),
    before: length.transform((of): Window => ({ is: "before", length: of })).optional(),
    between: betweenSchema(length).optional(),
    season: seasonDays.transform((of): Window => ({ is: "season", days: of })).optional(),
  };
};

/** All keys of a window over a date. */
export const windowShape = (hours: boolean) => ({
  ...pastShape(hours),
  next: calendarDuration.transform((of): Window => ({ is: "next", length: of })).optional(),
  anniversary: calendarDuration
    .transform((of): Window => ({ is: "anniversary", length: of }))
    .optional(),
});

/** The one window of a map's window keys; says so when there are more. */
export function oneWindow(
  of: readonly (Window | undefined)[],
  context: z.core.$RefinementCtx,
): Window | undefined {
  const found = of.filter((one) => one !== undefined);
  if (found.length > 1)
    context.addIssue({ code: "custom", message: "write one window only; between takes two ends" });
  return found[0];
}

/** A window over a date: `{ within: 90 days }`. */
export const windowSchema = (hours: boolean): z.ZodType<Window> =>
  strict(windowShape(hours)).transform((of, context) => {
    const found = oneWindow(Object.values(of), context);
    if (found !== undefined) return found;
    context.addIssue({ code: "custom", message: "write a window, such as within: 90 days" });
    return z.NEVER;
  });

/** Whether the window looks at the exact time. */
export function countsHours(window: Window): boolean {
  if (window.is === "between") return [window.from, window.to].some(({ unit }) => unit === "hours");
  return "length" in window && window.length.unit === "hours";
}

/** Later than a length ago. */
const since = (length: Duration, of: Moment, clock: RunClock): Expression =>
  length.unit === "hours"
    ? above(of.time ?? of.day, timestamp(hoursBefore(clock.now, length.amount)))
    : above(of.day, date(dayBefore(clock.day, length)));

/** A length ago or earlier. */
const until = (length: Duration, of: Moment, clock: RunClock): Expression =>
  length.unit === "hours"
    ? atMost(of.time ?? of.day, timestamp(hoursBefore(clock.now, length.amount)))
    : atMost(of.day, date(dayBefore(clock.day, length)));

/** Not after the run's clock. */
const past = (of: Moment, clock: RunClock): Expression =>
  of.time === undefined ? atMost(of.day, date(clock.day)) : atMost(of.time, timestamp(clock.now));

function anniversary(length: Duration, of: Moment, clock: RunClock): Expression {
  const wanted = anniversariesBetween(clock.day, dayAfter(clock.day, length));
  const monthAndDay = plus(times(call("month", of.day), value(100)), call("day", of.day));
  return among(monthAndDay, wanted.map(value));
}

/** The condition that a date lies in the window; unknown where the date is. */
export function inWindow(window: Window, of: Moment, clock: RunClock): Expression {
  switch (window.is) {
    case "within":
      return all(since(window.length, of, clock), past(of, clock));
    case "before":
      return until(window.length, of, clock);
    case "between":
      return all(since(window.from, of, clock), until(window.to, of, clock));
    case "days":
      return all(
        atLeast(of.day, date(window.first)),
        atMost(of.day, date(window.last)),
        ...(of.time === undefined ? [] : [past(of, clock)]),
      );
    case "next":
      return all(
        atLeast(of.day, date(clock.day)),
        below(of.day, date(dayAfter(clock.day, window.length))),
      );
    case "anniversary":
      return anniversary(window.length, of, clock);
    case "season":
      return inSeason(window.days, of.day);
  }
}
