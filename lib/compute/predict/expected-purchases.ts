import { oddsOfHavingLeft } from "./bg-nbd.ts";
import type { BgNbd, Customer } from "./bg-nbd.ts";
import { cell } from "./distinct-rows.ts";
import type { Histories } from "./purchase-history.ts";

/**
 * P(alive | x, t_x, T): Fader, Hardie and Lee, Computing P(alive) Using the BG/NBD Model, 2008.
 * Without a repeat purchase it is 1: in this model one can leave only after a repeat purchase.
 */
export const chanceAlive = (model: BgNbd, customer: Customer): number =>
  customer.repeats === 0 ? 1 : 1 / (1 + Math.exp(oddsOfHavingLeft(model, customer)));

/** What is left out of a sum is at most this share of it. */
const negligible = 1e-13;
/**
 * α + T counts as at least this share of the horizon (5 minutes of a year), so that the sum ends soon
 * for who bought at the very end, too, whatever the α.
 */
const leastKnown = 1e-5;
/** Weights are scaled down before they grow past what a double can hold. */
const large = 1e200;

/** Weighted sums, up to a common factor. */
interface Weighed {
  weights: number;
  values: number;
}

/**
 * E[Y(t) | alive at T, x, T]: purchases to come within a horizon t of a customer who is still there.
 *
 * If they never left, the number N of purchases in t would be negative binomial: P(N = n) =
 * (s)_n ÷ n! · w^n (1 − w)^s with s = r + x and w = t ÷ (α + T + t). They make the next purchase after k
 * more if they stayed each time, with the probability m_k = (b + x)_k ÷ (a + b + x)_k. So
 * E = Σ_n P(N = n) (m_0 + … + m_(n−1)).
 *
 * That is the paper's equation 10 without its P(alive), written out: there a hypergeometric series is
 * taken from 1 and divided by a − 1, which loses all digits where a is near 1; here all terms are
 * positive. The weights are divided by their own sum, so that they may start from 1, however small
 * (1 − w)^s is.
 */
export function purchasesWhileAlive(
  model: BgNbd,
  customer: Pick<Customer, "repeats" | "known">,
  horizon: number,
): number {
  const shape = model.r + customer.repeats;
  const stay = model.b + customer.repeats;
  const either = model.a + stay;
  const before = Math.max(model.alpha + customer.known, leastKnown * horizon);
  const share = horizon / (before + horizon);
  const sum: Weighed = { weights: 1, values: 0 };
  let [weight, stayed, made] = [1, 1, 0];
  for (let n = 1; ; n += 1) {
    weight *= (share * (shape + n - 1)) / n;
    made += stayed;
    stayed *= (stay + n - 1) / (either + n - 1);
    sum.weights += weight;
    sum.values += weight * made;
    // No later term is larger than this share of the one before it: both factors only fall.
    const next = Math.max(share, (share * (shape + n)) / (n + 1)) * (1 + stayed / made);
    if (weight * made * next <= negligible * (1 - next) * sum.values) break;
    if (sum.values > large) {
      weight /= large;
      sum.weights /= large;
      sum.values /= large;
    }
  }
  return sum.values / sum.weights;
}

/** E[Y(t) | x, t_x, T]: purchases to come within a horizon (the paper's equation 10). */
export const expectedPurchases = (model: BgNbd, customer: Customer, horizon: number): number =>
  chanceAlive(model, customer) * purchasesWhileAlive(model, customer, horizon);

/** Purchases to come of all customers together. */
export function expectedOfAll(model: BgNbd, histories: Histories, horizon: number): number {
  const { repeats, last, known, times } = histories;
  return times.reduce((sum, customers, row) => {
    const customer = {
      repeats: cell(repeats, row),
      last: cell(last, row),
      known: cell(known, row),
    };
    return sum + customers * expectedPurchases(model, customer, horizon);
  }, 0);
}
