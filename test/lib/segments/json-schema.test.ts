import path from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { readFolder } from "../../../lib/cli/read-folder.ts";
import { jsonSchemas, schemaFiles } from "../../../lib/segments/json-schema.ts";
import { ruleHints } from "../../../lib/segments/rule-hints.ts";
import { starterWorkspace } from "../../../lib/starter/starter-workspace.ts";
import { platforms } from "../../../lib/workspace/destinations-schema.ts";
import { parseYaml } from "../../../lib/workspace/parse-yaml.ts";
import type { Folder } from "../../../lib/workspace/workspace.ts";

type File = keyof typeof schemaFiles;
const fixtures = path.join(import.meta.dirname, "../../fixtures/language");

const documents = (text: string): readonly unknown[] => {
  const { documents: found, problems } = parseYaml(text, "example.yaml");
  expect(problems).toEqual([]);
  return found.map(({ value }) => value);
};

/** What an editor would say: whether each document of a text is as the schema has it. */
function validator(file: File, folder?: Folder) {
  const schema = jsonSchemas(folder)[schemaFiles[file]];
  const read = z.fromJSONSchema(z.record(z.string(), z.any()).parse(schema));
  return (text: string) => documents(text).map((value) => read.safeParse(value).success);
}

const kindOf = (file: string): File => {
  if (file.startsWith("segments/")) return "segment";
  return file.startsWith("datasets/")
    ? "dataset"
    : z.enum(["workspace", "destinations"]).parse(file.slice(0, -".yaml".length));
};

const validators = {
  workspace: validator("workspace"),
  destinations: validator("destinations"),
  dataset: validator("dataset"),
  segment: validator("segment"),
};

const anySegment = (who: string) => `name: S\nwho: ${who}\n`;

describe("every example of the language is as the schemas have it", () => {
  test.each(["workspace.yaml", "datasets/orders.yaml", "segments/loyal-slipping.yaml"])(
    "%s",
    async (file) => {
      const folder = await readFolder(path.join(fixtures, "workspace"));
      const text = folder[file] ?? "";
      for (const valid of [validators[kindOf(file)], validator(kindOf(file), folder)])
        expect(new Set(valid(text))).toEqual(new Set([true]));
    },
  );

  test("destinations.yaml, of every platform", async () => {
    const { "destinations.yaml": text = "" } = await readFolder(path.join(fixtures, "workspace"));
    const [all] = z
      .tuple([z.record(z.string(), z.looseObject({ platform: z.string() }))])
      .parse(documents(text));
    const known = Object.entries(all).filter(([, { platform }]) => platforms.includes(platform));
    expect(new Set(known.map(([, { platform }]) => platform))).toEqual(new Set(platforms));
    for (const [id, destination] of known)
      expect([id, validators.destinations(JSON.stringify({ [id]: destination }))]).toEqual([
        id,
        [true],
      ]);
  });

  test("all kinds of rules", async () => {
    const { "rules.yaml": text = "" } = await readFolder(fixtures);
    const [rules] = documents(text);
    const wrong = z
      .array(z.unknown())
      .min(40)
      .parse(rules)
      .map((rule) => anySegment(JSON.stringify(rule)))
      .filter((segment) => !validators.segment(segment).every(Boolean));
    expect(wrong).toEqual([]);
  });

  test("what editors show of each kind", () => {
    for (const [kind, { examples }] of Object.entries(ruleHints))
      for (const example of examples)
        expect([kind, validators.segment(anySegment(JSON.stringify({ [kind]: example })))]).toEqual(
          [kind, [true]],
        );
  });

  test("the starter's files", async () => {
    const folder = await readFolder(starterWorkspace);
    for (const [file, text] of Object.entries(folder))
      expect([file, validator(kindOf(file), folder)(text)]).toEqual([file, [true]]);
  });
});

describe("what is wrong is not", () => {
  test.each([
    ["segment", "name: S\n"],
    ["segment", "who: { age: 30 }\n"],
    ["segment", anySegment("{}")],
    ["segment", anySegment("{ age: 30, lifecycle: loyal }")],
    ["segment", anySegment("{ all: [] }")],
    ["segment", anySegment("{ all: [{ any: [{ agee: 30 }] }] }")],
    ["segment", anySegment("{ not: [{ age: 30 }] }")],
    ["segment", anySegment("{ age: { atleast: 30 } }")],
    ["segment", anySegment('{ age: "30" }')],
    ["segment", anySegment("{ lifecycle: loyall }")],
    ["segment", anySegment("{ rfm: champion }")],
    ["segment", anySegment("{ orders: { within: 90 } }")],
    ["segment", anySegment("{ orders: { within: 90 dayz } }")],
    ["segment", anySegment("{ place: { postal: 02100 } }")],
    ["segment", anySegment("{ place: { country: Finland } }")],
    ["segment", anySegment("{ profile: { gender: woman } }")],
    ["segment", anySegment("{ profile: { email: anna@example.com } }")],
    ["segment", `${anySegment("{ age: 30 }")}owner: 5\n`],
    ["segment", `${anySegment("{ age: 30 }")}holdout: 10\n`],
    ["segment", `${anySegment("{ age: 30 }")}strategy: selectiv\n`],
    ["segment", `${anySegment("{ age: 30 }")}whoo: x\n`],
    ["segment", `${anySegment("{ age: 30 }")}exclusive: { group: winback, rank: 0 }\n`],
    ["destinations", "m: { platform: metta, ad-account: '1', secret: m }\n"],
    ["destinations", "m: { platform: meta, ad-account: 1, secret: m }\n"],
    ["destinations", "m: { platform: meta, ad-account: '1', secret: m, only: { age: x } }\n"],
    ["destinations", "M_1: { platform: meta, ad-account: '1', secret: m }\n"],
    ["dataset", "dataset: order\n"],
    ["dataset", "dataset: orders\ncolumns: { customer: Name }\n"],
    ["dataset", "dataset: orders\nattributes: { size: { from: Size, type: integer } }\n"],
    ["workspace", "name: W\ntimezone: Europe/Helsinki\ncurrency: EUR\ncountry: FI\n"],
    [
      "workspace",
      "name: W\ntimezone: Europe/Helsinki\ncurrency: euro\ncountry: FI\nconsent: [a]\n",
    ],
    [
      "workspace",
      "name: W\ntimezone: Europe/Helsinki\ncurrency: EUR\ncountry: FI\nconsent: [a]\njourney: [{ stage: a, who: { agee: 3 } }]\n",
    ],
  ] as const)("%s: %j", (file, text) => {
    expect(validators[file](text)).toEqual([false]);
  });
});

describe("what a company calls its own", () => {
  const folder: Folder = {
    "workspace.yaml":
      "name: W\nlanguages: [fi]\ntimezone: Europe/Helsinki\ncurrency: EUR\ncountry: FI\nconsent: [a]\njourney: [{ stage: looked, who: { orders: {} } }]\n",
    "destinations.yaml": "meta-main: { platform: meta, ad-account: '1', secret: m }\n",
    "datasets/customers.yaml":
      "dataset: customers\nattributes: { club: { from: Klubi, type: yes-no } }\n",
    "segments/cat-homes.yaml": "name: Kissaperheet\nwho: { age: 30 }\n",
  };
  const club = anySegment("{ profile: { club: yes } }");

  test("attributes are known by their types", () => {
    const valid = validator("segment", folder);
    expect(valid(club)).toEqual([true]);
    expect(valid(anySegment("{ profile: { club: { at-least: 3 } } }"))).toEqual([false]);
    expect(valid(anySegment("{ profile: { clubb: yes } }"))).toEqual([false]);
    expect(valid("name: { en: S }\nwho: { age: 30 }\n")).toEqual([false]);
  });

  test("without a company any attribute of any type may be there, and names in any language", () => {
    for (const who of ["{ profile: { clubb: yes } }", "{ profile: { x: { at-least: 3 } } }"])
      expect(validators.segment(anySegment(who))).toEqual([true]);
    expect(validators.segment("name: { da: S }\nwho: { age: 30 }\n")).toEqual([true]);
    expect(validators.segment(anySegment("{ profile: { x: { atleast: 3 } } }"))).toEqual([false]);
  });

  test("segments, destinations and stages are offered; others may be written before they are there", () => {
    const text = JSON.stringify(jsonSchemas(folder)[schemaFiles.segment]);
    for (const name of ["cat-homes", "meta-main", "looked"])
      expect(text).toContain(`"examples":["${name}"]`);
    expect(validator("segment", folder)(anySegment("{ segment: dog-homes }"))).toEqual([true]);
  });

  test("of a folder that cannot be read yet, what can be said without it is said", () => {
    const broken = { ...folder, "workspace.yaml": "name: W\n" };
    expect(validator("segment", broken)(club)).toEqual([true]);
    expect(validator("segment", broken)(anySegment("{ agee: 3 }"))).toEqual([false]);
  });
});

test("no schema tells the marks that stand for any name, nor a default that nobody writes", () => {
  const schemas = jsonSchemas();
  expect(Object.keys(schemas).toSorted()).toEqual(Object.values(schemaFiles).toSorted());
  const text = JSON.stringify(schemas);
  expect(text).not.toMatch(/[«»]/);
  expect(text).toContain('"default":"selective"');
  expect(text).not.toContain('"default":0.3');
});
