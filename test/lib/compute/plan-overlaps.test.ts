import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countOverlaps } from "../../../lib/compute/check-data.ts";
import { distinctnessOf } from "../../../lib/compute/plan-overlaps.ts";
import { segmentIdSchema } from "../../../lib/core/ids.ts";
import { value } from "../../../lib/sql/expression.ts";
import { create, select } from "../../../lib/sql/relation.ts";
import { withBench } from "../../builders/duckdb-bench.ts";

const idsOf = (many: number) =>
  Array.from({ length: many }, (_, at) => segmentIdSchema.parse(`s${at}`));

/** Overlaps of people who are in segments or not, found at a bench. */
const overlapsOf = (people: readonly (readonly boolean[])[], many: number) =>
  withBench(2)(async ({ engine }) => {
    const segments = idsOf(many);
    const rows = people.map((within) => within.map((one) => value(one)));
    await engine.run(
      create(
        "verdicts",
        select({ from: { is: "rows", columns: segments, rows }, columns: {}, everything: true }),
      ),
    );
    return countOverlaps(engine, { segments });
  });

test("every pair with somebody in common is counted, of however many segments", async () => {
  const many = 65;
  const [people = []] = fc.sample(
    fc.array(fc.array(fc.boolean(), { minLength: many, maxLength: many }), {
      minLength: 40,
      maxLength: 40,
    }),
    { seed: 7, numRuns: 1 },
  );
  const found = await overlapsOf(people, many);
  const expected = idsOf(many).flatMap((a, one) =>
    idsOf(many)
      .slice(one + 1)
      .flatMap((b, further) => {
        const other = one + 1 + further;
        const both = people.filter((within) => within[one] && within[other]).length;
        const either = people.filter((within) => within[one] || within[other]).length;
        return both === 0 ? [] : [{ a, b, both, jaccard: Number((both / either).toFixed(4)) }];
      }),
  );
  expect(found).toEqual(expected);
  expect(found.length).toBeGreaterThan(2000);
});

test("without segments there are no pairs", async () => {
  expect(await countOverlaps({ chunks: () => expect.unreachable() }, { segments: [] })).toEqual([]);
});

describe("distinctness is what a segment does not share with its nearest", () => {
  const [a, b, c, d] = idsOf(4);
  if (a === undefined || b === undefined || c === undefined || d === undefined)
    throw new Error("there are four");
  const sized = (id: typeof a, size: number) => ({ id, size, entered: 0, left: 0 });

  test("100% shares nobody, 0% is the same people, and of nobody nothing is said", () => {
    const overlaps = [
      { a, b, both: 10, jaccard: 1 },
      { a, b: c, both: 1, jaccard: 0.05 },
      { a: b, b: c, both: 1, jaccard: 0.05 },
    ];
    const segments = [sized(a, 10), sized(b, 10), sized(c, 11), sized(d, 0)];
    expect(distinctnessOf(segments, overlaps)).toEqual({ [a]: 0, [b]: 0, [c]: 0.95 });
    expect(distinctnessOf([sized(d, 4)], [])).toEqual({ [d]: 1 });
  });
});
