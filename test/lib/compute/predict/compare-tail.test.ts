import { expect, test } from "vitest";
import { compareTail } from "../../../../lib/compute/predict/compare-tail.ts";
import { fitBgNbd } from "../../../../lib/compute/predict/fit-bg-nbd.ts";
import { distinctHistories } from "../../../../lib/compute/predict/purchase-history.ts";
import { simulatedCustomers } from "./simulated-customers.ts";

test("what was kept back from the fit is held against what it foresaw", () => {
  const customers = simulatedCustomers({}, 100);
  const before = distinctHistories(customers);
  const fit = fitBgNbd(before);
  if (!fit.ok) throw new Error(fit.because);
  const purchases = customers.later.reduce((sum, one) => sum + one, 0);
  const compared = compareTail(fit.model, before, { length: 100, purchases });
  expect(compared).toMatchObject({ length: 100, actual: purchases });
  expect(compared.predicted / compared.actual).toBeGreaterThan(0.95);
  expect(compared.predicted / compared.actual).toBeLessThan(1.05);
});
