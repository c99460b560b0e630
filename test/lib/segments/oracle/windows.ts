import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import type { Look } from "./company.ts";

/** The days between two days of any year, over new year too: `{ from: "11-20", to: "12-24" }`. */
export interface SeasonDays {
  readonly from: string;
  readonly to: string;
}

/** A window as it stands in YAML. */
export type Window =
  | { readonly within: string }
  | { readonly before: string }
  | { readonly between: readonly [string, string] }
  | { readonly next: string }
  | { readonly anniversary: string }
  | { readonly season: SeasonDays };

/** The keys of a window where they stand among others. */
export interface WindowKeys {
  readonly within?: string;
  readonly before?: string;
  readonly between?: readonly [string, string];
}

/** The window that stands among other keys, if any. */
export function windowAmong({ within, before, between }: WindowKeys): Window | undefined {
  if (within !== undefined) return { within };
  if (before !== undefined) return { before };
  return between === undefined ? undefined : { between };
}

/** When something was: its day in the zone (`2026-11-24`), and the exact time (ISO, UTC) where there is one. */
export interface Moment {
  readonly day: string;
  readonly time?: string;
}

const inHours = (length: string): boolean => length.includes("hour");

/** The day or, counted in hours, the moment so long before the look's. */
function ago(length: string, { day, now }: Look): string {
  const [amount = "", unit = ""] = length.split(" ");
  const by = { [`${unit.replace(/s$/, "")}s`]: Number(amount) };
  return inHours(length)
    ? Temporal.Instant.from(now).subtract(by).toString()
    : Temporal.PlainDate.from(day).subtract(by).toString();
}

const ahead = (length: string, { day }: Look): Temporal.PlainDate => {
  const [amount = "", unit = ""] = length.split(" ");
  return Temporal.PlainDate.from(day).add({ [`${unit.replace(/s$/, "")}s`]: Number(amount) });
};

/** How the moment stands to so long ago: below 0 earlier, above 0 later. */
function standing(at: Moment, length: string, look: Look): number {
  if (inHours(length)) return Date.parse(at.time ?? at.day) - Date.parse(ago(length, look));
  return Temporal.PlainDate.compare(at.day, ago(length, look));
}

const isPast = ({ day, time }: Moment, look: Look): boolean =>
  time === undefined ? day <= look.day : Date.parse(time) <= Date.parse(look.now);

/** The same month and day in another year; 29 February is the 28th where there is none. */
const inYear = (monthAndDay: string, year: number): string =>
  Temporal.PlainMonthDay.from(monthAndDay).toPlainDate({ year }).toString();

function anniversarySoon(at: Moment, length: string, look: Look): boolean {
  const end = ahead(length, look).toString();
  const year = Number(look.day.slice(0, 4));
  return [year, year + 1].some((one) => {
    const day = inYear(at.day.slice(5), one);
    return look.day <= day && day < end;
  });
}

/** The year in which the season started that the day lies in; null outside. */
export function seasonYear({ from, to }: SeasonDays, day: string): number | null {
  const year = Number(day.slice(0, 4));
  const started = [year, year - 1].find((start) => {
    const first = inYear(from, start);
    const last = inYear(to, from <= to ? start : start + 1);
    return first <= day && day <= last;
  });
  return started ?? null;
}

function liesBetween([from, to]: readonly [string, string], at: Moment, look: Look): boolean {
  const dated = /^\d{4}-/.test(from);
  return dated
    ? from <= at.day && at.day <= to && (at.time === undefined || isPast(at, look))
    : standing(at, from, look) > 0 && standing(at, to, look) <= 0;
}

/** Whether something that was then lies in the window. */
export function inWindow(window: Window, at: Moment, look: Look): boolean {
  if ("within" in window) return standing(at, window.within, look) > 0 && isPast(at, look);
  if ("before" in window) return standing(at, window.before, look) <= 0;
  if ("between" in window) return liesBetween(window.between, at, look);
  if ("next" in window) return look.day <= at.day && at.day < ahead(window.next, look).toString();
  if ("anniversary" in window) return anniversarySoon(at, window.anniversary, look);
  return seasonYear(window.season, at.day) !== null;
}

const calendar = [
  "1 day",
  "2 days",
  "30 days",
  "90 days",
  "1 week",
  "2 weeks",
  "1 month",
  "13 months",
  "1 year",
  "2 years",
];
const hours = ["1 hour", "24 hours", "168 hours"];
const lengthPairs: readonly [string, string][] = [
  ["90 days", "30 days"],
  ["400 days", "90 days"],
  ["13 months", "1 month"],
  ["2 years", "1 year"],
  ["1 month", "1 week"],
];
const hourPairs: readonly [string, string][] = [
  ["48 hours", "1 hour"],
  ["168 hours", "24 hours"],
  ["30 days", "24 hours"],
  ["48 hours", "1 day"],
];
const days: readonly [string, string][] = [
  ["2026-01-01", "2026-03-31"],
  ["2026-03-29", "2026-11-24"],
  ["2024-02-29", "2028-02-29"],
  ["2026-10-25", "2026-10-25"],
  ["2025-12-24", "2027-02-28"],
];

const lookingBack = (
  lengths: readonly string[],
  pairs: readonly [string, string][],
): fc.Arbitrary<Window> =>
  fc.oneof(
    { arbitrary: fc.constantFrom(...lengths).map((within): Window => ({ within })), weight: 3 },
    { arbitrary: fc.constantFrom(...lengths).map((before): Window => ({ before })), weight: 2 },
    {
      arbitrary: fc.constantFrom(...pairs, ...days).map((pair): Window => ({ between: pair })),
      weight: 2,
    },
  );

/** Days of seasons: within a year, over new year, on leap days. */
export const someSeasonDays: fc.Arbitrary<SeasonDays> = fc.constantFrom(
  { from: "11-20", to: "12-24" },
  { from: "11-24", to: "03-29" },
  { from: "02-29", to: "02-29" },
  { from: "02-29", to: "05-31" },
  { from: "10-01", to: "02-29" },
  { from: "01-01", to: "12-31" },
  { from: "06-01", to: "05-31" },
);

/** Windows that rows with a time are filtered by (`within`, `before`, `between`), in hours too. */
export const aWindow: fc.Arbitrary<Window> = lookingBack(
  [...calendar, ...hours],
  [...lengthPairs, ...hourPairs],
);

/** The same counted in days of the calendar, for what has no time. */
const aDayWindow: fc.Arbitrary<Window> = lookingBack(calendar, lengthPairs);

/** Every window over a date that is a column: dates to come, anniversaries and seasons too. */
export const aDateWindow: fc.Arbitrary<Window> = fc.oneof(
  { arbitrary: aDayWindow, weight: 3 },
  { arbitrary: fc.constantFrom(...calendar).map((next): Window => ({ next })), weight: 1 },
  {
    arbitrary: fc
      .constantFrom("1 day", "14 days", "1 month", "1 year")
      .map((anniversary): Window => ({ anniversary })),
    weight: 1,
  },
  { arbitrary: someSeasonDays.map((season): Window => ({ season })), weight: 1 },
);
