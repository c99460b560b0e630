import { describe, expect, test } from "vitest";
import {
  chanceAlive,
  expectedPurchases,
} from "../../../../lib/compute/predict/expected-purchases.ts";
import { expectedValue } from "../../../../lib/compute/predict/gamma-gamma.ts";
import { scoreCustomers } from "../../../../lib/compute/predict/score-customers.ts";
import { reordered, simulatedCustomers, world } from "./simulated-customers.ts";

const customers = simulatedCustomers({ customers: 500, longest: 40 });
const whole = { ...customers, known: customers.known.map(Math.ceil) };
const models = { buying: world.buying, spending: world.spending };

describe("every customer is scored", () => {
  test("with what the models say of them", () => {
    const { alive, purchases, spend } = scoreCustomers(whole, models, 90);
    whole.repeats.forEach((repeats, row) => {
      const customer = { repeats, last: whole.last[row] ?? 0, known: whole.known[row] ?? 0 };
      const expected = expectedPurchases(models.buying, customer, 90);
      const value = expectedValue(models.spending, { repeats, value: whole.value[row] ?? 0 });
      expect(alive[row]).toBe(chanceAlive(models.buying, customer));
      expect(purchases[row]).toBe(expected);
      expect(spend?.[row]).toBe(expected * value);
    });
  });

  test("alike, in whichever order they come", () => {
    const order = [...whole.repeats.keys()].toReversed();
    const backwards = {
      repeats: reordered(whole.repeats, order),
      last: reordered(whole.last, order),
      known: reordered(whole.known, order),
      value: reordered(whole.value, order),
    };
    const { spend } = scoreCustomers(whole, models, 90);
    expect(scoreCustomers(backwards, models, 90).spend?.toReversed()).toEqual(spend);
  });

  test("also who bought once: with what a customer of the company is worth", () => {
    const once = {
      repeats: Float64Array.of(0),
      last: Float64Array.of(Number.NaN),
      known: Float64Array.of(30),
      value: Float64Array.of(Number.NaN),
    };
    const { alive, purchases, spend } = scoreCustomers(once, models, 365);
    expect(alive[0]).toBe(1);
    expect(purchases[0]).toBeGreaterThan(0);
    expect(spend?.[0]).toBeCloseTo((purchases[0] ?? 0) * ((6 * 15) / 2.7), 10);
  });
});

test("without a model of spending only purchases are foreseen", () => {
  const { spend, purchases } = scoreCustomers(whole, { ...models, spending: null }, 90);
  expect(spend).toBeNull();
  expect(purchases.every((one) => one > 0)).toBe(true);
});

test.each([Number.NaN, -1, Number.POSITIVE_INFINITY])("%d is no horizon", (horizon) =>
  expect(() => scoreCustomers(whole, models, horizon)).toThrow("a horizon must be"),
);

test("columns that no orders can give are not scored", () =>
  expect(() => scoreCustomers({ ...whole, last: new Float64Array(1) }, models, 90)).toThrow(
    /not of one length/,
  ));
