import { bgNbdLikelihood } from "./bg-nbd.ts";
import type { BgNbd } from "./bg-nbd.ts";
import { cell } from "./distinct-rows.ts";
import { fit } from "./fit.ts";
import type { Fit } from "./fit.ts";
import type { Histories } from "./purchase-history.ts";

const total = ({ times }: Histories, of: Float64Array): number =>
  times.reduce((sum, customers, row) => sum + customers * cell(of, row), 0);

/**
 * The model of buying that makes these histories likeliest. Looked for by r, a and the ratios α ÷ r
 * (between purchases) and b ÷ a (staying to leaving). Where the data know of no end to a
 * parameter (nobody ever leaves; all buy at one rate), the likelihood levels off along one of these
 * alone, and the search rests there: single parameters then say little, and the predictions hold.
 */
export function fitBgNbd(histories: Histories): Fit<BgNbd> {
  const repeats = total(histories, histories.repeats);
  if (repeats === 0) return { ok: false, because: "nobody has bought a second time" };
  const likelihood = bgNbdLikelihood(histories);
  return fit({
    model: ([r = 0, wait = 0, a = 0, staying = 0]) => ({ r, alpha: r * wait, a, b: a * staying }),
    start: [1, total(histories, histories.known) / repeats, 1, 2],
    likelihood: (model) => {
      const { value, gradient } = likelihood(model);
      const [r = 0, alpha = 0, a = 0, b = 0] = gradient;
      return { value, gradient: [r + alpha, alpha, a + b, b] };
    },
    customers: histories.customers,
  });
}
