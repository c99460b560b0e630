import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { synthesize } from "../../infra/app.ts";
import { functionSpecs } from "../../infra/function-specs.ts";
import { functionNames } from "../../lib/app/names.ts";
import type { Loose } from "./fixtures/loose.ts";
import { temporaryFolder, wholeApp } from "./fixtures/whole-app.ts";

const { assemblyDir, bundles } = synthesize({ outdir: temporaryFolder() });
const bundle = (name: string) => bundles.find((one) => one.name === name);

test("a synth needs nothing: no account, no settings", () => {
  const stacks = readdirSync(assemblyDir).filter((file) => file.endsWith(".template.json"));
  expect(stacks).toEqual([
    "audience-sync-data.template.json",
    "audience-sync-pipeline.template.json",
    "audience-sync-watch.template.json",
  ]);
  const manifest = readFileSync(path.join(assemblyDir, "manifest.json"), "utf8");
  expect(manifest).toContain("aws://unknown-account/unknown-region");
});

test("the assembly carries every function's bundle", () => {
  expect(bundles.map((one) => one.name)).toEqual([...functionNames]);
  const template = JSON.parse(
    readFileSync(path.join(assemblyDir, "audience-sync-pipeline.template.json"), "utf8"),
  );
  const assets = Object.values<Loose>(template.Resources)
    .filter(({ Type }) => Type === "AWS::Lambda::Function")
    .map(({ Properties }) => `asset.${path.parse(Properties.Code.S3Key).name}`);
  expect(assets).toHaveLength(functionNames.length);
  for (const asset of assets)
    expect(existsSync(path.join(assemblyDir, asset, "index.js"))).toBe(true);
});

test.each(functionNames)("%s brings along all that it needs but the layer", (name) => {
  const left = bundle(name)?.external ?? [];
  expect(left.filter((one) => !one.startsWith("@duckdb/"))).toEqual([]);
  // Lambda fails at the first call when a bundle expects a layer that the function does not have.
  expect(left.length === 0 || functionSpecs[name].duckdb).toBe(true);
});

test("no bundle comes near what Lambda takes, 250 MB with the layer's 61", () => {
  for (const { bytes } of bundles) expect(bytes).toBeLessThan(100 * 2 ** 20);
});

test("the working folder of the bundler is left empty behind", () => {
  for (const { folder } of bundles) expect(existsSync(folder)).toBe(false);
  expect(statSync(assemblyDir).isDirectory()).toBe(true);
});

test.each([
  ["refreshAt", "3 o'clock"],
  ["refreshAt", "24:00"],
  ["timezone", "Mars; Olympus"],
  ["stack", "9-lives"],
  ["secretPrefix", "a b"],
  ["platformSecrets", ["a/b c"]],
])("an unusable %s (%s) is refused by its name", (key, value) => {
  expect(() => wholeApp({ context: { [key]: value } })).toThrow(key);
});
