import { cell } from "./distinct-rows.ts";
import type { Slope } from "./minimize.ts";
import { customersBeyond } from "./purchase-history.ts";
import type { Histories } from "./purchase-history.ts";

/**
 * BG/NBD, the model of buying: Fader, Hardie and Lee, "Counting Your Customers" the Easy Way,
 * Marketing Science 24(2), 2005. While alive a customer buys at random at a rate of their own, the
 * rates being gamma distributed (r, alpha); after each purchase they leave for good with a
 * probability of their own, beta distributed (a, b). alpha is a time, in the unit of the histories.
 */
export interface BgNbd {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** A customer: x, t_x and T of the paper. */
export interface Customer {
  readonly repeats: number;
  readonly last: number;
  readonly known: number;
}

/**
 * ln of how much likelier it is that a customer with repeats has left after the last one than that
 * they are still there: ln [a ÷ (b + x − 1) · ((α + T) ÷ (α + t_x))^(r + x)].
 */
export const oddsOfHavingLeft = (
  { r, alpha, a, b }: BgNbd,
  { repeats, last, known }: Customer,
): number =>
  Math.log(a / (b + (repeats - 1))) + (r + repeats) * Math.log1p((known - last) / (alpha + last));

/** A running sum of the logarithm of the likelihood, and of its slopes by r, α, a and b. */
interface Sum {
  value: number;
  r: number;
  alpha: number;
  a: number;
  b: number;
}

/**
 * Γ(r+x)/Γ(r) and Γ(a+b) Γ(b+x) / (Γ(b) Γ(a+b+x)), of all customers: as x is whole they are products
 * of the first x whole steps, so each step counts as often as somebody takes it.
 */
function addSteps(sum: Sum, beyond: Float64Array, { r, a, b }: BgNbd): void {
  for (let k = 0; k < beyond.length; k += 1) {
    const customers = cell(beyond, k);
    const all = a + b + k;
    sum.value += customers * (Math.log(r + k) - Math.log1p(a / (b + k)));
    sum.r += customers / (r + k);
    sum.a -= customers / all;
    sum.b += (customers * a) / (all * (b + k));
  }
}

/**
 * α^r (α+T)^−(r+x) of every customer. Equal x and T stand together, and what they give is made once.
 */
function addSilence(sum: Sum, { known, repeats, times }: Histories, { r, alpha }: BgNbd): void {
  const logAlpha = Math.log(alpha);
  let [of, since] = [0, 0];
  for (let row = 0; row < times.length; row += 1) {
    const customers = cell(times, row);
    const x = cell(repeats, row);
    const time = cell(known, row);
    if (time !== of) [of, since] = [time, Math.log1p(time / alpha)];
    sum.value -= customers * (r * since + x * (logAlpha + since));
    sum.r -= customers * since;
    sum.alpha += (customers * (r * time - x * alpha)) / (alpha * (alpha + time));
  }
}

/** 1 + the odds of having left, of every customer with repeats. */
function addLeaving(sum: Sum, { known, last, repeats, times }: Histories, model: BgNbd): void {
  const { r, alpha, a, b } = model;
  let [of, chance] = [0, 0];
  for (let row = 0; row < times.length; row += 1) {
    const x = cell(repeats, row);
    if (x === 0) continue;
    if (x !== of) [of, chance] = [x, Math.log(a / (b + (x - 1)))];
    const until = alpha + cell(last, row);
    const gap = cell(known, row) - cell(last, row);
    const longer = Math.log1p(gap / until);
    const odds = chance + (r + x) * longer;
    const small = Math.exp(-Math.abs(odds));
    const customers = cell(times, row);
    const left = (customers * (odds > 0 ? 1 : small)) / (1 + small);
    sum.value += customers * (Math.max(odds, 0) + Math.log1p(small));
    sum.r += left * longer;
    sum.alpha -= (left * (r + x) * gap) / (until * (until + gap));
    sum.a += left / a;
    sum.b -= left / (b + (x - 1));
  }
}

/**
 * The logarithm of the likelihood of all customers (the paper's equation 6), and its slopes by the
 * logarithms of r, α, a and b. Taken apart into A1…A4 as in Fader and Hardie, Implementing the
 * BG/NBD Model for Customer Base Analysis in Excel, 2005, so that nothing over- or underflows.
 */
export function bgNbdLikelihood(histories: Histories): (model: BgNbd) => Slope {
  const beyond = customersBeyond(histories);
  return (model) => {
    const sum: Sum = { value: 0, r: 0, alpha: 0, a: 0, b: 0 };
    addSteps(sum, beyond, model);
    addSilence(sum, histories, model);
    addLeaving(sum, histories, model);
    const { r, alpha, a, b } = model;
    return { value: sum.value, gradient: [sum.r * r, sum.alpha * alpha, sum.a * a, sum.b * b] };
  };
}
