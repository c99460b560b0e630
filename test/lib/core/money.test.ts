import { expect, test } from "vitest";
import { centsOf } from "../../../lib/core/money.ts";

test.each([
  [300, 30_000],
  [19.9, 1990],
  [0.29, 29],
  [1.1, 110],
  [-25.5, -2550],
  [0, 0],
])("%d is %d cents, exactly", (amount, cents) => {
  expect(centsOf(amount)).toBe(cents);
});

test.each([1.005, 1e21, Number.NaN, Number.POSITIVE_INFINITY, 1e15])(
  "%d is no amount",
  (amount) => {
    expect(centsOf(amount)).toBeUndefined();
  },
);
