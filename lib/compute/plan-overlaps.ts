import type { SegmentId } from "../core/ids.ts";
import { call, cast, column, firstOf, plus, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select, table } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import type { Overlap, Summary } from "./contract.ts";

/** So many segments fit into one number. */
const perNumber = 30;

const numbersFor = (segments: readonly SegmentId[]): readonly (readonly SegmentId[])[] =>
  Array.from({ length: Math.ceil(segments.length / perNumber) }, (_, at) =>
    segments.slice(at * perNumber, (at + 1) * perNumber),
  );

/** The segments of a person as the digits of a number. */
const digits = (of: readonly SegmentId[]): Expression =>
  cast(
    of
      .map((segment, at): Expression =>
        firstOf([{ when: column(segment), gives: value(2 ** at) }], value(0)),
      )
      .reduce((sum, one) => plus(sum, one)),
    "BIGINT",
  );

const numberColumn = (at: number): string => `segments ${at + 1}`;
const numberColumns = (segments: readonly SegmentId[]): readonly string[] =>
  numbersFor(segments).map((_, at) => numberColumn(at));

/**
 * How many people are in the very same segments: one pass over everybody, whatever the number of segments.
 * Pairs are counted of what it gives, which is little: as good as always far fewer rows than people.
 */
export function sameSegments(segments: readonly SegmentId[]): Relation {
  const numbers = numbersFor(segments).map((some, at) => [numberColumn(at), digits(some)] as const);
  const kept = numberColumns(segments).map((name) => [name, column(name)] as const);
  return select({
    note: "how many people are in the very same segments",
    from: select({ from: table("verdicts"), columns: Object.fromEntries(numbers) }),
    columns: { ...Object.fromEntries(kept), people: cast(call("count"), "BIGINT") },
    groupBy: kept.map(([, name]) => name),
  });
}

/** Counts of members, and of members of two segments at once. */
export class Crossings {
  readonly #segments: readonly SegmentId[];
  readonly #counts: Float64Array;

  constructor(segments: readonly SegmentId[]) {
    this.#segments = segments;
    this.#counts = new Float64Array(segments.length ** 2);
  }

  /** Adds people who are in the same segments, by the numbers of `sameSegments`. */
  add(numbers: readonly number[], people: number): void {
    const within: number[] = [];
    for (const [at, digits] of numbers.entries()) {
      for (let left = digits; left !== 0; left &= left - 1)
        within.push(at * perNumber + 31 - Math.clz32(left & -left));
    }
    for (const [at, one] of within.entries()) {
      for (let other = at; other < within.length; other += 1)
        this.#counts[one * this.#segments.length + (within[other] ?? 0)]! += people;
    }
  }

  size = (at: number): number => this.#both(at, at);

  #both = (one: number, other: number): number =>
    this.#counts[one * this.#segments.length + other] ?? 0;

  /** Pairs that have somebody in common. */
  overlaps(): readonly Overlap[] {
    return this.#segments.flatMap((a, one) =>
      this.#segments.slice(one + 1).flatMap((b, further) => {
        const other = one + 1 + further;
        const both = this.#both(one, other);
        const either = this.size(one) + this.size(other) - both;
        return both === 0 ? [] : [{ a, b, both, jaccard: rounded(both / either) }];
      }),
    );
  }
}

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

/** How much each segment is its own: 1 less its highest Jaccard. Of segments without members nothing is said. */
export function distinctnessOf(
  segments: Summary["segments"],
  overlaps: readonly Overlap[],
): Summary["distinctness"] {
  const found: Partial<Record<SegmentId, number>> = {};
  for (const { id, size } of segments) {
    if (size === 0) continue;
    const shared = overlaps.filter(({ a, b }) => a === id || b === id);
    found[id] = rounded(1 - Math.max(0, ...shared.map(({ jaccard }) => jaccard)));
  }
  return found;
}
