/** Finds things by text without a set per text: nearly every text belongs to one thing only. */
export interface RowIndex<T> {
  add(text: string, thing: T): void;
  remove(text: string, thing: T): void;
  find(text: string): readonly T[];
}

export function rowIndex<T>(): RowIndex<T> {
  const first = new Map<string, T>();
  const others = new Map<string, T[]>();
  const find = (text: string): readonly T[] => {
    const one = first.get(text);
    if (one === undefined) return [];
    return [one, ...(others.get(text) ?? [])];
  };
  return {
    find,
    add: (text, thing) => {
      if (!first.has(text)) first.set(text, thing);
      else if (others.has(text)) others.get(text)?.push(thing);
      else others.set(text, [thing]);
    },
    remove: (text, thing) => {
      const left = find(text).filter((one) => one !== thing);
      const [head, ...tail] = left;
      if (head === undefined) first.delete(text);
      else first.set(text, head);
      if (tail.length === 0) others.delete(text);
      else others.set(text, tail);
    },
  };
}
