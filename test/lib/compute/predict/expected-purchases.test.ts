import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BgNbd, Customer } from "../../../../lib/compute/predict/bg-nbd.ts";
import {
  chanceAlive,
  expectedOfAll,
  expectedPurchases,
} from "../../../../lib/compute/predict/expected-purchases.ts";
import { distinctHistories } from "../../../../lib/compute/predict/purchase-history.ts";
import { simulatedCustomers, world } from "./simulated-customers.ts";

const model = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

/** Gauss's hypergeometric series. */
function hypergeometric(a: number, b: number, { c, z }: { c: number; z: number }): number {
  let [term, sum] = [1, 1];
  for (let n = 0; Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
  }
  return sum;
}

/** The expectation as the paper writes it (equation 10). */
function asWritten({ r, alpha, a, b }: BgNbd, { repeats: x, last, known }: Customer, t: number) {
  const series = hypergeometric(r + x, b + x, { c: a + b + x - 1, z: t / (alpha + known + t) });
  const more = 1 - ((alpha + known) / (alpha + known + t)) ** (r + x) * series;
  const left = x > 0 ? (a / (b + x - 1)) * ((alpha + known) / (alpha + last)) ** (r + x) : 0;
  return (((a + b + x - 1) / (a - 1)) * more) / (1 + left);
}

const parameter = (least: number, most: number) =>
  fc.double({ min: least, max: most, noNaN: true });
const someModel: fc.Arbitrary<BgNbd> = fc.record({
  r: parameter(0.05, 10),
  alpha: parameter(1, 500),
  a: parameter(0.01, 10),
  b: parameter(0.1, 10),
});
const someCustomer = fc
  .record({ repeats: fc.nat(40), last: fc.nat(700), since: fc.nat(400) })
  .map(({ since, ...of }): Customer => ({ ...of, known: of.last + since }));
const someHorizon = fc.integer({ min: 1, max: 730 });

describe("purchases to come", () => {
  test.each<Customer>([
    { repeats: 2, last: 30.43, known: 38.86 },
    { repeats: 0, last: 0, known: 38.86 },
    { repeats: 0, last: 0, known: 0 },
    { repeats: 29, last: 37, known: 38 },
    { repeats: 7, last: 3, known: 38 },
  ])("are the paper's, of %o", (customer) => {
    const written = asWritten(model, customer, 39);
    expect(expectedPurchases(model, customer, 39) / written).toBeCloseTo(1, 10);
  });

  test("are the paper's wherever it keeps its digits", () =>
    fc.assert(
      fc.property(someModel, someCustomer, someHorizon, (of, customer, horizon) => {
        fc.pre(Math.abs(of.a - 1) > 0.1);
        const written = asWritten(of, customer, horizon);
        const close = 1e-7 * written + 1e-9;
        expect(Math.abs(expectedPurchases(of, customer, horizon) - written)).toBeLessThan(close);
      }),
    ));

  test("pass smoothly where the paper's formula divides by 0", () => {
    const customer = { repeats: 2, last: 30, known: 39 };
    const at = (a: number) => expectedPurchases({ ...model, a }, customer, 39);
    expect(at(1)).toBeCloseTo((at(1 - 1e-4) + at(1 + 1e-4)) / 2, 8);
    expect(at(1)).toBeCloseTo(
      (asWritten({ ...model, a: 0.99 }, customer, 39) +
        asWritten({ ...model, a: 1.01 }, customer, 39)) /
        2,
      4,
    );
  });

  test("grow with the horizon, from none", () =>
    fc.assert(
      fc.property(someModel, someCustomer, someHorizon, (of, customer, horizon) => {
        const within = (days: number) => expectedPurchases(of, customer, days);
        expect(within(0)).toBe(0);
        expect(within(horizon)).toBeGreaterThanOrEqual(0);
        expect(within(horizon + 30)).toBeGreaterThanOrEqual(within(horizon));
      }),
    ));

  test("are counted of the busiest and of the newest customer, too", () => {
    const busy = { repeats: 50_000, last: 1000, known: 1000 };
    expect(expectedPurchases({ ...model, a: 1e-6 }, busy, 1000)).toBeCloseTo(49_780, -1);
    const young = { repeats: 0, last: 0, known: 0 };
    expect(expectedPurchases({ ...model, alpha: 1e-9 }, young, 365)).toBeGreaterThan(0);
  });

  test("of all customers together come close to what they then buy", () => {
    const customers = simulatedCustomers({}, 200);
    const came = customers.later.reduce((sum, one) => sum + one, 0);
    const foreseen = expectedOfAll(world.buying, distinctHistories(customers), 200);
    expect(foreseen / came).toBeCloseTo(1, 1);
    expect(came).toBeGreaterThan(5000);
  });
});

/** The chance after so many repeat purchases and then so many days without. */
const silent = (repeats: number, days: number) =>
  chanceAlive(model, { repeats, last: 20, known: 20 + days });

describe("the chance that a customer is still there", () => {
  test("is a chance", () =>
    fc.assert(
      fc.property(someModel, someCustomer, (of, customer) => {
        expect(chanceAlive(of, customer)).toBeGreaterThanOrEqual(0);
        expect(chanceAlive(of, customer)).toBeLessThanOrEqual(1);
      }),
    ));

  test("is certainty for who never bought again: the model lets people leave after repeats only", () =>
    expect(chanceAlive(model, { repeats: 0, last: 0, known: 500 })).toBe(1));

  test("falls with every day of silence, and the faster the more they used to buy", () => {
    expect(silent(3, 10)).toBeGreaterThan(silent(3, 20));
    expect(silent(3, 20)).toBeGreaterThan(silent(10, 20));
    expect(silent(200, 1000)).toBe(0);
  });

  test("right after a purchase is that of not leaving with it", () => {
    const { a, b } = model;
    const chance = chanceAlive(model, { repeats: 4, last: 30, known: 30 });
    expect(chance).toBeCloseTo((b + 3) / (a + b + 3), 12);
  });
});
