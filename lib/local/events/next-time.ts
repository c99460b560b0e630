import { Temporal } from "temporal-polyfill";
import { Unsupported } from "../template/unsupported.ts";

/** The first moment after `after` at which a schedule fires. */
export type NextTime = (after: Date) => Date;

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

/**
 * Reads a schedule expression: `rate(N minutes|hours|days)`, and `cron(…)` whose fields are `*`,
 * `?`, numbers, names of days, ranges, lists and steps (EventBridge Scheduler guide, schedule types, read 2026-11-22).
 * A time that summer time leaves out is skipped, one that comes twice counts once (the first).
 * Rates count from 1970-01-01, since a template does not say when it was deployed.
 * @throws Unsupported for one-time schedules, and for L, W and # in cron, by name.
 */
export function readSchedule(expression: string, zone: string): NextTime {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate !== null) {
    const step = Number(rate[1]) * (MINUTES[rate[2] ?? ""] ?? 1) * 60_000;
    return (after) => new Date((Math.floor(after.getTime() / step) + 1) * step);
  }
  const cron = /^cron\((.+)\)$/.exec(expression)?.[1]?.split(/\s+/);
  if (cron?.length !== 6)
    throw new Unsupported(`The local cloud does not know the schedule ${expression}.`);
  return nextOfCron(cron, zone, expression);
}

const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const HORIZON_DAYS = 366 * 5;

function nextOfCron(fields: readonly string[], zone: string, expression: string): NextTime {
  const [minute = "", hour = "", monthDay = "", month = "", weekDay = "", year = ""] = fields;
  const minutes = readField(minute, 0, 59);
  const hours = readField(hour, 0, 23);
  const monthDays = readField(monthDay, 1, 31);
  const months = readField(month, 1, 12);
  const weekDays = readField(named(weekDay), 1, 7);
  if (year !== "*") throw new Unsupported(`The year of ${expression} must be *.`);
  const isOn = (day: Temporal.PlainDate) =>
    months.has(day.month) && monthDays.has(day.day) && weekDays.has((day.dayOfWeek % 7) + 1);
  return (after) => {
    const start = Temporal.Instant.fromEpochMilliseconds(after.getTime());
    let day = start.toZonedDateTimeISO(zone).toPlainDate();
    for (let tried = 0; tried < HORIZON_DAYS; tried += 1, day = day.add({ days: 1 })) {
      const found = isOn(day) ? firstOf(day, { hours, minutes, zone, after }) : undefined;
      if (found !== undefined) return found;
    }
    throw new Unsupported(`The schedule ${expression} never fires.`);
  };
}

interface TimesOfDay {
  readonly hours: ReadonlySet<number>;
  readonly minutes: ReadonlySet<number>;
  readonly zone: string;
  readonly after: Date;
}

function firstOf(day: Temporal.PlainDate, times: TimesOfDay): Date | undefined {
  for (const hour of times.hours) {
    for (const minute of times.minutes) {
      const at = day.toZonedDateTime({ timeZone: times.zone, plainTime: { hour, minute } });
      const exists = at.hour === hour && at.minute === minute;
      if (exists && at.epochMilliseconds > times.after.getTime())
        return new Date(at.epochMilliseconds);
    }
  }
  return undefined;
}

const named = (field: string) =>
  field.replace(/[A-Z]{3}/g, (name) => String(DAYS.indexOf(name) + 1));

/** The values that a field stands for, in order. */
function readField(field: string, least: number, most: number): ReadonlySet<number> {
  const values = new Set<number>();
  for (const part of field.split(",")) {
    const read = /^(?:[*?]|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (read === null) throw new Unsupported(`The local cloud does not know ${part} in cron.`);
    const [, first, last, step] = read;
    const from = first === undefined ? least : Number(first);
    const to = last ?? (first !== undefined && step === undefined ? first : undefined);
    for (let value = from; value <= Number(to ?? most); value += Number(step ?? 1))
      values.add(value);
  }
  return new Set([...values].toSorted((one, other) => one - other));
}
