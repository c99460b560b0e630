import { describe, expect, test } from "vitest";
import { rfmCells } from "../../../lib/segments/rfm-cells.ts";
import { aCompany, aFolder } from "../compute/a-company.ts";
import { whoIs } from "../compute/who-is.ts";
import { everyScore, everyScoreOrders, scored } from "./examples/rfm-examples.ts";

/** Cells as the language has them: recency, frequency and monetary, the first match wins. */
const cells =
  "champions 4-5 4-5 4-5 · cannot-lose 1 4-5 4-5 · loyal 2-5 3-5 3-5 · new 4-5 1 1 · promising 3-4 1 1 · potential-loyal 3-5 1-3 1-3 · need-attention 2-3 2-3 2-3 · about-to-sleep 2-3 1-2 1-2 · at-risk 1-2 2-5 2-5 · lost 1-2 1-2 1-2 · others";

const within = (range: string, score: number): boolean => {
  const [low = 0, high = low] = range.split("-").map(Number);
  return score >= low && score <= high;
};

const cellOf = (...scores: readonly number[]): string | undefined =>
  cells
    .split(" · ")
    .map((one) => one.split(" "))
    .find(([, ...ranges]) => ranges.every((range, at) => within(range, scores[at] ?? 0)))?.[0];

const segmentFor = (cell: string): string => `name: Some people\nwho: { rfm: ${cell} }\n`;
const rules = Object.fromEntries(rfmCells.map((cell) => [cell, segmentFor(cell)]));

describe("cells", () => {
  test("whoever has a sale is in exactly one, the first that matches their three scores", async () => {
    const expected = Object.fromEntries(
      rfmCells.map((cell) => [cell, scored((...scores) => cellOf(...scores) === cell)]),
    );
    expect(Object.values(expected).join(" ").split(" ")).toHaveLength(everyScore.length);
    expect(Object.values(expected)).not.toContain("");
    const dropped = { customers: [{ memberId: "never" }], orders: everyScoreOrders };
    expect(await whoIs({ rules, dropped })).toEqual(expected);
  });
});

const bought = (memberId: string, cents: number) => ({
  memberId,
  order_id: memberId,
  ordered_on: "2026-11-01",
  amount_cents: cents,
});

describe("cut points", () => {
  test("of seven they are the values at ranks 2, 3, 5 and 6 (⌈7k ÷ 5⌉); the score is 1 + those strictly below", async () => {
    const spent = { a: 100, b: 200, c: 200, d: 400, e: 500, f: 600, g: 700 };
    const scores = [1, 2, 3, 4, 5].map((score) => [
      `score-${score}`,
      `{ rfm: { monetary: ${score} } }`,
    ]);
    const folder = aFolder(Object.fromEntries(scores));
    const shop = aCompany(folder);
    await shop.publish(folder);
    await shop.drop({ orders: Object.entries(spent).map(([name, cents]) => bought(name, cents)) });
    const { run, rfm } = await shop.run("2026-11-24T10:00:00Z");
    expect(rfm?.monetary).toEqual([200, 200, 500, 600]);
    // Two cut points are 200: with more than that, two are below.
    const found = scores.map(([id = ""]) => shop.membersOf(run, id));
    expect(await Promise.all(found)).toEqual([["a", "b", "c"], [], ["d", "e"], ["f"], ["g"]]);
  });
});
