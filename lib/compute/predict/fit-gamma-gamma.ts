import { cell } from "./distinct-rows.ts";
import { fit } from "./fit.ts";
import type { Fit } from "./fit.ts";
import { distinctSpendings, gammaGammaLikelihood } from "./gamma-gamma.ts";
import type { GammaGamma, SpendingHistory } from "./gamma-gamma.ts";

/** With q up to 1 the model's own mean is infinite. */
const withMean = (found: Fit<GammaGamma>): Fit<GammaGamma> =>
  found.ok && found.model.q <= 1
    ? { ok: false, because: "what customers spend is spread so widely that it has no mean" }
    : found;

/**
 * The model of what a purchase is worth that makes the means of those with repeat purchases
 * likeliest. Looked for by p, q and the level p γ ÷ q, near which values lie whatever their spread.
 */
export function fitGammaGamma(history: SpendingHistory): Fit<GammaGamma> {
  const spendings = distinctSpendings(history);
  const { times, value, customers } = spendings;
  if (customers === 0) {
    return { ok: false, because: "no repeat purchase was worth anything" };
  }
  const mean = times.reduce((sum, many, row) => sum + many * cell(value, row), 0) / customers;
  const likelihood = gammaGammaLikelihood(spendings);
  return withMean(
    fit({
      model: ([p = 0, q = 0, level = 0]) => ({ p, q, gamma: (level * q) / p }),
      start: [2, 3, mean],
      likelihood: (model) => {
        const found = likelihood(model);
        const [p = 0, q = 0, gamma = 0] = found.gradient;
        return { value: found.value, gradient: [p - gamma, q + gamma, gamma] };
      },
      customers,
    }),
  );
}
