import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fitGammaGamma } from "../../../../lib/compute/predict/fit-gamma-gamma.ts";
import {
  distinctSpendings,
  expectedValue,
  gammaGammaLikelihood,
} from "../../../../lib/compute/predict/gamma-gamma.ts";
import type { GammaGamma } from "../../../../lib/compute/predict/gamma-gamma.ts";
import { missedBy, reordered, simulatedCustomers, world } from "./simulated-customers.ts";

type Row = readonly [repeats: number, value: number];

const historyOf = (rows: readonly Row[]) => ({
  repeats: Float64Array.from(rows, ([repeats]) => repeats),
  value: Float64Array.from(rows, ([, value]) => value),
});

const parameter = fc.double({ min: -3, max: 5, noNaN: true }).map(Math.exp);
const someModel: fc.Arbitrary<GammaGamma> = fc.record({
  p: parameter,
  q: parameter,
  gamma: parameter,
});
const someRows = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 50 }), fc.double({ min: 0.01, max: 5000, noNaN: true })),
  { minLength: 1, maxLength: 30 },
);

/** ln Γ of a whole number. */
function logGamma(whole: number): number {
  let sum = 0;
  for (let k = 2; k < whole; k += 1) sum += Math.log(k);
  return sum;
}

/** The density of the mean of x purchases by adding up over the customers' scales, step by small step. */
function addedUp({ p, q, gamma }: GammaGamma, [x, mean]: Row): number {
  let sum = 0;
  const step = 0.001;
  for (let scale = step / 2; scale < 20; scale += step) {
    const ofMean =
      p * x * Math.log(scale * x) +
      (p * x - 1) * Math.log(mean) -
      scale * x * mean -
      logGamma(p * x);
    const ofScale = q * Math.log(gamma) + (q - 1) * Math.log(scale) - gamma * scale - logGamma(q);
    sum += Math.exp(ofMean + ofScale) * step;
  }
  return Math.log(sum);
}

test("the likelihood is that of means of gamma distributed values with gamma distributed scales", () => {
  const model = { p: 4, q: 3, gamma: 5 };
  for (const row of [
    [1, 3],
    [2, 9],
    [5, 0.8],
  ] satisfies Row[]) {
    const { value } = gammaGammaLikelihood(distinctSpendings(historyOf([row])))(model);
    expect(value).toBeCloseTo(addedUp(model, row), 6);
  }
});

test("its slopes are those that small steps show", () =>
  fc.assert(
    fc.property(someRows, someModel, (rows, model) => {
      const likelihood = gammaGammaLikelihood(distinctSpendings(historyOf(rows)));
      const { value, gradient } = likelihood(model);
      const step = 1e-5;
      const shown = (["p", "q", "gamma"] as const).map((name) => {
        const moved = (by: number) => likelihood({ ...model, [name]: model[name] * Math.exp(by) });
        return (moved(step).value - moved(-step).value) / (2 * step);
      });
      gradient.forEach((slope, at) => {
        const close = 1e-5 * (1 + Math.abs(slope)) + 1e-8 * Math.abs(value);
        expect(Math.abs(slope - (shown[at] ?? Number.NaN))).toBeLessThan(close);
      });
    }),
  ));

test("who spends by a model is found to spend by it", () => {
  const found = fitGammaGamma(simulatedCustomers({ customers: 60_000 }));
  if (!found.ok) throw new Error(found.because);
  expect(missedBy(found.model, world.spending)).toBeLessThan(0.1);
  const newcomer = { repeats: 0, value: Number.NaN };
  const mean = expectedValue(world.spending, newcomer);
  expect(expectedValue(found.model, newcomer) / mean).toBeCloseTo(1, 1);
});

test("cents as euros: only γ is larger", () => {
  const { repeats, value } = simulatedCustomers({ customers: 2000 });
  const euros = fitGammaGamma({ repeats, value });
  const cents = fitGammaGamma({ repeats, value: value.map((one) => one * 100) });
  if (!euros.ok || !cents.ok) throw new Error("one of the fits failed");
  expect(cents.model.p).toBeCloseTo(euros.model.p, 4);
  expect(cents.model.q).toBeCloseTo(euros.model.q, 4);
  expect(cents.model.gamma / 100).toBeCloseTo(euros.model.gamma, 3);
});

test("the order in which customers come changes no bit of the fit", () => {
  const { repeats, value } = simulatedCustomers({ customers: 2000 });
  const order = [...repeats.keys()].toReversed();
  const backwards = { repeats: reordered(repeats, order), value: reordered(value, order) };
  const found = fitGammaGamma({ repeats, value });
  expect(found).toMatchObject({ ok: true });
  expect(fitGammaGamma(backwards)).toEqual(found);
});

test("customers without a repeat purchase, and purchases worth nothing, are not learned from", () => {
  const telling: readonly Row[] = [
    [2, 20],
    [3, 30],
    [1, 90],
    [2, 15],
    [4, 22],
    [1, 12],
  ];
  const mute: readonly Row[] = [
    [0, 500],
    [0, Number.NaN],
    [2, 0],
    [1, Number.NaN],
  ];
  const { customers, value } = distinctSpendings(historyOf([...mute, ...telling]));
  expect(customers).toBe(6);
  expect([...value].toSorted((one, other) => one - other)).toEqual([12, 15, 20, 22, 30, 90]);
});

test("where nothing was worth anything there is no model", () =>
  expect(
    fitGammaGamma(
      historyOf([
        [2, 0],
        [0, 10],
      ]),
    ),
  ).toEqual({
    ok: false,
    because: "no repeat purchase was worth anything",
  }));

test("where everybody always spends the same, the fit does not converge and says so", () =>
  expect(
    fitGammaGamma(
      historyOf([
        [1, 10],
        [2, 10],
        [3, 10],
      ]),
    ),
  ).toMatchObject({
    ok: false,
    because: expect.stringContaining("did not converge"),
  }));

test("values that are spread too widely to have a mean give no model", () => {
  const spending = { p: 6, q: 0.7, gamma: 15 };
  expect(fitGammaGamma(simulatedCustomers({ spending }))).toEqual({
    ok: false,
    because: "what customers spend is spread so widely that it has no mean",
  });
});

test("what is expected lies between a customer's own mean and everybody's, nearer to theirs with every purchase", () => {
  const model = world.spending;
  const everybody = expectedValue(model, { repeats: 0, value: Number.NaN });
  expect(everybody).toBeCloseTo((6 * 15) / 2.7, 12);
  const after = (repeats: number) => expectedValue(model, { repeats, value: 100 });
  expect(after(1)).toBeGreaterThan(everybody);
  expect(after(2)).toBeGreaterThan(after(1));
  expect(after(1000)).toBeLessThan(100);
  expect(after(1000)).toBeCloseTo(100, 0);
});
