import { expect, test } from "vitest";
import { minimize } from "../../../../lib/compute/predict/minimize.ts";

test("a curved valley is followed to its end", () => {
  // Rosenbrock 1960: the lowest point is (1, 1).
  const found = minimize(
    ([x = 0, y = 0]) => ({
      value: (1 - x) ** 2 + 100 * (y - x ** 2) ** 2,
      gradient: [-2 * (1 - x) - 400 * x * (y - x ** 2), 200 * (y - x ** 2)],
    }),
    [-1.2, 1],
  );
  expect(found).toMatchObject({ ok: true, at: [expect.closeTo(1, 8), expect.closeTo(1, 8)] });
});

test("where it is flat already, nothing moves", () =>
  expect(minimize(([x = 0]) => ({ value: x ** 2, gradient: [2 * x] }), [0])).toEqual({
    ok: true,
    at: [0],
    value: 0,
    rounds: 0,
  }));

test("a slope without an end has no minimum", () =>
  expect(minimize(([x = 0]) => ({ value: -x, gradient: [-1] }), [0])).toEqual({
    ok: false,
    because: "there is no end to where it leads",
  }));

test("what levels off in one direction is followed to the edge, and does not stop the others", () => {
  const found = minimize(
    ([x = 0, y = 0]) => ({
      value: Math.exp(-2 * x) + Math.cosh(y - 1),
      gradient: [-2 * Math.exp(-2 * x), Math.sinh(y - 1)],
    }),
    [0, 0],
  );
  expect(found).toMatchObject({ ok: true, value: expect.closeTo(1, 8) });
  expect(found.ok && found.at[1]).toBeCloseTo(1, 8);
});

test("what gives no numbers has no minimum", () =>
  expect(minimize(() => ({ value: Number.NaN, gradient: [Number.NaN] }), [0])).toMatchObject({
    ok: false,
  }));

test("a slope that lies is found out", () =>
  expect(minimize(([x = 0]) => ({ value: x ** 2, gradient: [-2 * x - 1] }), [3])).toEqual({
    ok: false,
    because: "no further step led downhill",
  }));
