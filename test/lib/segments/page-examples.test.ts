import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import type { Rulebook } from "../../../lib/segments/contract.ts";
import { spoken } from "../../../lib/segments/language.ts";
import { readDefinitions } from "../../../lib/segments/read-definitions.ts";
import { readFolder } from "../../../lib/cli/read-folder.ts";
import { ruleKinds } from "../../../lib/segments/rule-kinds.ts";
import { parseYaml } from "../../../lib/workspace/parse-yaml.ts";
import { aFolder } from "../compute/a-company.ts";
import { whoIs } from "../compute/who-is.ts";
import { allExamples } from "./examples/all-examples.ts";
import type { Example, Examples } from "./examples/example.ts";
import { rules as predictions } from "./examples/predicted-examples.ts";
import { fixtures } from "./examples/the-folder.ts";

const asFile = ({ rule }: Example): string => `name: Some people\nwho: { ${rule} }\n`;

/** The examples of a company as segments, and those that they ask for. */
const segmentsOf = ({ examples, segments: others = {} }: Examples) => ({
  ...others,
  ...Object.fromEntries(examples.map((example, at) => [`example-${at + 1}`, asFile(example)])),
});

const names = (of: string | undefined): readonly string[] =>
  (of ?? "")
    .split(" ")
    .filter((name) => name !== "")
    .toSorted();

describe.each(allExamples)("$about", (of) => {
  let found: Readonly<Record<string, string>> = {};
  let definitions: Rulebook | undefined;
  beforeAll(async () => {
    const { dropped, folder = {} } = of;
    found = await whoIs({ rules: segmentsOf(of), dropped, differs: folder });
    ({ definitions } = readDefinitions(aFolder(segmentsOf(of), folder)));
  });
  const examples = of.examples.map((example, at) => ({ ...example, id: `example-${at + 1}` }));

  test.each(examples)("$rule holds for whom it says", ({ id, who }) =>
    expect(names(found[id])).toEqual(names(who)),
  );

  test.each(examples)("$rule reads well", ({ id, words }) => {
    const segment = definitions?.segments.find((one) => one.id === id);
    const told = spoken.map((language) => segment && definitions?.describe(segment.id, language));
    expect(told).toEqual(words);
  });
});

const inYaml = (text: string): unknown => parseYaml(text, "rule.yaml").documents[0]?.value;

/** Every rule that is an example here, as one text. */
const known: ReadonlySet<string> = new Set(
  [
    ...allExamples.flatMap(({ examples }) => examples.map(({ rule }) => rule)),
    ...Object.values(predictions),
  ].map((rule) => JSON.stringify(inYaml(rule))),
);
const unknownAmong = (rules: readonly unknown[]) =>
  rules.map((rule) => JSON.stringify(rule)).filter((rule) => !known.has(rule));

test("every rule among the language's examples is one of these", async () => {
  const { "rules.yaml": text = "" } = await readFolder(fixtures);
  expect(unknownAmong(z.array(z.unknown()).min(28).parse(inYaml(text)))).toEqual([]);
});

test("so is every rule that the README's chapter shows", () => {
  const readme = readFileSync(path.join(import.meta.dirname, "../../../README.md"), "utf8");
  const [, chapter = ""] = /^## The segment language by example$([^]*?)^## /m.exec(readme) ?? [];
  const shown = [...chapter.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = ""]) => {
    const [, key = "", rest = ""] = /^([a-z]+): (.+)$/.exec(code) ?? [];
    return (key === "not" || Object.hasOwn(ruleKinds, key)) && !rest.includes("…") ? [code] : [];
  });
  expect(shown.length).toBeGreaterThan(28);
  expect(unknownAmong(shown.map(inYaml))).toEqual([]);
});
