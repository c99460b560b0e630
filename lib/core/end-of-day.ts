import { Temporal } from "temporal-polyfill";

/** The last moment of a day in a time zone, in UTC. */
export const endOfDay = (day: string, zone: string): string =>
  new Date(
    Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds - 1,
  ).toISOString();
