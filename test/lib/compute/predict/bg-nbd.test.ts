import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bgNbdLikelihood } from "../../../../lib/compute/predict/bg-nbd.ts";
import type { BgNbd } from "../../../../lib/compute/predict/bg-nbd.ts";
import { logBeta } from "../../../../lib/compute/predict/gamma-function.ts";
import { distinctHistories } from "../../../../lib/compute/predict/purchase-history.ts";

type Row = readonly [repeats: number, last: number, known: number];

const historiesOf = (rows: readonly Row[]) =>
  distinctHistories({
    repeats: Float64Array.from(rows, ([repeats]) => repeats),
    last: Float64Array.from(rows, ([, last]) => last),
    known: Float64Array.from(rows, ([, , known]) => known),
  });

const parameter = fc.double({ min: -4, max: 4, noNaN: true }).map(Math.exp);
const someModel: fc.Arbitrary<BgNbd> = fc.record({
  r: parameter,
  alpha: parameter.map((one) => 30 * one),
  a: parameter,
  b: parameter,
});
const someRow = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 900 }), fc.nat(300))
  .map(([repeats, last, since]): Row => [repeats, last, last + since]);
const someRows = fc.array(someRow, { minLength: 1, maxLength: 30 });

/** The likelihood of one customer as the paper writes it (equation 6), for numbers that are not large. */
function asWritten([x, last, known]: Row, { r, alpha, a, b }: BgNbd): number {
  const steps = Array.from({ length: x }, (_, k) => r + k).reduce((all, one) => all * one, 1);
  const stays =
    (Math.exp(logBeta(a, b + x) - logBeta(a, b)) * alpha ** r) / (alpha + known) ** (r + x);
  const leaves =
    (Math.exp(logBeta(a + 1, b + x - 1) - logBeta(a, b)) * alpha ** r) / (alpha + last) ** (r + x);
  return steps * (stays + (x > 0 ? leaves : 0));
}

test("the likelihood is the paper's", () => {
  const model = { r: 0.7, alpha: 40, a: 0.9, b: 2.2 };
  const rows: readonly Row[] = [
    [0, 0, 0],
    [0, 0, 100],
    [0, 0, 100],
    [1, 3, 100],
    [3, 90, 90],
    [6, 20, 400],
  ];
  const written = rows.reduce((sum, row) => sum + Math.log(asWritten(row, model)), 0);
  expect(bgNbdLikelihood(historiesOf(rows))(model).value).toBeCloseTo(written, 10);
});

test("its slopes are those that small steps show", () => {
  fc.assert(
    fc.property(someRows, someModel, (rows, model) => {
      const likelihood = bgNbdLikelihood(historiesOf(rows));
      const { value, gradient } = likelihood(model);
      const step = 1e-5;
      const shown = (["r", "alpha", "a", "b"] as const).map((name) => {
        const moved = (by: number) => likelihood({ ...model, [name]: model[name] * Math.exp(by) });
        return (moved(step).value - moved(-step).value) / (2 * step);
      });
      gradient.forEach((slope, at) => {
        const close = 1e-5 * (1 + Math.abs(slope)) + 1e-9 * Math.abs(value);
        expect(Math.abs(slope - (shown[at] ?? Number.NaN))).toBeLessThan(close);
      });
    }),
  );
});

test("neither huge nor tiny numbers leave what can be counted", () => {
  const likelihood = bgNbdLikelihood(
    historiesOf([
      [20_000, 1, 5000],
      [1, 0, 1e6],
      [0, 0, 1e6],
    ]),
  );
  for (const size of [1e-10, 1, 1e10]) {
    const { value, gradient } = likelihood({ r: size, alpha: 1 / size, a: size, b: 1 / size });
    expect([value, ...gradient].every(Number.isFinite)).toBe(true);
  }
});
