import { cell, distinctRows, picked } from "./distinct-rows.ts";

/**
 * What their orders say of the customers, one place a customer in each column. Time is in any one
 * unit; what is estimated is in the same.
 */
export interface PurchaseHistory {
  /** x: purchases after the first one; two on one day are one. */
  readonly repeats: Float64Array;
  /** t_x: from the first purchase to the last one. */
  readonly last: Float64Array;
  /** T: from the first purchase to the end of what is known. */
  readonly known: Float64Array;
}

/**
 * Customers as they differ, each once, by x, T and t_x ascending, and how many there are of each. Sums
 * over them rely on this order: it makes them the same to the last bit, however the rows came.
 */
export interface Histories extends PurchaseHistory {
  readonly times: Float64Array;
  readonly customers: number;
}

const isHistory = (repeats: number, last: number, known: number): boolean =>
  Number.isInteger(repeats) &&
  repeats >= 0 &&
  Number.isFinite(known) &&
  known >= (repeats === 0 ? 0 : last) &&
  (repeats === 0 || last >= 0);

/** Throws where the columns cannot be what orders say of anybody. */
export function checkHistory({ repeats, last, known }: PurchaseHistory): void {
  if (repeats.length !== last.length || repeats.length !== known.length) {
    throw new Error("the columns of a purchase history are not of one length");
  }
  for (let row = 0; row < repeats.length; row += 1) {
    if (!isHistory(cell(repeats, row), cell(last, row), cell(known, row))) {
      throw new Error("a purchase history has repeats, or times, that no orders can give");
    }
  }
}

/** Equal customers together. Without a repeat purchase only T tells customers apart. */
export function distinctHistories(history: PurchaseHistory): Histories {
  checkHistory(history);
  const { repeats, known } = history;
  const last = history.last.map((value, row) => (cell(repeats, row) === 0 ? 0 : value));
  const { at, times } = distinctRows([repeats, known, last]);
  return {
    repeats: picked(repeats, at),
    last: picked(last, at),
    known: picked(known, at),
    times,
    customers: repeats.length,
  };
}

/** For k = 0, 1, …: how many customers have more than k repeat purchases. */
export function customersBeyond({ repeats, times }: Histories): Float64Array {
  const most = repeats.at(-1) ?? 0;
  const beyond = new Float64Array(most);
  for (let row = 0; row < repeats.length; row += 1) {
    const below = cell(repeats, row) - 1;
    if (below >= 0) beyond[below] = cell(beyond, below) + cell(times, row);
  }
  for (let k = most - 2; k >= 0; k -= 1) beyond[k] = cell(beyond, k) + cell(beyond, k + 1);
  return beyond;
}
