import { beforeAll, expect, test } from "vitest";
import { readDefinitions } from "../../../lib/segments/read-definitions.ts";
import type { Rulebook } from "../../../lib/segments/contract.ts";
import type { Folder } from "../../../lib/workspace/workspace.ts";
import { errorsIn, examplesFolder, usableFolder } from "./examples/the-folder.ts";

const file = "segments/loyal-slipping.yaml";

let folder: Folder = {};
let definitions: Rulebook | undefined;
beforeAll(async () => {
  folder = await usableFolder();
  ({ definitions } = readDefinitions(folder));
});

const segment = () => definitions?.segments.find(({ id }) => id === "loyal-slipping");
const reviews = (day: string) =>
  (definitions?.warningsOn(day) ?? []).filter(({ message }) => message.includes("review"));

test("says all that stands around a rule", () => {
  expect(segment()).toEqual({
    id: "loyal-slipping",
    names: {
      fi: "Hiipuvat kanta-asiakkaat",
      sv: "Stamkunder på väg bort",
      en: "Loyal customers slipping away",
    },
    name: "Hiipuvat kanta-asiakkaat",
    why: "Win them back before they are gone",
    owner: "crm@lemmikki.fi",
    stakeholders: ["sales", "customer-service"],
    review: { every: { amount: 90, unit: "days" }, last: "2026-10-01" },
    strategy: "selective",
    goals: [{ measure: "size", target: 20_000, by: "2027-06-30" }],
    cards: { short: "…", deep: "cards/loyal-slipping.md", for: { sales: "…" } },
    acknowledged: undefined,
    value: "predicted-spend",
    was: undefined,
    firstId: "loyal-slipping",
    exclude: ["staff", "complained-lately"],
    holdout: 0.1,
    exclusive: { group: "winback", rank: 1 },
    guard: { shrink: 0.5, grow: 1, minimum: 100 },
    to: [
      {
        audience: "loyal-slipping@meta-main",
        destination: "meta-main",
        label: "Hiipuvat kanta-asiakkaat",
        use: "target",
        approve: "first",
      },
      {
        audience: "loyal-slipping@google-main",
        destination: "google-main",
        label: "Winback A",
        use: "target",
        approve: "first",
      },
    ],
    place: { file, line: 2, column: 1 },
  });
});

test("its rule reads as a tree of words", () => {
  const id = segment()?.id;
  expect(id && definitions?.describe(id, "en")).toBe(`all of these:
  loyal customer (at least 4 orders in the last 24 months)
  country Finland or Sweden
  spent at least 300 in the last 24 months (category pets/cats)
  not: bought something in the last 90 days`);
  expect(id && definitions?.describe(id, "fi")).toBe(`kaikki nämä:
  kanta-asiakas (vähintään 4 tilausta viimeisten 24 kuukauden aikana)
  maa Suomi tai Ruotsi
  ostoja yhteensä vähintään 300 viimeisten 24 kuukauden aikana (tuoteryhmä pets/cats)
  ei: on ostanut jotain viimeisten 90 päivän aikana`);
  expect(id && definitions?.describe(id, "sv")).toBe(`allt detta:
  stamkund (minst 4 beställningar under de senaste 24 månaderna)
  land Finland eller Sverige
  köpt för minst 300 under de senaste 24 månaderna (kategori pets/cats)
  inte: har köpt något under de senaste 90 dagarna`);
});

test("acknowledged as sensitive it is read, and goes to no ad platform whatever it asks for", async () => {
  const acknowledged = { ...folder, [file]: (await examplesFolder())[file] ?? "" };
  const { definitions: read, problems } = readDefinitions(acknowledged);
  expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toContainEqual(
    expect.stringMatching(
      /^warning: .*never pushed to an ad platform; take meta-main, google-main out/,
    ),
  );
  expect(read?.segments.find(({ id }) => id === "loyal-slipping")).toMatchObject({
    acknowledged: "Why this is lawful, and who decided",
    to: [],
  });
});

test("a name may be one text, a segment may say what it was, its members may be excluded at a destination", () => {
  const text =
    "name: Uskolliset\nwas: loyals\nwho: { lifecycle: loyal }\nto: { destination: meta-main, use: exclude, push: nightly, approve: always }\n";
  const read = readDefinitions({ ...folder, "segments/loyal.yaml": text }).definitions;
  expect(read?.segments.find(({ id }) => id === "loyal")).toMatchObject({
    names: { fi: "Uskolliset" },
    was: "loyals",
    firstId: "loyals",
    to: [{ audience: "loyals@meta-main", use: "exclude", approve: "always" }],
  });
});

test("strategies: one segment alone may have audiences; a rule may hold for all", () => {
  const other = "name: Muut\nstrategy: concentrated\nwho: { orders: {} }\nto: meta-main\n";
  expect(errorsIn({ ...folder, "segments/other.yaml": other })).toEqual([
    expect.stringContaining("strategy: concentrated puts everything on this one segment"),
  ]);
  const everyone = "name: Kaikki\nwho: { any: [{ orders: {} }, { not: { orders: {} } }] }\n";
  expect(errorsIn({ ...folder, "segments/all.yaml": everyone })).toEqual([
    expect.stringContaining("this holds for everybody"),
  ]);
  const said = `strategy: everyone\n${everyone}`;
  expect(errorsIn({ ...folder, "segments/all.yaml": said })).toEqual([]);
});

test("its review is due 90 days after the last", () => {
  expect(reviews("2026-12-30")).toEqual([]);
  expect(reviews("2026-12-31")).toHaveLength(1);
});
