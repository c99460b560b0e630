import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { InputProblem } from "../../../lib/core/failure.ts";
import { filesIn } from "../../../lib/cli/drop-files.ts";

const root = mkdtempSync(path.join(tmpdir(), "files-"));
afterAll(() => rmSync(root, { recursive: true }));

test("datasets come in the language's order, files by name, hidden ones not at all", async () => {
  for (const file of [
    "consents/c.csv",
    "orders/b.csv",
    "orders/a.csv",
    "customers/z.csv",
    "customers/.DS_Store",
    "notes/x.txt",
  ]) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), "");
  }
  const found = await filesIn(root);
  expect(found.map((one) => path.relative(root, one.path))).toEqual([
    "customers/z.csv",
    "orders/a.csv",
    "orders/b.csv",
    "consents/c.csv",
  ]);
});

test("a folder without folders of datasets is refused, saying how it should look", async () => {
  const empty = mkdtempSync(path.join(root, "empty-"));
  await expect(filesIn(empty)).rejects.toThrow(InputProblem);
  await expect(filesIn(empty)).rejects.toThrow(/customers\//);
});
