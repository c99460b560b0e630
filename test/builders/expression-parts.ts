import type { Expression, Order } from "../../lib/sql/expression.ts";

/** What stands inside an expression, but for the bodies of lambdas: they bring a parameter. */
// oxlint-disable-next-line complexity -- one line per kind of expression; the switch is checked to be exhaustive
export function inside(of: Expression): readonly Expression[] {
  switch (of.is) {
    case "call":
      return [...of.args, ...(of.where === undefined ? [] : [of.where]), ...keys(of.orderBy)];
    case "operation":
      return [of.left, of.right];
    case "all":
    case "any":
    case "list":
      return of.of;
    case "not":
    case "known":
    case "cast":
      return [of.of];
    case "case":
      return [...of.branches.flatMap(({ when, gives }) => [when, gives]), of.otherwise];
    case "among":
      return [of.of, ...of.values];
    case "over":
      return [of.of, ...of.partitionBy, ...keys(of.orderBy)];
    case "lambda":
    case "column":
    case "value":
    case "date":
    case "timestamp":
      return [];
  }
}

/** What rows are ordered by. */
export const keys = (of: readonly Order[] | undefined): readonly Expression[] =>
  (of ?? []).map(({ by }) => by);
