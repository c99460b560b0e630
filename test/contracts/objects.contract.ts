import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import * as z from "zod";
import type { Objects } from "../../lib/core/stores.ts";

const schema = z.object({ n: z.int() });

/** What every store of objects keeps to. `open` gives one in which nothing lies under `contract/`. */
export function objectsContract(name: string, open: () => Objects): void {
  describe(`objects in ${name}`, () => {
    const folder = mkdtempSync(path.join(tmpdir(), "objects-"));
    afterAll(() => rmSync(folder, { recursive: true }));

    test("what is not there is undefined; what does not fit its schema is an error", async () => {
      const objects = open();
      expect(await objects.readJson("contract/none.json", schema)).toBeUndefined();
      await objects.writeJson("contract/odd.json", { n: "one" });
      await expect(objects.readJson("contract/odd.json", schema)).rejects.toThrow(z.ZodError);
    });

    test("an object is written once: the first writing stays", async () => {
      const objects = open();
      await objects.writeJson("contract/once.json", { n: 1 });
      await objects.writeJson("contract/once.json", { n: 2 });
      expect(await objects.readJson("contract/once.json", schema)).toEqual({ n: 1 });
    });

    test("a file goes up and comes down byte for byte, also under a guarded prefix", async () => {
      const objects = open();
      const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, at) => at % 251));
      writeFileSync(path.join(folder, "up"), bytes);
      for (const key of ["contract/file", "contract/guarded/file"]) {
        await objects.upload(path.join(folder, "up"), key);
        await objects.download(key, path.join(folder, "down"));
        expect(readFileSync(path.join(folder, "down")).equals(bytes)).toBe(true);
      }
      await expect(objects.download("contract/no", path.join(folder, "no"))).rejects.toThrow(
        /no object|does not exist/,
      );
    });

    test("keys are listed by prefix", async () => {
      const objects = open();
      for (const key of ["contract/list/b", "contract/list/a", "contract/other"]) {
        await objects.writeText(key, "text", "text/plain");
      }
      expect(await objects.list("contract/list/")).toEqual(["contract/list/a", "contract/list/b"]);
    });
  });
}
