/** Every circle of things that ask for each other, named in full, starting at its first name by the alphabet. */
export function findCircles(
  asks: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  const done = new Set<string>();
  const circles: (readonly string[])[] = [];
  const walk = (name: string, way: readonly string[]): void => {
    const before = way.indexOf(name);
    if (before !== -1) {
      circles.push(turned(way.slice(before)));
      return;
    }
    if (done.has(name)) return;
    for (const next of asks.get(name) ?? []) walk(next, [...way, name]);
    done.add(name);
  };
  for (const name of asks.keys()) walk(name, []);
  return circles;
}

function turned(circle: readonly string[]): readonly string[] {
  const [first] = circle.toSorted();
  const at = first === undefined ? 0 : circle.indexOf(first);
  return [...circle.slice(at), ...circle.slice(0, at)];
}
