import type { Summary } from "../compute/contract.ts";
import type { Segment } from "../segments/contract.ts";
import type { PastRun, SegmentReport } from "./contract.ts";

/** Runs that reports remember: half a year of weeks, or nearly four weeks of nights. */
export const remembered = 26;

const distinctnessOf = (summary: Summary | undefined, id: Segment["id"]): number | null =>
  summary?.distinctness[id] ?? null;

/** One segment as the page tells it. Entered and left are told only of what this very run computed. */
export function segmentReport(
  { id, name, names }: Segment,
  of: { readonly summary: Summary | undefined; readonly ofThisRun: boolean },
  before: readonly PastRun[],
): SegmentReport {
  const found = of.summary?.segments.find((segment) => segment.id === id);
  const own = of.ofThisRun ? found : undefined;
  const { entered, left } = own ?? { entered: null, left: null };
  const sizes = [...before.map((past) => past.sizes[id]), own?.size];
  return {
    id,
    name,
    names,
    size: found?.size ?? null,
    entered,
    left,
    distinctness: distinctnessOf(of.summary, id),
    trend: sizes.filter((size) => size !== undefined).slice(-remembered),
  };
}

/** The middle of the lengths, the lower one of two; null of none. */
export function median(of: readonly number[]): number | null {
  const sorted = of.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
