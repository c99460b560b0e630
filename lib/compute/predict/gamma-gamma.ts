import { cell, distinctRows, picked } from "./distinct-rows.ts";
import { digamma, logBeta } from "./gamma-function.ts";
import type { Slope } from "./minimize.ts";

/**
 * Gamma-Gamma, the model of what a purchase is worth: Fader and Hardie, The Gamma-Gamma Model of
 * Monetary Value, 2013 (after Colombo and Jiang 1999). The values of a customer's purchases are gamma
 * distributed (shape p) around a mean of their own, and the customers' scales again (q, gamma).
 * What a customer spends at a time has nothing to do with how often they buy. gamma is money.
 */
export interface GammaGamma {
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
}

/** What customers spent, one place a customer in each column; money in any one unit. */
export interface SpendingHistory {
  /** x: purchases after the first one. */
  readonly repeats: Float64Array;
  /** m: what these were worth on average; not looked at where there are none. */
  readonly value: Float64Array;
}

/** Customers with a repeat purchase that was worth something, as they differ, in one order. */
export interface Spendings extends SpendingHistory {
  readonly times: Float64Array;
  readonly customers: number;
}

/** Who tells something of values: a mean of nothing is none, and a gamma distribution knows no 0. */
export function distinctSpendings({ repeats, value }: SpendingHistory): Spendings {
  const telling = Uint32Array.from(repeats.keys()).filter(
    (row) => cell(repeats, row) > 0 && cell(value, row) > 0 && Number.isFinite(cell(value, row)),
  );
  const columns = [picked(repeats, telling), picked(value, telling)] as const;
  const { at, times } = distinctRows(columns);
  return {
    repeats: picked(columns[0], at),
    value: picked(columns[1], at),
    times,
    customers: telling.length,
  };
}

/** Γ(px + q) ÷ (Γ(px) Γ(q)) of one x: its logarithm, and the slopes by p and q. */
function factorOf(repeats: number, { p, q }: GammaGamma) {
  const shape = p * repeats;
  const both = digamma(shape + q);
  return {
    value: -logBeta(shape, q),
    p: repeats * (both - digamma(shape)),
    q: both - digamma(q),
  };
}

/**
 * The logarithm of the likelihood of all customers (the paper's equation 1a), and its slopes by the
 * logarithms of p, q and γ. With z = x m: (z/(γ+z))^(px) (γ/(γ+z))^q ÷ (m B(px, q)).
 */
export const gammaGammaLikelihood =
  ({ repeats, value, times }: Spendings) =>
  (model: GammaGamma): Slope => {
    const { p, q, gamma } = model;
    const sum = { value: 0, p: 0, q: 0, gamma: 0 };
    let [of, factor] = [0, factorOf(1, model)];
    for (let row = 0; row < times.length; row += 1) {
      const many = cell(times, row);
      const x = cell(repeats, row);
      const mean = cell(value, row);
      // Rows of one x stand together.
      if (x !== of) [of, factor] = [x, factorOf(x, model)];
      const spent = x * mean;
      const below = Math.log1p(gamma / spent);
      const above = Math.log1p(spent / gamma);
      sum.value += many * (factor.value - p * x * below - q * above - Math.log(mean));
      sum.p += many * (factor.p - x * below);
      sum.q += many * (factor.q - above);
      sum.gamma += (many * (q * spent - p * x * gamma)) / (gamma + spent);
    }
    return { value: sum.value, gradient: [sum.p * p, sum.q * q, sum.gamma] };
  };

/**
 * E[M | m, x]: what a customer's purchases are worth on average in the long run (the paper's
 * equation 5): what they spent, drawn towards what all spend, the more the fewer their purchases.
 */
export const expectedValue = (
  { p, q, gamma }: GammaGamma,
  { repeats, value }: { readonly repeats: number; readonly value: number },
): number =>
  repeats === 0 ? (p * gamma) / (q - 1) : (p * (gamma + repeats * value)) / (p * repeats + q - 1);
