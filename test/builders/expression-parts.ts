import { partsOf } from "../../lib/sql/columns-in.ts";
import type { Expression, Order } from "../../lib/sql/expression.ts";

/** What stands inside an expression, but for the bodies of lambdas: they bring a parameter. */
export const inside = (of: Expression): readonly Expression[] =>
  of.is === "lambda" ? [] : partsOf(of);

/** What rows are ordered by. */
export const keys = (of: readonly Order[] | undefined): readonly Expression[] =>
  (of ?? []).map(({ by }) => by);
