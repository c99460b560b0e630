/** What a name of ours is called at Athena. */
export type NameOf = (name: string) => string;

/** Names may be 255 characters long; some are left for a number. */
const longest = 240;

/** Only letters, digits and underscores; none in front, where names want quotes of another kind. */
function folded(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9_]+/g, "_").replaceAll(/^_+|_+$/g, "");
  return plain.slice(0, longest) || "unnamed";
}

/**
 * Names as Athena takes them: other special characters than the underscore are not supported in names of
 * tables and columns, and case tells nothing apart ("Names for tables, databases, and columns", read
 * 2026-11-22). Each name has one of its own: of two that would fall together the later one is numbered.
 */
export function athenaNames(): NameOf {
  const given = new Map<string, string>();
  const taken = new Set<string>();
  return (name) => {
    const known = given.get(name);
    if (known !== undefined) return known;
    const wanted = folded(name);
    let own = wanted;
    for (let next = 2; taken.has(own.toLowerCase()); next += 1) own = `${wanted}_${next}`;
    given.set(name, own);
    taken.add(own.toLowerCase());
    return own;
  };
}
