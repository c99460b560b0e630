import { expect, test } from "vitest";
import { spark } from "../../../lib/console/spark.ts";

const heights = (values: readonly number[]) =>
  [...(spark(values, String)?.markup.matchAll(/[\d.]+,([\d.]+)[ "]/g) ?? [])].map((m) =>
    Number(m[1]),
  );

test("the line goes up where sizes grow, from edge to edge", () => {
  expect(heights([100, 150, 200])).toEqual([21, 12, 3]);
});

test("noise is drawn flat: a change of one percent stays near the middle", () => {
  const [first = 0, last = 0] = heights([1000, 1010]);
  expect(first - last).toBeGreaterThan(0);
  expect(first - last).toBeLessThan(4);
});

test("one size is no line", () => {
  expect(spark([7], String)).toBeUndefined();
  expect(spark([], String)).toBeUndefined();
});

test("nobody, again and again, is a flat line", () => {
  expect(heights([0, 0, 0])).toEqual([12, 12, 12]);
});
