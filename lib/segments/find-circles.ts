import type { SegmentId } from "../core/ids.ts";
import { referencesOf } from "./rule.ts";
import type { Rule } from "./rule.ts";

/** Every circle of segments that ask for each other, named in full, starting at its first name by the alphabet. */
export function findCircles(
  segments: ReadonlyMap<SegmentId, Rule>,
): readonly (readonly SegmentId[])[] {
  const done = new Set<SegmentId>();
  const circles: (readonly SegmentId[])[] = [];
  const walk = (id: SegmentId, way: readonly SegmentId[]): void => {
    const before = way.indexOf(id);
    if (before !== -1) {
      circles.push(turned(way.slice(before)));
      return;
    }
    const rule = segments.get(id);
    if (rule === undefined || done.has(id)) return;
    for (const next of referencesOf(rule)) walk(next, [...way, id]);
    done.add(id);
  };
  for (const id of segments.keys()) walk(id, []);
  return circles;
}

function turned(circle: readonly SegmentId[]): readonly SegmentId[] {
  const [first] = circle.toSorted();
  const at = first === undefined ? 0 : circle.indexOf(first);
  return [...circle.slice(at), ...circle.slice(0, at)];
}
