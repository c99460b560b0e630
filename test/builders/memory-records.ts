import { Conflict } from "../../lib/core/failure.ts";
import type { Records, Versioned } from "../../lib/core/stores.ts";

export interface MemoryRecords<T> extends Records<T> {
  readonly contents: Map<string, Versioned<T>>;
}

/**
 * Records in memory, with the manners of lib/adapters/aws/dynamo-records.ts: every write is a
 * compare-and-set. `before` is asked before each change and may throw, to play a crash or a race.
 */
export function memoryRecords<T>(
  initially: Readonly<Record<string, T>> = {},
  before: (operation: "write" | "remove", id: string) => void = () => undefined,
): MemoryRecords<T> {
  const contents = new Map<string, Versioned<T>>(
    Object.entries(initially).map(([id, value]) => [id, { value, version: 1 }]),
  );
  const expect = (id: string, expected: number) => {
    if ((contents.get(id)?.version ?? 0) !== expected)
      throw new Conflict(`record ${id} was changed`);
  };
  return {
    contents,
    read: async (id) => contents.get(id),
    write: async (id, value, expected) => {
      before("write", id);
      expect(id, expected);
      contents.set(id, { value: structuredClone(value), version: expected + 1 });
    },
    list: async () =>
      [...contents]
        .map(([id, found]) => ({ id, ...found }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    remove: async (id, expected) => {
      before("remove", id);
      expect(id, expected);
      contents.delete(id);
    },
  };
}
