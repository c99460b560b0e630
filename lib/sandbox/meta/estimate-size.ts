import { SIZE_DELAY, SMALLEST_SHOWN_SIZE } from "./limits.ts";
import type { MemberRows } from "./member-rows.ts";

/** How many rows of an audience had found a person at a moment (milliseconds). */
export interface SizePoint {
  readonly at: number;
  readonly matched: number;
}

interface Sized {
  readonly rows: MemberRows;
  sizes: SizePoint[];
}

/** Notes the size after a change, and drops notes that no reader can see any more. */
export function recordSize(audience: Sized, now: number): void {
  const shown = audience.sizes.findLastIndex(({ at }) => at + SIZE_DELAY <= now);
  audience.sizes = [
    ...audience.sizes.slice(Math.max(shown, 0)).filter(({ at }) => at !== now),
    { at: now, matched: audience.rows.matched() },
  ];
}

/** The size that shows at `now`: what it was a day before. Undefined while the first upload is younger. */
export const shownSize = (audience: Sized, now: number): number | undefined =>
  audience.sizes.findLast(({ at }) => at + SIZE_DELAY <= now)?.matched;

/** Bounds as shown: two leading digits, rounded down and up; -1 while there is no size, small ones never told apart. */
export function sizeBounds(size: number | undefined): {
  readonly lower: number;
  readonly upper: number;
} {
  if (size === undefined) return { lower: -1, upper: -1 };
  if (size < SMALLEST_SHOWN_SIZE) return { lower: SMALLEST_SHOWN_SIZE, upper: SMALLEST_SHOWN_SIZE };
  const step = 10 ** (String(size).length - 2);
  const lower = Math.floor(size / step) * step;
  return { lower, upper: lower + step };
}
