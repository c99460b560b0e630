import type { BgNbd } from "./bg-nbd.ts";
import { expectedOfAll } from "./expected-purchases.ts";
import type { Histories } from "./purchase-history.ts";

/** The last stretch of what is known, kept back from the fit. */
export interface Tail {
  /** How long it is, in the unit of the histories. */
  readonly length: number;
  /** The purchases in it of the customers who had bought before it (two on one day are one). */
  readonly purchases: number;
}

/** What was foreseen for a tail, and what came. */
export interface TailComparison {
  readonly length: number;
  readonly predicted: number;
  readonly actual: number;
}

/** Holds a model that was fitted to what was known before the tail against what came in it. */
export const compareTail = (
  model: BgNbd,
  before: Histories,
  { length, purchases }: Tail,
): TailComparison => ({
  length,
  predicted: expectedOfAll(model, before, length),
  actual: purchases,
});
