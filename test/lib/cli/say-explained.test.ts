import { describe, expect, test } from "vitest";
import {
  eligibilityInWords,
  nextInWords,
  sayExplained,
  sentInWords,
} from "../../../lib/cli/say-explained.ts";
import { terminal } from "../../../lib/cli/terminal.ts";
import { memberIdSchema, runIdSchema, segmentIdSchema } from "../../../lib/core/ids.ts";

const run = runIdSchema.parse("r-20261124-030000-nightly");
const nothing = {
  there: "no",
  underWay: null,
  upToDate: null,
  batch: null,
  run: null,
  lastRun: null,
} as const;
const there = { ...nothing, there: "yes", upToDate: true, run, lastRun: run } as const;
const eligible = { wanted: true, member: true, reason: null } as const;

describe("an audience and one person, in a few words", () => {
  test("who may be pushed", () => {
    expect(eligibilityInWords(eligible)).toBe("eligible");
    expect(eligibilityInWords({ ...eligible, reason: "no-consent" })).toBe("withheld: no consent");
    expect(eligibilityInWords({ ...eligible, member: false })).toBe("not in the segment");
    expect(eligibilityInWords({ ...eligible, wanted: false })).toMatch(/nobody asks/);
  });

  test("what was sent", () => {
    expect(sentInWords(nothing)).toBe("not there");
    expect(sentInWords(there)).toBe(`there since ${run}`);
    expect(sentInWords({ ...there, run: null })).toBe(`there since before ${run}`);
    expect(sentInWords({ ...there, there: "perhaps" })).toBe(`perhaps there since ${run}`);
  });

  test("what comes next", () => {
    expect(nextInWords({ ...eligible, sent: there })).toBe("");
    expect(nextInWords({ ...eligible, sent: nothing })).toBe("the next push adds them");
    expect(nextInWords({ ...eligible, sent: { ...there, upToDate: false } })).toMatch(/anew/);
    expect(nextInWords({ ...eligible, reason: "minor", sent: there })).toMatch(/removes them/);
    expect(nextInWords({ ...eligible, reason: "minor", sent: nothing })).toBe("");
    expect(nextInWords({ ...eligible, sent: { ...there, underWay: "remove" } })).toMatch(
      /the platform is removing/,
    );
  });
});

function linesOf(explained: Parameters<typeof sayExplained>[0]): string[] {
  const said: string[] = [];
  const stream = { write: (text: string) => said.push(text) };
  sayExplained(
    explained,
    terminal({ stdout: stream, stderr: stream }, { json: false, colour: false }),
  );
  return said.join("").trimEnd().split("\n");
}

const about = {
  segment: segmentIdSchema.parse("loyal"),
  name: "Loyal",
  day: "2026-11-24",
  language: "en",
  member: memberIdSchema.parse("x".repeat(22)),
  gone: false,
  in: false,
  rule: null,
  audiences: [],
} as const;

const found = (what: string, value: number) =>
  ({ what, value, as: "number", needs: "at least 3" }) as const;

test("a clause that found one thing is told by it, one that found several has them below", () => {
  const rule = {
    is: "all",
    words: "all of these:",
    holds: false,
    found: [],
    of: [
      { is: "clause", words: "many orders", holds: false, found: [found("orders", 2)], of: [] },
      {
        is: "clause",
        words: "much of all",
        holds: true,
        found: [found("orders", 4), found("days", 3)],
        of: [],
      },
      {
        is: "not",
        words: "not",
        holds: true,
        found: [],
        of: [{ is: "clause", words: "old", holds: null, found: [], of: [] }],
      },
    ],
  } as const;
  expect(linesOf({ ...about, rule })).toEqual([
    "Loyal (loyal): the customer is not in it on 2026-11-24",
    "",
    "  ✗ all of these:",
    "    ✗ orders: 2, needs at least 3",
    "    ✓ much of all",
    "        orders: 4, needs at least 3",
    "        days: 3, needs at least 3",
    "    ✓ not",
    "      ? old",
  ]);
});

test("somebody who objects or was erased is in no segment, whatever the rule says", () => {
  expect(linesOf({ ...about, gone: true }).join("\n")).toMatch(
    /object or were erased.*in no segment/,
  );
});
