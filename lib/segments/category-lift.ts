import { above, all, call, column, firstOf, over, times, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import type { Features } from "./features.ts";
import { lineFilter } from "./order-lines.ts";
import { saleLines } from "./order-measures.ts";
import { textMatches } from "./texts.ts";
import type { Window } from "./windows.ts";

/** So many must have bought both of two categories before their lift says anything. */
export const fewestOfBoth = 30;

const linesIn = (category: string): Expression =>
  textMatches({ any: [category] }, column("category"), "path");

/**
 * How many of everybody it holds for. Whoever it does not hold for is made unknown: DuckDB's windows with a
 * FILTER take time by the square of the people (minutes for a million).
 */
function peopleWith(name: string, holds: Expression, features: Features): Expression {
  const one = firstOf([{ when: holds, gives: value(1) }], value(null));
  return features.everybody(name, over(call("count", one), {}));
}

interface Pair {
  readonly has: string;
  readonly lacks: string;
  readonly window: Window | undefined;
}

/**
 * Whether they bought in each of two categories, how many of everybody did in both, and the lift as
 * `together` ÷ `apart`: customers × buyers of both against the buyers of the one × those of the other.
 */
export function liftOf({ has, lacks, window }: Pair, features: Features) {
  const filter = lineFilter({ window }, features);
  const boughtIn = (category: string): Expression => {
    const lines = linesIn(category);
    return above(saleLines(features, filter === undefined ? lines : all(lines, filter)), value(0));
  };
  const [first, second] = [boughtIn(has), boughtIn(lacks)];
  const customers = peopleWith("customers", above(saleLines(features, filter), value(0)), features);
  const both = peopleWith("buyers of both", all(first, second), features);
  return {
    first,
    second,
    both,
    together: times(both, customers),
    apart: times(peopleWith("buyers", first, features), peopleWith("buyers", second, features)),
  };
}
