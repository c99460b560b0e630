import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { runMain } from "../../../builders/run-main.ts";
import { smallShop } from "../../../builders/small-shop.ts";

const root = mkdtempSync(path.join(tmpdir(), "schema-"));
afterAll(() => rmSync(root, { recursive: true }));

const names = [
  "dataset.schema.json",
  "destinations.schema.json",
  "segment.schema.json",
  "workspace.schema.json",
];

function aWorkspace(name: string): string {
  const folder = path.join(root, name);
  for (const [file, text] of Object.entries(smallShop())) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

test("the schemas are written where the workspace's files look for them, with its own names", async () => {
  const folder = aWorkspace("here");
  const { code, stdout } = await runMain(["schema", "--workspace", folder, "--json"]);
  const told = JSON.parse(stdout);
  expect({ code, folder: told.folder }).toEqual({ code: 0, folder: path.join(folder, ".schema") });
  expect(told.files.toSorted()).toEqual(names);
  const segment = readFileSync(path.join(folder, ".schema/segment.schema.json"), "utf8");
  expect(JSON.parse(segment).title).toBe("segments/*.yaml");
  expect(segment).toContain('"google-main"');
  const checked = await runMain(["check", "--workspace", folder, "--json"]);
  expect(checked.code).toBe(0);
});

test("they can be written elsewhere", async () => {
  const out = path.join(root, "elsewhere/schemas");
  const { code } = await runMain(["schema", "--workspace", aWorkspace("there"), "--out", out]);
  expect(code).toBe(0);
  expect(readdirSync(out).toSorted()).toEqual(names);
});

test("every file of a new workspace names the schema that is there for it", async () => {
  const folder = path.join(root, "new");
  await runMain(["init", folder]);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".yaml"),
  );
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const text = readFileSync(path.join(folder, file), "utf8");
    const [, reference = ""] = /^# yaml-language-server: \$schema=(.*)\n/.exec(text) ?? [];
    const schema = path.join(folder, path.dirname(file), reference);
    const title = JSON.parse(readFileSync(schema, "utf8")).title;
    expect(file.replace(/[^/]+$/, (name) => (file.includes("/") ? "*.yaml" : name))).toBe(title);
  }
});
