import { describe, expect, test } from "vitest";
import { Conflict } from "../../lib/core/failure.ts";
import type { Records } from "../../lib/core/stores.ts";

/** What every store of records keeps to. `open` gives an empty one. */
export function recordsContract(name: string, open: () => Records<{ readonly n: number }>): void {
  describe(`records in ${name}`, () => {
    test("what is not there is undefined, and what was written is read back with its version", async () => {
      const records = open();
      expect(await records.read("a")).toBeUndefined();
      await records.write("a", { n: 1 }, 0);
      expect(await records.read("a")).toMatchObject({ value: { n: 1 }, version: 1 });
    });

    test("of two who read the same version only one writes", async () => {
      const records = open();
      await records.write("a", { n: 1 }, 0);
      await records.write("a", { n: 2 }, 1);
      await expect(records.write("a", { n: 3 }, 1)).rejects.toBeInstanceOf(Conflict);
      await expect(records.write("a", { n: 3 }, 0)).rejects.toBeInstanceOf(Conflict);
      expect(await records.read("a")).toMatchObject({ value: { n: 2 }, version: 2 });
    });

    test("all are listed by id", async () => {
      const records = open();
      for (const id of ["b", "c", "a"]) await records.write(id, { n: 0 }, 0);
      expect((await records.list()).map(({ id }) => id)).toEqual(["a", "b", "c"]);
    });

    test("one is forgotten only by who knows its version", async () => {
      const records = open();
      await records.write("a", { n: 1 }, 0);
      await expect(records.remove("a", 7)).rejects.toBeInstanceOf(Conflict);
      await records.remove("a", 1);
      expect(await records.read("a")).toBeUndefined();
    });
  });
}
