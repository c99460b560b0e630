import * as fc from "fast-check";
import type { Verdict } from "./oracle-kind.ts";

/** A range as it stands in YAML: of numbers, or of percentages such as `70%`. */
export type Range<N extends number | string = number> =
  | N
  | {
      readonly "at-least"?: N;
      readonly "at-most"?: N;
      readonly above?: N;
      readonly below?: N;
      readonly exactly?: N;
    }
  | { readonly between: readonly [N, N] };

/** So much of so much: 2 of 3 are two thirds, exactly. `of` is above 0. */
export interface Ratio {
  readonly part: number;
  readonly of: number;
}

/** A decimal number as a whole number of billionths. */
function billionths(of: number | string): bigint {
  const [, sign = "", whole = "0", fraction = ""] =
    /^(-?)(\d+)(?:\.(\d{1,9}))?$/.exec(String(of)) ?? [];
  return BigInt(`${sign}${whole}${fraction.padEnd(9, "0")}`);
}

const billion = 1_000_000_000n;

/** How a measure stands to a bound: below 0, 0 or above 0. */
function against(measure: Ratio, bound: number | string): bigint {
  const percent = typeof bound === "string";
  const scale = percent ? 100n : 1n;
  const at = billionths(percent ? bound.replace("%", "") : bound);
  return billionths(measure.part) * scale * billion - at * billionths(measure.of);
}

/** Whether a number (or a ratio) lies in the range; null where it is not known. */
export function inRange(range: Range<number | string>, number: number | Ratio | null): Verdict {
  if (number === null) return null;
  const measure = typeof number === "number" ? { part: number, of: 1 } : number;
  if (typeof range !== "object") return against(measure, range) === 0n;
  if ("between" in range)
    return against(measure, range.between[0]) >= 0n && against(measure, range.between[1]) <= 0n;
  const holds = (bound: number | string | undefined, how: (stands: bigint) => boolean) =>
    bound === undefined || how(against(measure, bound));
  return (
    holds(range["at-least"], (stands) => stands >= 0n) &&
    holds(range["at-most"], (stands) => stands <= 0n) &&
    holds(range.above, (stands) => stands > 0n) &&
    holds(range.below, (stands) => stands < 0n) &&
    holds(range.exactly, (stands) => stands === 0n)
  );
}

type Bounds = readonly [low: number, high: number];

/** Ranges that something can meet, with bounds from these values. */
export function aRange(values: readonly number[]): fc.Arbitrary<Range> {
  const one = fc.constantFrom(...values);
  const two = fc.tuple(one, one).map(([a, b]): Bounds => [Math.min(a, b), Math.max(a, b)]);
  return fc.oneof(
    one,
    one.map((exactly): Range => ({ exactly })),
    one.map((at): Range => ({ "at-least": at })),
    one.map((at): Range => ({ "at-most": at })),
    one.map((at): Range => ({ above: at })),
    one.map((at): Range => ({ below: at + 1 })),
    two.map(([low, high]): Range => ({ between: [low, high] })),
    two.map(([low, high]): Range => ({ "at-least": low, "at-most": high })),
    two.map(([low, high]): Range => ({ above: low, below: high + 2 })),
    two.map(([low, high]): Range => ({ above: low, "at-most": high + 1 })),
  );
}

const percents = (of: number): string => `${of}%`;

/** The same of percentages. */
export const aPercentRange = (values: readonly number[]): fc.Arbitrary<Range<string>> =>
  aRange(values).map((range): Range<string> => {
    if (typeof range === "number") return percents(range);
    if ("between" in range)
      return { between: [percents(range.between[0]), percents(range.between[1])] };
    return Object.fromEntries(Object.entries(range).map(([key, at]) => [key, percents(at)]));
  });
