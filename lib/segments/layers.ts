import { columnsIn } from "../sql/columns-in.ts";
import type { Expression } from "../sql/expression.ts";
import type { Layer } from "./contract.ts";

/** Columns in layers: each after those that it needs. They must not need each other in a circle. */
export function layersOf(columns: Layer): readonly Layer[] {
  const known = new Map<string, number>();
  const depth = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const of = columns[name];
    if (of === undefined) return -1;
    const found = 1 + Math.max(-1, ...columnsIn(of).map(depth));
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
