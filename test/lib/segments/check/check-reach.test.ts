import { describe, expect, test } from "vitest";
import { aSegmentFile, problemsOf, workspaceWith } from "./problems-of.ts";

const differs = workspaceWith(
  "journey: [{ stage: looked, who: { events: { event: view } } }, { stage: bought, who: { orders: {} } }]",
);

const saidOf = (who: string, rest = "") =>
  problemsOf(
    {
      s: aSegmentFile(`who: ${who}\n${rest}`),
      finns: aSegmentFile("who: { place: { country: FI } }"),
      all: aSegmentFile("who: { orders: { count: { at-least: 0 } } }\nstrategy: everyone"),
    },
    differs,
  );

const everybody =
  "error segments/s.yaml:4:6 this holds for everybody, and a segment is a part of the customers; ask for what sets these people apart, or write strategy: everyone";
const nobody =
  "warning segments/s.yaml:4:6 nobody can ever meet this: what it asks for contradicts itself; take one of the parts out";

describe("a rule that holds for everybody is an error", () => {
  test.each([
    "{ orders: { count: { at-least: 0 } } }",
    "{ lifecycle: [potential, former, loyal, occasional] }",
    "{ any: [{ lifecycle: [potential, former] }, { lifecycle: [loyal, occasional] }] }",
    "{ any: [{ age: 30 }, { not: { age: 30 } }] }",
    "{ not: { all: [{ age: 30 }, { not: { age: 30 } }] } }",
    "{ any: [{ orders: {} }, { orders: { count: 0 } }] }",
    "{ any: [{ orders: { count: { below: 3 } } }, { orders: { count: { above: 2 } } }] }",
    "{ any: [{ orders: { within: 90 days } }, { orders: { count: 0, within: 90 days } }] }",
    "{ any: [{ profile: { email: { known: yes } } }, { profile: { email: { known: no } } }] }",
    "{ any: [{ place: { country: FI } }, { age: 30 }, { not: { place: { country: FI } } }] }",
    "{ any: [{ segment: finns }, { not: { place: { country: FI } } }] }",
    "{ segment: all }",
    "{ any: [{ journey: bought }, { orders: { count: 0 } }] }",
  ])("%s", (who) => {
    expect(saidOf(who)).toEqual([everybody]);
    expect(saidOf(who, "strategy: everyone")).toEqual([]);
  });
});

describe("a rule that nobody can meet is told", () => {
  test.each([
    "{ all: [{ age: { at-least: 60 } }, { age: { below: 30 } }] }",
    "{ all: [{ lifecycle: loyal }, { lifecycle: former }] }",
    "{ all: [{ place: { country: FI } }, { place: { country: SE } }] }",
    "{ all: [{ orders: { last: { within: 30 days } } }, { orders: { last: { before: 90 days } } }] }",
    "{ all: [{ segment: finns }, { not: { segment: finns } }] }",
    "{ not: { orders: { count: { at-least: 0 } } } }",
  ])("%s", (who) => {
    expect(saidOf(who)).toEqual([nobody]);
  });
});

describe("what may hold for some and not for others is let be", () => {
  test.each([
    ["of some the age is not known", "{ age: { at-least: 0 } }"],
    [
      "of some the age is not known",
      "{ any: [{ age: { below: 18 } }, { age: { at-least: 18 } }] }",
    ],
    ["returns may outweigh sales", "{ orders: { spend: { at-least: 0 } } }"],
    [
      "3 is left out",
      "{ any: [{ orders: { count: { below: 3 } } }, { orders: { count: { above: 3 } } }] }",
    ],
    [
      "a month may have 31 days",
      "{ all: [{ profile: { joined_at: { before: 30 days } } }, { not: { profile: { joined_at: { before: 1 month } } } }] }",
    ],
    [
      "the year comes to these days",
      "{ all: [{ profile: { joined_at: { between: [2026-01-01, 2026-03-31] } } }, { profile: { joined_at: { within: 90 days } } }] }",
    ],
    [
      "some are born in December",
      "{ all: [{ profile: { birth_date: { anniversary: 14 days } } }, { profile: { birth_date: { season: { from: 12-01, to: 12-24 } } } }] }",
    ],
    [
      "interests are several",
      "{ all: [{ profile: { interests: cats } }, { profile: { interests: { none: [dogs] } } }] }",
    ],
    ["other lines", "{ all: [{ orders: { count: 0, within: 90 days } }, { orders: {} }] }"],
  ])("%s: %s", (_, who) => {
    expect(saidOf(who)).toEqual([]);
  });
});

test("a concentrated segment is the only one with audiences", () => {
  const concentrated = aSegmentFile("who: { age: 30 }\nstrategy: concentrated\nto: meta-main");
  const told = (rest: string) =>
    problemsOf({ one: concentrated, other: aSegmentFile(`who: { age: 40 }\n${rest}`) });
  expect(told("")).toEqual([]);
  expect(told("to: google-main")).toEqual([
    "error segments/one.yaml:5:11 strategy: concentrated puts everything on this one segment, and these have audiences too: other; take their to: out, or write strategy: selective",
  ]);
});

test("where segments ask for each other in a circle, that is all that is said", () => {
  const told = problemsOf({
    a: aSegmentFile("who: { segment: b }"),
    b: aSegmentFile("who: { not: { segment: a } }"),
  });
  expect(told).toEqual([
    "error segments/a.yaml:1:1 these segments ask for each other in a circle: a → b → a; break it",
  ]);
});
