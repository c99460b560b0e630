import * as fc from "fast-check";
import type { Look, OrderLine } from "../company.ts";
import { oracle } from "../oracle-kind.ts";
import type { Verdict } from "../oracle-kind.ts";
import {
  countOrders,
  daysBetween,
  lastDay,
  lineIn,
  linesOf,
  salesOf,
  spendOf,
  universeOf,
} from "../purchases.ts";
import { aRange, inRange } from "../ranges.ts";
import type { Range } from "../ranges.ts";

type Scores = readonly [recency: number, frequency: number, monetary: number];

/** The page's cells, as it has them: recency, frequency, monetary. */
const cells = [
  "champions 4-5 4-5 4-5",
  "cannot-lose 1 4-5 4-5",
  "loyal 2-5 3-5 3-5",
  "new 4-5 1 1",
  "promising 3-4 1 1",
  "potential-loyal 3-5 1-3 1-3",
  "need-attention 2-3 2-3 2-3",
  "about-to-sleep 2-3 1-2 1-2",
  "at-risk 1-2 2-5 2-5",
  "lost 1-2 1-2 1-2",
].map((line) => {
  const [name = "", ...ranges] = line.split(" ");
  return { name, ranges: ranges.map((range) => range.split("-").map(Number)) };
});

function cellOf(scores: Scores): string {
  const found = cells.find(({ ranges }) =>
    scores.every((score, at) => {
      const [low = 0, high = low] = ranges[at] ?? [];
      return low <= score && score <= high;
    }),
  );
  return found?.name ?? "others";
}

/** 1 + the cut points strictly below the value: the values at ranks ⌈k·n/5⌉, ascending. */
function scoreAmong(values: readonly number[], value: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const cuts = [1, 2, 3, 4].map((k) => sorted[Math.ceil((k * sorted.length) / 5) - 1] ?? 0);
  return 1 + cuts.filter((cut) => cut < value).length;
}

const measures: readonly ((lines: readonly OrderLine[], look: Look) => number)[] = [
  (lines, look) => -daysBetween(lastDay(salesOf(lines), look), look.day),
  (lines) => countOrders(salesOf(lines)),
  (lines) => spendOf(lines),
];

/** Among customers with a sale in the time that is asked; null without one. */
function scoresOf(memberId: string, within: string | undefined, look: Look): Scores | null {
  const isIn = lineIn(within === undefined ? undefined : { within }, look);
  const bought = universeOf(look)
    .map((one) => ({ member: one, lines: linesOf(one, look, isIn) }))
    .filter(({ lines }) => salesOf(lines).length > 0);
  const own = bought.find(({ member }) => member === memberId);
  if (own === undefined) return null;
  const [recency = 0, frequency = 0, monetary = 0] = measures.map((measure) =>
    scoreAmong(
      bought.map(({ lines }) => measure(lines, look)),
      measure(own.lines, look),
    ),
  );
  return [recency, frequency, monetary];
}

interface Written {
  readonly is?: string | readonly string[];
  readonly within?: string;
  readonly recency?: Range;
  readonly frequency?: Range;
  readonly monetary?: Range;
}

function holds(rule: Written, memberId: string, look: Look): Verdict {
  const scores = scoresOf(memberId, rule.within, look);
  if (scores === null) return null;
  const inCell = rule.is === undefined || [rule.is].flat().includes(cellOf(scores));
  const ranges = [rule.recency, rule.frequency, rule.monetary];
  return (
    inCell &&
    ranges.every((range, at) => range === undefined || inRange(range, scores[at] ?? 0) === true)
  );
}

const aCell = fc.constantFrom(...cells.map(({ name }) => name), "others");
const someCells = fc.oneof(aCell, fc.uniqueArray(aCell, { minLength: 1, maxLength: 4 }));

const someScores: fc.Arbitrary<Range> = fc.oneof(
  aRange([1, 2, 3]),
  fc.constantFrom<Range[]>(4, 5, { "at-least": 4 }, { above: 4 }, { between: [3, 5] }),
);

const measured: fc.Arbitrary<Written> = fc
  .record(
    {
      is: someCells,
      within: fc.constantFrom("30 days", "13 months", "2 years"),
      recency: someScores,
      frequency: someScores,
      monetary: someScores,
    },
    { requiredKeys: [] },
  )
  .filter((asked) => Object.keys(asked).some((key) => key !== "within"));

export const rfmOracle = oracle<string | readonly string[] | Written>({
  rule: fc.oneof(someCells, measured),
  holds: (rule, memberId, look) =>
    holds(typeof rule === "string" || "length" in rule ? { is: rule } : rule, memberId, look),
});
