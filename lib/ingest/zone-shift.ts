import { type ZoneOffset, zoneOffsets } from "../core/zone-offsets.ts";
import {
  type Expression,
  atLeast,
  call,
  cast,
  firstOf,
  minus,
  plus,
  timestamp,
  value,
} from "../sql/expression.ts";

/**
 * Times of a zone as UTC and back. DuckDB's own conversion asks a calendar about every row: 0.40 µs to
 * UTC, 0.30 µs back. A zone's offset changes twice a year at most places, so for the years of nearly
 * all rows it is looked up among those changes, 0.03 µs (they are Node's, as the day of a run is); the
 * calendar is asked about the rest.
 */
const years = { from: 2000, until: 2040 };
const end = Date.UTC(years.until, 0, 1);

/** From this time on the zone is so many milliseconds ahead; undefined where the calendar is asked. */
interface Stretch {
  readonly from: number;
  readonly offset: number | undefined;
}

/** By the time in UTC. */
const stretchesOfUtc = (offsets: readonly ZoneOffset[]): readonly Stretch[] => [
  ...offsets.map(({ since, offset }) => ({ from: since, offset })),
  { from: end, offset: undefined },
];

/** By the time in the zone. Hours that a change skips or repeats are for the calendar to judge. */
const stretchesOfZone = (offsets: readonly ZoneOffset[]): readonly Stretch[] =>
  offsets.flatMap(({ since, offset }, at) => {
    const before = offsets[at - 1]?.offset ?? offset;
    const next = offsets[at + 1] ?? { since: end, offset };
    const from = since + Math.max(before, offset);
    const until = next.since + Math.min(offset, next.offset);
    return from < until
      ? [
          { from, offset },
          { from: until, offset: undefined },
        ]
      : [];
  });

/** The offset at a time, in microseconds: `offset` before the first stretch, then found by halves. */
function offsetAt(
  time: Expression,
  stretches: readonly Stretch[],
  offset: number | undefined,
): Expression {
  const half = Math.floor(stretches.length / 2);
  const middle = stretches[half];
  if (middle === undefined)
    return offset === undefined ? cast(value(null), "BIGINT") : value(offset * 1000);
  const since = timestamp(new Date(middle.from).toISOString());
  const later = offsetAt(time, stretches.slice(half + 1), middle.offset);
  return firstOf(
    [{ when: atLeast(time, since), gives: later }],
    offsetAt(time, stretches.slice(0, half), offset),
  );
}

/** How far a zone is ahead of UTC at one of its own times; unknown where the calendar must be asked. */
export const offsetInZone = (local: Expression, zone: string): Expression =>
  zone === "UTC" ? value(0) : offsetAt(local, stretchesOfZone(zoneOffsets(zone, years)), undefined);

/** A local time less its zone's offset: UTC. */
export const lessOffset = (local: Expression, offset: Expression): Expression =>
  call("make_timestamp", minus(call("epoch_us", local), offset));

const utc = value("UTC");

/** Wall-clock time of a zone as UTC, by DuckDB's calendar. */
export const byCalendar = (local: Expression, zone: string): Expression =>
  zone === "UTC" ? local : call("timezone", utc, call("timezone", value(zone), local));

/** Wall-clock time of a zone as UTC. */
export const fromZone = (local: Expression, zone: string): Expression =>
  zone === "UTC"
    ? local
    : call("coalesce", lessOffset(local, offsetInZone(local, zone)), byCalendar(local, zone));

/** UTC as wall-clock time of a zone. */
export function toZone(moment: Expression, zone: string): Expression {
  if (zone === "UTC") return moment;
  const offset = offsetAt(moment, stretchesOfUtc(zoneOffsets(zone, years)), undefined);
  return call(
    "coalesce",
    call("make_timestamp", plus(call("epoch_us", moment), offset)),
    call("timezone", value(zone), call("timezone", utc, moment)),
  );
}
