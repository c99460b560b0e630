import { describe, expect, test } from "vitest";
import {
  leastShare,
  planSizeFindings,
  showsDifference,
} from "../../../lib/compute/plan-size-findings.ts";
import { readDefinitions } from "../../../lib/segments/read-definitions.ts";
import { aFolder } from "./a-company.ts";

/** What is said of segments (what stands about them, and their sizes) among so many customers. */
function saidOf(
  segments: Readonly<Record<string, readonly [rest: string, size: number]>>,
  customers = 100_000,
  workspace = "",
) {
  const texts = Object.entries(segments).map(
    ([id, [rest]], at) => [id, `name: ${id}\nwho: { age: ${20 + at} }\n${rest}`] as const,
  );
  const folder = aFolder(Object.fromEntries(texts));
  const { definitions } = readDefinitions({
    ...folder,
    "workspace.yaml": `${folder["workspace.yaml"]}${workspace}`,
  });
  if (definitions === undefined) throw new Error("the segments cannot be read");
  const sizes = definitions.segments.map(({ id }) => {
    const size = segments[id]?.[1] ?? 0;
    return { id, size, entered: 0, left: 0 };
  });
  return planSizeFindings({ customers, segments: sizes }, definitions).map(
    ({ segment, message }) => `${segment}: ${message}`,
  );
}

describe("a platform's minimum", () => {
  test.each([
    ["to: meta-main", 100, []],
    [
      "to: meta-main",
      99,
      [
        "s: only 99 people are in this segment, and platforms show nothing to fewer than 100; ask for less, or join it with another segment",
      ],
    ],
    ["to: meta-main", 0, ["s: nobody is in this segment; ask for less, or take its to out"]],
    ["", 0, []],
  ])("%j with %i members", (rest, size, says) => {
    expect(saidOf({ s: [rest, size] })).toEqual(says);
  });
});

/** So many segments, each with an audience. */
const audiences = (many: number) =>
  Object.fromEntries(
    Array.from({ length: many }, (_, at) => [`s${at}`, ["to: meta-main", 500]] as const),
  );

describe("more segments than the customers carry: one for every 1,000, and three in any case", () => {
  test.each([
    [3, 1500, false],
    [4, 1500, true],
    [12, 12_000, false],
    [13, 12_999, true],
    [4, 0, false],
  ])("%i segments with audiences, %i customers: %j", (many, customers, told) => {
    const found = saidOf(audiences(many), customers).filter((one) => one.startsWith("null: "));
    expect(found.length).toBe(told ? 1 : 0);
    for (const one of found) expect(one).toMatch(/carry \d+ .*start with two or three/);
  });

  test("segments that are pushed nowhere weigh nothing", () => {
    const helpers = Object.fromEntries(
      Object.keys(audiences(9)).map((id) => [id, ["", 500] as const]),
    );
    expect(saidOf(helpers, 2000)).toEqual([]);
  });
});

describe("a holdout that can never show a difference", () => {
  test("is told, with the share that could", () => {
    expect(saidOf({ s: ["holdout: 10%", 400] })).toEqual([
      "s: holding out 40 of 400 people can never show a difference: even advertising that doubles purchases would not stand out; hold out 23% or more, or nobody",
    ]);
    expect(saidOf({ s: ["holdout: 23%", 400] })).toEqual([]);
    expect(saidOf({ s: ["holdout: 10%", 2000] })).toEqual([]);
  });

  test("of too few people no share would do", () => {
    expect(saidOf({ s: ["holdout: 50%", 200] })).toEqual([
      "s: holding out 100 of 200 people can never show a difference: even advertising that doubles purchases would not stand out; no share of so few people would do, so hold out nobody",
    ]);
  });

  test("the workspace's is of all customers", () => {
    expect(saidOf({}, 1000, "holdout: 1%\n")[0]).toMatch(/^null: holding out 10 of 1,000 people/);
    expect(saidOf({}, 100_000, "holdout: 1%\n")).toEqual([]);
  });

  test("the least share that is told is one that shows, and less does not", () => {
    for (const people of [300, 1000, 25_000]) {
      const least = leastShare(people) ?? 0;
      const shows = (share: number) => showsDifference(share * people, (1 - share) * people);
      expect(shows(least * 1.01)).toBe(true);
      expect(shows(least * 0.99)).toBe(false);
    }
  });
});
