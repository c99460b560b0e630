import type { Expression, Order } from "../sql/expression.ts";
import type { Layer } from "./contract.ts";

const ofOrders = (orders: readonly Order[]): readonly Expression[] => orders.map(({ by }) => by);

/** The expressions that an expression is made of. */
// oxlint-disable-next-line complexity -- one line per kind of expression; the switch is checked to be exhaustive
function partsOf(of: Expression): readonly Expression[] {
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

/** Names of the columns that an expression needs. */
function neededBy(of: Expression): readonly string[] {
  return of.is === "column" ? [of.name] : partsOf(of).flatMap(neededBy);
}

/** Columns in layers: each after those that it needs. They must not need each other in a circle. */
export function layersOf(columns: Layer): readonly Layer[] {
  const known = new Map<string, number>();
  const depth = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const of = columns[name];
    if (of === undefined) return -1;
    const found = 1 + Math.max(-1, ...neededBy(of).map(depth));
    known.set(name, found);
    return found;
  };
  const layers: Record<string, Expression>[] = [];
  for (const [name, of] of Object.entries(columns)) {
    const at = depth(name);
    while (layers.length <= at) layers.push({});
    const layer = layers[at];
    if (layer !== undefined) layer[name] = of;
  }
  return layers;
}
