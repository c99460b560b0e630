import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digamma, logBeta } from "../../../../lib/compute/predict/gamma-function.ts";

const euler = 0.577_215_664_901_532_9;
const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });

/** How far two numbers are apart, of the larger things that they were made of. */
const apart = (one: number, other: number, madeOf = 1) =>
  Math.abs(one - other) / Math.max(1, Math.abs(other), madeOf);
const lastDigits = 2e-13;

describe("the logarithm of the beta function", () => {
  test.each([
    [1, 1, 1],
    [2, 3, 1 / 12],
    [0.5, 0.5, Math.PI],
    [1, 40, 1 / 40],
    [30, 1, 1 / 30],
    [1e-9, 1, 1e9],
    [12, 15, 1 / 115_892_400],
  ])("B(%d, %d) is %d", (u, v, value) =>
    expect(apart(logBeta(u, v), Math.log(value))).toBeLessThan(lastDigits),
  );

  test("keeps its digits where the gamma functions are huge", () => {
    // Γ(z) / Γ(z + ½) = z^−½ (1 + 1/(8z) + …)
    const value = Math.log(Math.PI / 1e9) / 2 + Math.log1p(1 / 8e9);
    expect(apart(logBeta(1e9, 0.5), value)).toBeLessThan(lastDigits);
  });

  test("does not mind which comes first, and falls as it must", () =>
    fc.assert(
      fc.property(positive, positive, (u, v) => {
        expect(apart(logBeta(u, v), logBeta(v, u))).toBeLessThan(lastDigits);
        const next = logBeta(u, v) - Math.log1p(v / u);
        expect(apart(logBeta(u + 1, v), next)).toBeLessThan(lastDigits);
      }),
    ));
});

describe("the slope of the gamma function's logarithm", () => {
  test.each([
    [1, -euler],
    [0.5, -euler - 2 * Math.log(2)],
    [2, 1 - euler],
    [0.25, -euler - Math.PI / 2 - 3 * Math.log(2)],
    [100, 4.600_161_852_738_087],
  ])("ψ(%d) is %d", (z, value) => expect(apart(digamma(z), value)).toBeLessThan(lastDigits));

  test("grows by 1/z with every step", () =>
    fc.assert(
      fc.property(positive, (z) => {
        const next = digamma(z) + 1 / z;
        expect(apart(next, digamma(z + 1), 1 / z)).toBeLessThan(lastDigits);
      }),
    ));
});
