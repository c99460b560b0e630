/** Rows of numbers as they differ: equal rows once, ascending, with how many there are of each. */
export interface DistinctRows {
  /** Where in the columns each of them stands. */
  readonly at: Uint32Array;
  readonly times: Float64Array;
}

/** A column's value of a row. A row that is not there is no number. */
export const cell = (column: Float64Array, row: number): number => column[row] ?? Number.NaN;

/** By the first column in which two rows differ. */
const compareBy =
  (columns: readonly Float64Array[]) =>
  (one: number, other: number): number => {
    for (const column of columns) {
      const apart = cell(column, one) - cell(column, other);
      if (apart !== 0) return apart;
    }
    return 0;
  };

/**
 * The rows of columns of equal length, sorted. Whatever is summed over them in this order comes out
 * the same to the last bit in whichever order the rows came: what is equal counts once with its
 * number, and what differs has one order.
 */
export function distinctRows(columns: readonly Float64Array[]): DistinctRows {
  const compare = compareBy(columns);
  const order = Uint32Array.from({ length: columns[0]?.length ?? 0 }, (_, row) => row);
  order.sort(compare);
  const times = new Float64Array(order.length);
  let found = -1;
  let last: number | undefined;
  for (const row of order) {
    if (last === undefined || compare(last, row) !== 0) {
      found += 1;
      order[found] = row;
      last = row;
    }
    times[found] = cell(times, found) + 1;
  }
  return { at: order.slice(0, found + 1), times: times.slice(0, found + 1) };
}

/** A column, reduced to the given rows. */
export const picked = (column: Float64Array, at: Uint32Array): Float64Array =>
  Float64Array.from(at, (row) => cell(column, row));
