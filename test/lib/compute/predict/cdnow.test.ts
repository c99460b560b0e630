import { describe, expect, test } from "vitest";
import { compareTail } from "../../../../lib/compute/predict/compare-tail.ts";
import { expectedPurchases } from "../../../../lib/compute/predict/expected-purchases.ts";
import type { Fit } from "../../../../lib/compute/predict/fit.ts";
import { fitBgNbd } from "../../../../lib/compute/predict/fit-bg-nbd.ts";
import { fitGammaGamma } from "../../../../lib/compute/predict/fit-gamma-gamma.ts";
import { expectedValue } from "../../../../lib/compute/predict/gamma-gamma.ts";
import { distinctHistories } from "../../../../lib/compute/predict/purchase-history.ts";
import type { PurchaseHistory } from "../../../../lib/compute/predict/purchase-history.ts";
import { cdnowSample, cdnowSummary, hasCdnow, inWeeks, tailDays } from "./cdnow.ts";

const fitted = <Model>(fit: Fit<Model>) => {
  if (!fit.ok) throw new Error(fit.because);
  return fit;
};
const buying = (history: PurchaseHistory) => fitted(fitBgNbd(distinctHistories(history)));

/** As a paper prints it. */
const printed = (model: object, digits: number) =>
  Object.fromEntries(
    Object.entries(model).map(([name, value]) => [name, Number(value).toFixed(digits)]),
  );

const sources: readonly (readonly [string, () => PurchaseHistory])[] = [
  ["its published summary", cdnowSummary],
  ["its orders, counted in days", () => inWeeks(cdnowSample())],
];

describe.skipIf(!hasCdnow)(
  "the CDNOW sample gives the published figures (skipped without ../shared)",
  () => {
    test.each(sources)("of buying (Fader, Hardie and Lee 2005), from %s", (_of, history) => {
      const { model, logLikelihood, customers } = buying(history());
      expect(printed(model, 3)).toEqual({ r: "0.243", alpha: "4.414", a: "0.793", b: "2.426" });
      expect(logLikelihood.toFixed(1)).toBe("-9582.4");
      expect(customers).toBe(2357);
      const customer = { repeats: 2, last: 30.43, known: 38.86 };
      expect(expectedPurchases(model, customer, 39).toFixed(3)).toBe("1.226");
    });

    test("of spending (Fader and Hardie 2013)", () => {
      const { model, customers } = fitted(fitGammaGamma(cdnowSample()));
      expect(printed(model, 2)).toEqual({ p: "6.25", q: "3.74", gamma: "15.44" });
      expect(customers).toBe(946);
      const valueOf = (repeats: number, value: number) => expectedValue(model, { repeats, value });
      expect(valueOf(2, 22.35).toFixed(2)).toBe("24.66");
      expect(valueOf(1, 11.77).toFixed(2)).toBe("18.91");
      expect(valueOf(7, 73.74).toFixed(2)).toBe("71.46");
    });

    test("in days as in weeks: only α is longer, and the likelihood counted in another unit", () => {
      const days = cdnowSample();
      const inDays = buying(days);
      const weeks = buying(inWeeks(days));
      const { alpha, ...shapes } = inDays.model;
      expect(weeks.model).toMatchObject({
        r: expect.closeTo(shapes.r, 6),
        a: expect.closeTo(shapes.a, 5),
        b: expect.closeTo(shapes.b, 5),
      });
      expect(alpha / 7).toBeCloseTo(weeks.model.alpha, 5);
      const repeats = days.repeats.reduce((sum, one) => sum + one, 0);
      expect(inDays.logLikelihood + repeats * Math.log(7)).toBeCloseTo(weeks.logLikelihood, 6);
    });

    test("and foresees the 39 weeks kept back to within an eighth", () => {
      const sample = cdnowSample();
      const tail = { length: tailDays, purchases: sample.later };
      const { model } = buying(sample);
      const compared = compareTail(model, distinctHistories(sample), tail);
      expect(compared).toEqual({
        length: 273,
        predicted: expect.closeTo(1653.4, 1),
        actual: 1882,
      });
    });
  },
);
