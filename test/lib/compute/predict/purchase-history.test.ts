import { expect, test } from "vitest";
import {
  customersBeyond,
  distinctHistories,
} from "../../../../lib/compute/predict/purchase-history.ts";

const columns = {
  repeats: Float64Array.of(3, 0, 1, 0, 1),
  last: Float64Array.of(9, Number.NaN, 4, 0, 4),
  known: Float64Array.of(9, 20, 30, 20, 30),
};

test("customers who cannot be told apart are counted together", () =>
  expect(distinctHistories(columns)).toEqual({
    repeats: Float64Array.of(0, 1, 3),
    last: Float64Array.of(0, 4, 9),
    known: Float64Array.of(20, 30, 9),
    times: Float64Array.of(2, 2, 1),
    customers: 5,
  }));

test("it is known how many went how far", () =>
  expect(customersBeyond(distinctHistories(columns))).toEqual(Float64Array.of(3, 1, 1)));

test.each([
  ["half a purchase", { repeats: Float64Array.of(0.5, 0, 1, 0, 1) }],
  ["fewer than no purchases", { repeats: Float64Array.of(-1, 0, 1, 0, 1) }],
  ["a last purchase after the end", { last: Float64Array.of(10, 0, 4, 0, 4) }],
  ["a last purchase before the first", { last: Float64Array.of(-1, 0, 4, 0, 4) }],
  ["repeats without a last purchase", { last: Float64Array.of(Number.NaN, 0, 4, 0, 4) }],
  ["an end before the beginning", { known: Float64Array.of(9, -1, 30, 20, 30) }],
  ["no end", { known: Float64Array.of(9, Number.POSITIVE_INFINITY, 30, 20, 30) }],
  ["a column that is too short", { known: Float64Array.of(9) }],
])("%s is a fault of ours, and is not fitted to", (_what, differs) =>
  expect(() => distinctHistories({ ...columns, ...differs })).toThrow(/purchase history/),
);
