import type { Expression, Order } from "./expression.ts";

const ofOrders = (orders: readonly Order[]): readonly Expression[] => orders.map(({ by }) => by);

/** The expressions that an expression is made of. */
// oxlint-disable-next-line complexity -- one line per kind of expression; the switch is checked to be exhaustive
export function partsOf(of: Expression): readonly Expression[] {
  switch (of.is) {
    case "column":
    case "value":
    case "date":
    case "timestamp":
      return [];
    case "call":
      return [
        ...of.args,
        ...(of.where === undefined ? [] : [of.where]),
        ...ofOrders(of.orderBy ?? []),
      ];
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
      return [of.of, ...of.partitionBy, ...ofOrders(of.orderBy)];
    case "lambda":
      return [of.body];
  }
}

/** Names of the columns that an expression reads, and of the parameters of its lambdas. */
export function columnsIn(of: Expression): readonly string[] {
  return of.is === "column" ? [of.name] : partsOf(of).flatMap(columnsIn);
}
