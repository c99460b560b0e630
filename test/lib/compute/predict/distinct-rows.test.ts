import * as fc from "fast-check";
import { expect, test } from "vitest";
import { distinctRows, picked } from "../../../../lib/compute/predict/distinct-rows.ts";

const tellOf = (columns: readonly Float64Array[]) => {
  const { at, times } = distinctRows(columns);
  return { rows: columns.map((column) => [...picked(column, at)]), times: [...times] };
};

const columnsOf = (of: readonly (readonly number[])[]) =>
  [0, 1, 2].map((at) => Float64Array.from(of, (row) => row[at] ?? Number.NaN));

test("equal rows are one, with how many there are, in ascending order", () =>
  expect(tellOf([Float64Array.of(2, 0, 2, 0, 10), Float64Array.of(5, 7, 4, 7, 1)])).toEqual({
    rows: [
      [0, 2, 2, 10],
      [7, 4, 5, 1],
    ],
    times: [2, 1, 1, 1],
  }));

test("of nothing there is nothing", () =>
  expect(tellOf([new Float64Array(0)])).toEqual({ rows: [[]], times: [] }));

test("whatever the order of the rows, what differs is told in one way", () => {
  const few = fc.integer({ min: 0, max: 3 });
  const rows = fc.array(fc.tuple(few, few, few), { maxLength: 40 });
  const shuffled = rows.chain((of) =>
    fc.tuple(fc.constant(of), fc.shuffledSubarray(of, { minLength: of.length })),
  );
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      expect(tellOf(columnsOf(one))).toEqual(tellOf(columnsOf(other)));
      expect(tellOf(columnsOf(one)).times.reduce((sum, many) => sum + many, 0)).toBe(one.length);
      expect(tellOf(columnsOf(one)).times.length).toBe(new Set(one.map(String)).size);
    }),
  );
});
