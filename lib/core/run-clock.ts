import { Temporal } from "temporal-polyfill";
import type { Duration } from "./duration.ts";

/** A run's clock: one moment, and D, its day in the workspace's zone. Nothing else is "now". */
export interface RunClock {
  /** UTC, `2026-11-24T03:00:00.000Z`. */
  readonly now: string;
  /** D, `2026-11-24`. */
  readonly day: string;
}

/** Whether the zone is one that calendars know (`Europe/Helsinki`). */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]+(\/[\w+-]+)*$/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** The clock of a run that starts at a moment (any ISO time with an offset), in a time zone. */
export function runClock(moment: string, zone: string): RunClock {
  const instant = Temporal.Instant.from(moment);
  return {
    now: new Date(instant.epochMilliseconds).toISOString(),
    day: instant.toZonedDateTimeISO(zone).toPlainDate().toString(),
  };
}

/** A day so long before another, by the calendar: the 31st clamps to the month's last day. No hours. */
export const dayBefore = (day: string, { amount, unit }: Duration): string =>
  Temporal.PlainDate.from(day)
    .subtract({ [unit]: amount })
    .toString();

/** A day so long after another, by the calendar. No hours. */
export const dayAfter = (day: string, { amount, unit }: Duration): string =>
  Temporal.PlainDate.from(day)
    .add({ [unit]: amount })
    .toString();

/** A moment so many hours before another, in UTC. */
export const hoursBefore = (moment: string, hours: number): string =>
  new Date(Temporal.Instant.from(moment).subtract({ hours }).epochMilliseconds).toISOString();

/** Whether the text is a day of the calendar, `2026-02-28`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}

/**
 * Month and day (as month × 100 + day) of every day from `first` up to `end`, which is left out; a year
 * at most. Where 28 February stands in a year without a 29th, it stands for both: the 29th clamps.
 */
export function anniversariesBetween(first: string, end: string): readonly number[] {
  const found = new Set<number>();
  const stop = Temporal.PlainDate.from(end);
  let day = Temporal.PlainDate.from(first);
  while (Temporal.PlainDate.compare(day, stop) < 0 && found.size < 366) {
    found.add(day.month * 100 + day.day);
    if (day.month === 2 && day.day === 28 && !day.inLeapYear) found.add(229);
    day = day.add({ days: 1 });
  }
  return [...found];
}
