import { expect, test } from "vitest";
import { fitBgNbd } from "../../../../lib/compute/predict/fit-bg-nbd.ts";
import { distinctHistories } from "../../../../lib/compute/predict/purchase-history.ts";
import { missedBy, reordered, simulatedCustomers, world } from "./simulated-customers.ts";

const fitOf = (history: Parameters<typeof distinctHistories>[0]) =>
  fitBgNbd(distinctHistories(history));

test("who lives by a model is found to live by it", () => {
  const found = fitOf(simulatedCustomers());
  if (!found.ok) throw new Error(found.because);
  expect(found.customers).toBe(20_000);
  expect(missedBy(found.model, world.buying)).toBeLessThan(0.05);
});

test("the order in which customers come changes no bit of the fit", () => {
  const { repeats, last, known } = simulatedCustomers({ customers: 3000, longest: 60 });
  const rows = [...repeats.keys()].toSorted(
    (one, other) => ((one * 7919) % 3000) - ((other * 7919) % 3000),
  );
  const fits = [rows.toReversed(), rows].map((order) =>
    fitOf({
      repeats: reordered(repeats, order),
      last: reordered(last, order),
      known: reordered(known, order),
    }),
  );
  expect(fits[0]).toMatchObject({ ok: true });
  expect(fits[1]).toEqual(fits[0]);
  expect(fitOf({ repeats, last, known })).toEqual(fits[0]);
});

test("where nobody ever leaves, the fit says so", () => {
  const stay = { r: 0.6, alpha: 60, a: 1e-9, b: 1 };
  const found = fitOf(simulatedCustomers({ buying: stay, customers: 5000 }));
  if (!found.ok) throw new Error(found.because);
  const { a, b } = found.model;
  expect(a / (a + b)).toBeLessThan(0.001);
});

test("where all buy at one rate, the fit finds that rate", () => {
  const even = { r: 1e6, alpha: 5e7, a: 20, b: 80 };
  const found = fitOf(simulatedCustomers({ buying: even, customers: 5000 }));
  if (!found.ok) throw new Error(found.because);
  const { r, alpha } = found.model;
  expect(r).toBeGreaterThan(100);
  expect(r / alpha / 0.02).toBeCloseTo(1, 1);
});

test("where the data are too short to tell how people leave, the fit still comes to rest", () => {
  const buying = { r: 20, alpha: 2000, a: 20, b: 80 };
  const fits = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) =>
    fitOf(simulatedCustomers({ buying, customers: 600, longest: 180, seed })),
  );
  expect(fits.filter(({ ok }) => !ok)).toEqual([]);
});

test("of customers who never bought again there is nothing to learn", () => {
  const none = Float64Array.of(0, 0, 0);
  const found = fitOf({ repeats: none, last: none, known: Float64Array.of(10, 200, 400) });
  expect(found).toEqual({ ok: false, because: "nobody has bought a second time" });
});

test("nor of nobody", () => {
  const nobody = new Float64Array(0);
  expect(fitOf({ repeats: nobody, last: nobody, known: nobody })).toMatchObject({ ok: false });
});

test("a fit that does not converge says that it did not", () => {
  // Everything at one moment: the faster they are said to buy, the likelier.
  const found = fitOf({
    repeats: Float64Array.of(3, 2),
    last: Float64Array.of(0, 0),
    known: Float64Array.of(0, 0),
  });
  expect(found).toMatchObject({
    ok: false,
    because: expect.stringContaining("did not converge"),
  });
});
