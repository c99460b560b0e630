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
const people = "people";

/** Rows of people in the very same segments: numbers that say which, and how many people. */
export interface SameSegments {
  readonly relation: Relation;
  readonly numbers: readonly string[];
  readonly people: string;
}

/**
 * How many people are in the very same segments: one pass over everybody, whatever the number of segments.
 * Pairs are counted of its rows, which are few.
 */
export function sameSegments(segments: readonly SegmentId[]): SameSegments {
  const columns = numbersFor(segments).map((some, at) => [numberColumn(at), digits(some)] as const);
  const numbers = columns.map(([name]) => name);
  const relation = select({
    note: "how many people are in the very same segments",
    from: select({ from: table("verdicts"), columns: Object.fromEntries(columns) }),
    columns: {
      ...Object.fromEntries(numbers.map((name) => [name, column(name)])),
      [people]: cast(call("count"), "BIGINT"),
    },
    groupBy: numbers.map((name) => column(name)),
  });
  return { relation, numbers, people };
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
  add(numbers: readonly number[], persons: number): void {
    const within: number[] = [];
    for (const [at, number] of numbers.entries()) {
      for (let left = number; left !== 0; left &= left - 1)
        within.push(at * perNumber + 31 - Math.clz32(left & -left));
    }
    for (let at = 0; at < within.length; at += 1) {
      const row = (within[at] ?? 0) * this.#segments.length;
      for (let other = at; other < within.length; other += 1) {
        const pair = row + (within[other] ?? 0);
        this.#counts[pair] = (this.#counts[pair] ?? 0) + persons;
      }
    }
  }

  #size = (at: number): number => this.#both(at, at);

  #both = (one: number, other: number): number =>
    this.#counts[one * this.#segments.length + other] ?? 0;

  /** Pairs that have somebody in common. */
  overlaps(): readonly Overlap[] {
    return this.#segments.flatMap((a, one) =>
      this.#segments.slice(one + 1).flatMap((b, further) => {
        const other = one + 1 + further;
        const both = this.#both(one, other);
        const either = this.#size(one) + this.#size(other) - both;
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
