import { describe, expect, test } from "vitest";
import { readDefinitions } from "../../../lib/segments/read-definitions.ts";
import type { Folder, Problem } from "../../../lib/workspace/workspace.ts";
import { aFolder } from "../compute/a-company.ts";

const said = ({ place, message }: Problem): string =>
  `${place.file}:${place.line}:${place.column} ${message}`;

/** What stops a publication; warnings have tests of their own. */
const errors = (problems: readonly Problem[]): readonly string[] =>
  problems.filter(({ severity }) => severity === "error").map(said);

const problemsOf = (segment: string, differs: Folder = {}): readonly string[] =>
  errors(
    readDefinitions(aFolder({}, { "segments/s.yaml": `name: S\n${segment}`, ...differs })).problems,
  );

test("a renamed segment keeps the audiences of its first id", () => {
  const text = "name: S\nwas: old\nwho: { age: 18 }\nto: meta-main\n";
  const [segment] = readDefinitions(aFolder({ s: text })).definitions?.segments ?? [];
  expect(segment?.to.map(({ audience }) => audience)).toEqual(["old@meta-main"]);
  expect(segment?.firstId).toBe("old");
});

test("a segment is read whole, with the workspace's defaults", () => {
  const text = `name: S
why: because
owner: crm@example.com
who: { age: 18 }
exclude: [other]
holdout: 10%
exclusive: { group: winback, rank: 1 }
stakeholders: [sales]
review: { every: 90 days, last: 2026-10-01 }
goals: [{ measure: size, target: 20000, by: 2027-06-30 }]
guard: { shrink: 50% }
to:
  - meta-main
  - { destination: google-main, use: exclude, label: Winback A, push: nightly, approve: always }
`;
  const { definitions, problems } = readDefinitions(aFolder({ s: text, other: "{ age: 3 }" }));
  expect(errors(problems)).toEqual([]);
  expect(definitions?.segments.find(({ id }) => id === "s")).toEqual({
    id: "s",
    names: { en: "S" },
    name: "S",
    why: "because",
    owner: "crm@example.com",
    stakeholders: ["sales"],
    review: { every: { amount: 90, unit: "days" }, last: "2026-10-01" },
    strategy: "selective",
    goals: [{ measure: "size", target: 20000, by: "2027-06-30" }],
    cards: undefined,
    acknowledged: undefined,
    value: undefined,
    was: undefined,
    firstId: "s",
    exclude: ["other"],
    holdout: 0.1,
    exclusive: { group: "winback", rank: 1 },
    guard: { shrink: 0.5, grow: 1, minimum: 100 },
    to: [
      {
        audience: "s@meta-main",
        destination: "meta-main",
        label: "S",
        use: "target",
        approve: "first",
      },
      {
        audience: "s@google-main",
        destination: "google-main",
        label: "Winback A",
        use: "exclude",
        approve: "always",
      },
    ],
    place: { file: "segments/s.yaml", line: 1, column: 1 },
  });
});

describe("what is wrong is told with its place and what to write", () => {
  test.each([
    [
      "who: { orders: { within: 90 } }",
      "segments/s.yaml:2:26 write a length of time: a whole number of hours, days, weeks, months or years, such as 90 days",
    ],
    [
      "who: { place: { postal: 02100 } }",
      'segments/s.yaml:2:25 found the number 02100 where text is wanted; write it in quotes: "02100"',
    ],
    [
      "who: { plase: { country: FI } }",
      "segments/s.yaml:2:8 unknown rule “plase”. Did you mean “place”?",
    ],
    [
      "who: { place: { contry: FI } }",
      "segments/s.yaml:2:17 unknown key “contry”. Did you mean “country”?",
    ],
    ["who: { profile: { clubb: yes } }", "segments/s.yaml:2:19 unknown key “clubb”."],
    ["who: { profile: { email: x } }", "segments/s.yaml:2:26 found text; write a map (key: value)"],
    [
      "who: { profile: { gender: woman } }",
      "segments/s.yaml:2:27 write f or m, or { known: no } for those whose gender is unknown",
    ],
    [
      "who: { age: { at-least: 30, at-most: 20 } }",
      "segments/s.yaml:2:13 no number can meet this range; mend its bounds",
    ],
    [
      "who: { age: { above: 20, below: 21 } }",
      "segments/s.yaml:2:13 no number can meet this range; mend its bounds",
    ],
    ["who: { age: { at-least: 20.5 } }", "segments/s.yaml:2:25 write a whole number, 0 or more"],
    [
      "who: { orders: { spend: { at-least: 1.005 } } }",
      "segments/s.yaml:2:37 write an amount with at most two decimals",
    ],
    [
      "who: { orders: { between: [90 days, 400 days] } }",
      "segments/s.yaml:2:27 nothing lies between; write the longer time first",
    ],
    [
      "who: { orders: { within: 9 days, before: 3 days } }",
      "segments/s.yaml:2:16 write one window only; between takes two ends",
    ],
    [
      "who: { orders: { share: { of: spend } } }",
      "segments/s.yaml:2:25 “where” is missing; write it",
    ],
    ["who: { place: { near: { km: 3 } } }", "segments/s.yaml:2:23 “postal” is missing; write it"],
    ["who: { segment: other }", "segments/s.yaml:2:17 there is no segment “other”."],
    [
      "who: { age: 3, place: { country: FI } }",
      "segments/s.yaml:2:6 a rule has one key, and here are 2 (age, place); list them under all: or any:",
    ],
    ["who: { all: [] }", "segments/s.yaml:2:13 write a list of rules under all"],
    ["who: {}", "segments/s.yaml:2:6 an empty rule holds for everybody; write a rule"],
    ["why: x", "segments/s.yaml:1:1 “who” is missing; write it"],
    [
      "who: { age: 3 }\nto: meta-mian",
      "segments/s.yaml:3:5 there is no destination “meta-mian”. Did you mean “meta-main”?",
    ],
    [
      "who: { age: 3 }\nto: [meta-main, meta-main]",
      "segments/s.yaml:3:5 meta-main stands here twice; keep one",
    ],
    [
      "who: { age: 3 }\nto: [{ destination: meta-main, use: lookalike }]",
      "segments/s.yaml:3:37 not supported yet: use: lookalike",
    ],
    [
      "who: { age: 3 }\nto: [{ destination: meta-main, push: weekly }]",
      "segments/s.yaml:3:38 not supported yet: push other than nightly; write nightly or leave it out",
    ],
    [
      "who: { age: 3 }\nvalue: spending",
      "segments/s.yaml:3:8 found spending; write predicted-spend or spend or score",
    ],
    [
      "who: { age: 3 }\nwas: s",
      "segments/s.yaml:3:6 that segment is still there; a renamed segment's old file must be gone",
    ],
    [
      "who: { age: 3 }\nreview: { every: 90 days, last: 2026-02-30 }",
      "segments/s.yaml:3:33 write a day, such as 2027-06-30",
    ],
    ["who: { age: 3 }\nexclude: s", "segments/s.yaml:3:10 a segment cannot exclude itself"],
    ["who: { age: 3 }\nholdout: 10", "segments/s.yaml:3:10 write a percentage, such as 30%"],
    [
      "who: { age: 3 }\nholdout:",
      "segments/s.yaml:3:1 “holdout” has no value; write one, or put the whole text in quotes when a comma or colon belongs to it",
    ],
    [
      "who: { age: 3 }\nwho: { age: 4 }",
      "segments/s.yaml:3:1 this key stands here for the second time; keep one",
    ],
    ["who: { rfm: champion }", "segments/s.yaml:2:13 found champion; write champions or"],
  ])("%s", (segment, message) => {
    const [first, ...more] = problemsOf(segment);
    expect(first?.slice(0, message.length)).toBe(message);
    expect(more).toEqual([]);
  });
});

test("circles are named in full, once", () => {
  const { definitions, problems } = readDefinitions(
    aFolder({
      a: "{ segment: b }",
      b: "{ any: [{ age: 3 }, { not: { segment: c } }] }",
      c: "{ segment: a }",
      d: "{ segment: a }",
    }),
  );
  expect(definitions).toBeUndefined();
  expect(errors(problems)).toEqual([
    "segments/a.yaml:1:1 these segments ask for each other in a circle: a → b → c → a; break it",
  ]);
});

test("a destination's own rule is checked like any other", () => {
  const differs = {
    "destinations.yaml":
      'meta-main: { platform: meta, ad-account: "1", secret: m, only: { place: { country: Sweden } } }\n',
  };
  expect(problemsOf("who: { age: 3 }", differs)).toEqual([
    "destinations.yaml:1:84 write the country's two capital letters, such as FI",
  ]);
});

test("names may stand in the workspace's languages only, and the first one is always there", () => {
  const workspace =
    "name: T\nlanguages: [fi, sv]\ntimezone: Europe/Helsinki\ncurrency: EUR\ncountry: FI\nconsent: [advertising]\n";
  const read = (name: string) =>
    readDefinitions(
      aFolder({ s: `name: ${name}\nwho: { age: 3 }` }, { "workspace.yaml": workspace }),
    );
  expect(read("{ sv: Stamkunder }").definitions?.segments[0]?.names).toEqual({
    fi: "Stamkunder",
    sv: "Stamkunder",
  });
  expect(errors(read("{ en: Loyal }").problems)).toEqual([
    "segments/s.yaml:1:9 unknown key “en”. Known here: fi, sv.",
  ]);
  expect(errors(read("{ fi: Hyvät, uskolliset }").problems)[0]).toMatch(
    /^segments\/s.yaml:1:20 “uskolliset” has no value/,
  );
});

test("rules read as plain words", () => {
  const who = `
  all:
    - lifecycle: loyal
    - place: { country: [FI, SE] }
    - orders: { spend: { at-least: 300 }, within: 24 months, where: { category: pets/cats } }
    - not: { orders: { within: 90 days } }
    - any: [{ age: { between: [25, 64] } }, { rfm: champions }, { profile: { gender: f, joined_at: { within: 30 days } } }]`;
  const { definitions, problems } = readDefinitions(aFolder({ s: who }));
  expect(errors(problems)).toEqual([]);
  const [segment] = definitions?.segments ?? [];
  expect(segment && definitions?.describe(segment.id, "en")).toBe(
    [
      "all of these:",
      "  loyal customer (at least 4 orders in the last 24 months)",
      "  country Finland or Sweden",
      "  spent at least 300 in the last 24 months (category pets/cats)",
      "  not: bought something in the last 90 days",
      "  at least one of these:",
      "    aged between 25 and 64",
      "    champions by recency, frequency and spend",
      "    women, joined in the last 30 days",
    ].join("\n"),
  );
});
