import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { runMain } from "../../../builders/run-main.ts";

const root = mkdtempSync(path.join(tmpdir(), "init-"));
afterAll(() => rmSync(root, { recursive: true }));

test("a new workspace checks clean, and says which files it has", async () => {
  const folder = path.join(root, "my-company");
  const made = await runMain(["init", folder, "--json"]);
  expect(made.code).toBe(0);
  expect(JSON.parse(made.stdout).files).toContain("workspace.yaml");
  const checked = await runMain(["check", "--workspace", folder, "--json"]);
  expect({ code: checked.code, ...JSON.parse(checked.stdout) }).toMatchObject({
    code: 0,
    errors: 0,
  });
});

test("a folder with something in it is left alone", async () => {
  writeFileSync(path.join(root, "notes.txt"), "mine");
  const { code, stderr } = await runMain(["init", root]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `${root} is not empty: name a new folder\n`,
  });
});
