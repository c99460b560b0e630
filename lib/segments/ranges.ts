import * as z from "zod";
import { centsOf } from "../core/money.ts";
import { above, all, atLeast, atMost, below, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { strict } from "../workspace/yaml-schemas.ts";

/** One end of a range; `open`: the bound itself is outside. */
export interface Bound {
  readonly at: number;
  readonly open: boolean;
}

/** From where to where a number must lie. */
export interface Range {
  readonly low: Bound | undefined;
  readonly high: Bound | undefined;
}

/** Which numbers a range is made of. */
export interface Numbers {
  /** A number as written, as the number that is compared; undefined when it does not fit. */
  readonly read: (written: number) => number | undefined;
  readonly advice: string;
  /** Whether nothing lies between two neighbours, so that above 3 and below 4 is empty. */
  readonly steps: boolean;
  /** Whether they are written as percentages, such as `70%`. */
  readonly percent?: boolean;
}

export const whole: Numbers = {
  read: (written) => (Number.isSafeInteger(written) && written >= 0 ? written : undefined),
  advice: "write a whole number, 0 or more",
  steps: true,
};

/** Money of the workspace's currency: written in units, compared in cents. */
export const money: Numbers = {
  read: centsOf,
  advice: "write an amount with at most two decimals",
  steps: true,
};

export const anyNumber: Numbers = {
  read: (written) =>
    Number.isFinite(written) && /^-?\d+(\.\d{1,6})?$/.test(String(written)) ? written : undefined,
  advice: "write a number with at most six decimals",
  steps: false,
};

/** Shares, in hundredths of a percent: 70% is 7000. */
export const percent: Numbers = {
  read: (written) => (written >= 0 ? centsOf(written) : undefined),
  advice: "write a percentage with at most two decimals, such as 70%",
  steps: false,
  percent: true,
};

/** One whole, in what shares are counted in. */
export const wholeShare = 10_000;

interface Written {
  readonly "at-least"?: number | undefined;
  readonly "at-most"?: number | undefined;
  readonly above?: number | undefined;
  readonly below?: number | undefined;
  readonly exactly?: number | undefined;
  readonly between?: readonly [number, number] | undefined;
}

const bound = (shut: number | undefined, open: number | undefined): Bound | undefined => {
  if (shut !== undefined) return { at: shut, open: false };
  return open === undefined ? undefined : { at: open, open: true };
};

const exactly = (at: number): Range => ({ low: { at, open: false }, high: { at, open: false } });

function toRange(of: Written): Range {
  if (of.exactly !== undefined) return exactly(of.exactly);
  if (of.between !== undefined)
    return { low: bound(of.between[0], undefined), high: bound(of.between[1], undefined) };
  return { low: bound(of["at-least"], of.above), high: bound(of["at-most"], of.below) };
}

/** Keys that say the same thing twice, so that one of them would be lost. */
function overdone(of: Written): boolean {
  const keys = Object.values(of).filter((one) => one !== undefined).length;
  if (of.exactly !== undefined || of.between !== undefined) return keys > 1;
  return (
    keys === 0 ||
    (of["at-least"] !== undefined && of.above !== undefined) ||
    (of["at-most"] !== undefined && of.below !== undefined)
  );
}

function impossible({ low, high }: Range, steps: boolean): boolean {
  if (low === undefined || high === undefined) return false;
  const opens = Number(low.open) + Number(high.open);
  const room = high.at - low.at;
  return steps ? room < opens : room < 0 || (room === 0 && opens > 0);
}

const percentText = (error: string) =>
  z
    .string({ error })
    .regex(/^\d{1,6}(\.\d+)?%$/, { error })
    .transform((of) => Number(of.slice(0, -1)));

/** A number that a range of this kind may be made of. */
export const numberOf = (numbers: Numbers) =>
  (numbers.percent === true ? percentText(numbers.advice) : z.number()).transform(
    (written, context) => {
      const read = numbers.read(written);
      if (read !== undefined) return read;
      context.addIssue({ code: "custom", message: numbers.advice });
      return z.NEVER;
    },
  );

/** The keys of a range, for a map that may hold others too. */
export const rangeShape = (numbers: Numbers) => {
  const one = numberOf(numbers).optional();
  return {
    "at-least": one,
    "at-most": one,
    above: one,
    below: one,
    exactly: one,
    between: z.tuple([numberOf(numbers), numberOf(numbers)]).optional(),
  };
};

/** Makes a range of its keys, or says why that cannot be. */
export function rangeFrom(of: Written, numbers: Numbers, context: z.core.$RefinementCtx): Range {
  const refuse = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  if (overdone(of))
    return refuse("write one lower and one upper bound at most, or exactly, or between");
  const range = toRange(of);
  return impossible(range, numbers.steps)
    ? refuse("no number can meet this range; mend its bounds")
    : range;
}

/** A number by itself: exactly that. */
export const exactSchema = (numbers: Numbers) => numberOf(numbers).transform(exactly);

/** A number (exactly), or `{ at-least, at-most, above, below, exactly }`, or `{ between: [a, b] }` (inclusive). */
export const rangeSchema = (numbers: Numbers): z.ZodType<Range> =>
  z.union([
    exactSchema(numbers),
    strict(rangeShape(numbers)).transform((of, context) => rangeFrom(of, numbers, context)),
  ]);

/** The condition that a measure lies in the range. `scaled` makes the SQL of a bound; else it is the number. */
export function inRange(
  { low, high }: Range,
  measure: Expression,
  scaled: (of: number) => Expression = value,
): Expression {
  const from = low === undefined ? [] : [(low.open ? above : atLeast)(measure, scaled(low.at))];
  const to = high === undefined ? [] : [(high.open ? below : atMost)(measure, scaled(high.at))];
  return all(...from, ...to);
}
