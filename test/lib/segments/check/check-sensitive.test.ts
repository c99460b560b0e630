import { describe, expect, test } from "vitest";
import { aSegmentFile, problemsOf, workspaceWith } from "./problems-of.ts";

const advice =
  "ad platforms refuse such audiences, and the law protects such data (GDPR art. 9). Say it otherwise or take it out";
const way =
  "; where it is lawful and decided, write acknowledge: { sensitive: why it is, and who decided } and send it to no ad platform";
const refused = (at: string, says: string): string => `error ${at} ${says}: ${advice}${way}`;

const marks = {
  ...workspaceWith("sensitive: { categories: [pharmacy/prescribed], attributes: [diet] }"),
  "datasets/customers.yaml":
    "dataset: customers\nattributes: { diet: Diet, diagnosis: Diagnosis }\n",
};
const of = (rest: string, name?: string) => problemsOf({ s: aSegmentFile(rest, name) }, marks);

describe("what suggests something sensitive is an error where it stands", () => {
  test.each([
    {
      about: "a name",
      rest: "who: { age: 30 }",
      name: "{ en: People with diabetes }",
      at: "1:13",
      says: "“diabetes” suggests health",
    },
    {
      about: "a name at a platform",
      rest: "who: { age: 30 }\nto: { destination: meta-main, label: Trade unions }",
      at: "5:38",
      says: "“trade unions” suggests trade union membership",
    },
    {
      about: "a column",
      rest: "who: { profile: { diagnosis: x } }",
      at: "4:19",
      says: "“diagnosis” suggests health",
    },
    {
      about: "a value",
      rest: "who: { all: [{ age: 30 }, { profile: { interests: { any: [cats, bible study] } } }] }",
      at: "4:65",
      says: "“bible study” suggests religion or belief",
    },
    {
      about: "part of a value",
      rest: "who: { profile: { occupation: { contains: unemployed } } }",
      at: "4:43",
      says: "“unemployed” suggests money trouble or income",
    },
    {
      about: "a category's path",
      rest: "who: { orders: { where: { category: shop/insulin pens } } }",
      at: "4:37",
      says: "“insulin” suggests health",
    },
    {
      about: "an event",
      rest: "who: { events: { event: abortion_page } }",
      at: "4:25",
      says: "“abortion” suggests health",
    },
  ])("$about", ({ rest, name, at, says }) => {
    expect(of(rest, name)).toEqual([refused(`segments/s.yaml:${at}`, says)]);
  });

  test("the file's name is a name, too", () => {
    expect(problemsOf({ "late-payers": aSegmentFile("who: { age: 30 }") })).toEqual([
      refused("segments/late-payers.yaml:1:1", "“late payers” suggests money trouble or income"),
    ]);
  });

  test("what a segment is for is looked at, and only warned about: nobody but the company reads it", () => {
    const file =
      "name: Good customers\nwhy: Sell insulin\nowner: crm@example.com\nwho: { age: 30 }\n";
    expect(problemsOf({ s: file })).toEqual([
      "warning segments/s.yaml:2:6 “insulin” suggests health: if these people are picked for that, ad platforms refuse them and the law protects them (GDPR art. 9)",
    ]);
  });
});

describe("marks of the workspace hold wherever a rule uses them", () => {
  test.each([
    ["an attribute", "who: { profile: { diet: x } }", "4:8", "diet"],
    ["whether it is known", "who: { not: { profile: { diet: { known: yes } } } }", "4:15", "diet"],
    [
      "a category",
      "who: { orders: { where: { category: Pharmacy/Prescribed } } }",
      "4:8",
      "pharmacy/prescribed",
    ],
    [
      "all below it",
      "who: { orders: { share: { of: spend, where: { category: pharmacy/prescribed/x }, at-least: 5% } } }",
      "4:8",
      "pharmacy/prescribed",
    ],
  ])("%s", (_, rest, ...[at, mark]) => {
    const told = of(rest).filter((one) => one.includes("marks"));
    expect(told).toEqual([
      refused(`segments/s.yaml:${at}`, `workspace.yaml marks “${mark}” as sensitive`),
    ]);
  });

  test("what only begins alike is not below it", () => {
    const told = of("who: { orders: { where: { category: pharmacy/prescribed-looking-glass } } }");
    expect(told.filter((one) => one.includes("marks"))).toEqual([]);
  });

  test("a mark on an attribute that is not there is a slip of the pen", () => {
    const told = problemsOf(
      { s: aSegmentFile("who: { age: 30 }") },
      {
        ...workspaceWith("sensitive: { attributes: [diets] }"),
        "datasets/customers.yaml": "dataset: customers\nattributes: { diet: Diet }\n",
      },
    );
    expect(told).toEqual([
      "warning workspace.yaml:6:27 no dataset has an attribute “diets”, so this marks nothing. Did you mean “diet”?",
    ]);
  });
});

describe("who asks for something sensitive is sensitive", () => {
  const pens = "who: { orders: { where: { category: pharmacy/prescribed } } }";
  const acknowledged = `${pens}\nacknowledge: { sensitive: Decided by the board }`;

  test("through segments, however far", () => {
    const told = problemsOf(
      {
        base: aSegmentFile(acknowledged),
        middle: aSegmentFile(
          "who: { all: [{ age: 30 }, { segment: base }] }\nacknowledge: { sensitive: So too }",
        ),
        last: aSegmentFile("who: { rank: { by: spend, top: 10%, among: middle } }\nto: meta-main"),
      },
      marks,
    );
    expect(told).toEqual([
      refused(
        "segments/last.yaml:4:8",
        "this asks for “middle”, which is acknowledged as sensitive",
      ),
    ]);
  });

  test("through a segment that nobody has acknowledged", () => {
    const told = problemsOf(
      { base: aSegmentFile(pens), last: aSegmentFile("who: { not: { segment: base } }") },
      marks,
    );
    const because = told.filter((one) => one.includes("last.yaml"));
    expect(because.length).toBe(1);
    expect(because[0]).toMatch(/:4:15 this asks for “base”, which is sensitive: /);
  });

  test("through a stage of the journey", () => {
    const told = problemsOf(
      { s: aSegmentFile("who: { journey: ill }") },
      workspaceWith("journey: [{ stage: ill, who: { events: { event: migraine } } }]"),
    );
    expect(told).toEqual([
      refused(
        "segments/s.yaml:4:8",
        "this asks for “journey:ill”, which is sensitive: “migraine” suggests health",
      ),
    ]);
  });

  test("a destination that takes only some people makes all its audiences so", () => {
    const told = problemsOf(
      { s: aSegmentFile("who: { age: 30 }") },
      {
        ...marks,
        "destinations.yaml":
          'meta-main: { platform: meta, ad-account: "1", secret: m, only: { profile: { diet: x } } }\n',
      },
    );
    expect(told).toEqual([
      `error destinations.yaml:1:66 workspace.yaml marks “diet” as sensitive: ${advice}`,
    ]);
  });
});

describe("what is acknowledged is computed, and goes to no ad platform", () => {
  const who = "who: { profile: { diet: x } }\nacknowledge: { sensitive: Decided by the board }\n";

  test("without audiences nothing is said against it", () => {
    expect(of(who)).toEqual([]);
  });

  test.each([
    ["to: meta-main", "6:5", "meta-main"],
    [
      "to: [google-main, { destination: meta-main, use: exclude }]",
      "6:5",
      "google-main, meta-main",
    ],
  ])("%s", (to, at, names) => {
    expect(of(`${who}${to}`)).toEqual([
      `warning segments/s.yaml:${at} a segment that is acknowledged as sensitive is computed and never pushed to an ad platform; take ${names} out of to`,
    ]);
  });
});

test("no word of the language itself is sensitive", () => {
  const everything = `who:
  all:
    - profile: { gender: f, education: { known: yes }, values: { any: [nature] }, occupation: { known: no } }
    - age: { between: [25, 64] }
    - feedback: { kind: complaint, score: { at-most: 2 }, pick: any }
    - rfm: [cannot-lose, need-attention, about-to-sleep, at-risk, lost]
    - predicted: { alive: { below: 30% } }
    - consent: { advertising: yes }
    - sequence: { steps: [{ event: cart }, { not: order }], span: 3 days, within: 30 days }
`;
  expect(of(everything)).toEqual([]);
});
