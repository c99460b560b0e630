import { Temporal } from "temporal-polyfill";

/** From one moment on, so far is a zone ahead of UTC; milliseconds, negative west of it. */
export interface ZoneOffset {
  readonly since: number;
  readonly offset: number;
}

const startOf = (year: number): number => Date.UTC(year, 0, 1);
const offsetOf = (at: Temporal.ZonedDateTime): number => at.offsetNanoseconds / 1_000_000;

/** A zone's offsets between the starts of two years in UTC: one for the start, then one a change. */
export function zoneOffsets(
  zone: string,
  { from, until }: { readonly from: number; readonly until: number },
): readonly ZoneOffset[] {
  const start = Temporal.Instant.fromEpochMilliseconds(startOf(from)).toZonedDateTimeISO(zone);
  const found = [{ since: startOf(from), offset: offsetOf(start) }];
  let change = start.getTimeZoneTransition("next");
  while (change !== null && change.epochMilliseconds < startOf(until)) {
    found.push({ since: change.epochMilliseconds, offset: offsetOf(change) });
    change = change.getTimeZoneTransition("next");
  }
  return found;
}
