import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Folder } from "../../../../lib/workspace/workspace.ts";
import { runMain } from "../../../builders/run-main.ts";
import { smallShop } from "../../../builders/small-shop.ts";

const root = mkdtempSync(path.join(tmpdir(), "check-"));
afterAll(() => rmSync(root, { recursive: true }));

/** The small shop's workspace in a folder of its own, with some files in other words. */
function aFolder(name: string, differs: Folder = {}): string {
  const folder = path.join(root, name);
  for (const [file, text] of Object.entries(smallShop(differs))) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

const mistaken = {
  "segments/buyers.yaml": "name: Buyers\nwho:\n  orders: { cuont: 3 }\nto: [meta-mian]\n",
};

test("a workspace without mistakes is fine, and says what it holds", async () => {
  const folder = aFolder("fine");
  const { code, stdout } = await runMain(["check", "--workspace", folder]);
  const [verdict, data] = stdout.split("\n");
  expect({ code, verdict }).toEqual({
    code: 0,
    verdict: `${folder} is fine: 1 segment, 2 audiences.`,
  });
  expect(data).toMatch(/^(What only the data shows is not told: |By the data of r-)/);
});

test("warnings are told in the order of the folder, and stop nothing", async () => {
  const folder = aFolder("warned", {
    "segments/buyers.yaml": "name: B_1\nwho: { orders: {} }\nto: [meta-main]\n",
    "segments/all.yaml": "name: Visitors\nwhy: x\nwho: { orders: { count: 0 } }\n",
  });
  const { code, stdout } = await runMain(["check", "--workspace", folder]);
  const [first, ...others] = stdout.split("\n");
  expect(code).toBe(0);
  expect(first).toBe(
    "segments/all.yaml:1:1: warning: nobody answers for this segment; write owner: …",
  );
  expect(others.slice(0, 4).map((line) => line.slice(0, 35))).toEqual([
    "segments/buyers.yaml:1:1: warning: ",
    "segments/buyers.yaml:1:1: warning: ",
    "segments/buyers.yaml:1:7: warning: ",
    `${folder} can be published: 2 segments`.slice(0, 35),
  ]);
});

test("mistakes are told by file, line and column, and end with 2", async () => {
  const { code, stdout } = await runMain(["check", "--workspace", aFolder("bad", mistaken)]);
  expect(code).toBe(2);
  expect(stdout).toMatch(/^segments\/buyers\.yaml:3:\d+: error: .*cuont/m);
  expect(stdout).toMatch(/before this workspace can be published/);
});

test("under --json they are one document, with the same places", async () => {
  const folder = aFolder("bad-json", mistaken);
  const { code, stdout } = await runMain(["check", "--workspace", folder, "--json"]);
  const told = JSON.parse(stdout);
  expect(code).toBe(2);
  expect(told.errors).toBeGreaterThan(0);
  expect(told.problems).toContainEqual(
    expect.objectContaining({
      severity: "error",
      place: expect.objectContaining({ file: "segments/buyers.yaml", line: 3 }),
    }),
  );
});

test("nothing is coloured where stdout is no terminal", async () => {
  const { stdout } = await runMain(["check", "--workspace", aFolder("plain", mistaken)]);
  expect(stdout.includes("\u001B[")).toBe(false);
});
