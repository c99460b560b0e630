import { expect, test } from "vitest";
import { withMirror } from "../../../lib/compute/mirror-segment.ts";
import { nodesOf } from "../../../lib/compute/plan-preview.ts";
import { previewSegment } from "../../../lib/compute/preview-segment.ts";
import { segmentIdSchema } from "../../../lib/core/ids.ts";
import type { Folder } from "../../../lib/workspace/workspace.ts";
import { aFolder } from "./a-company.ts";
import type { Dropped } from "./a-company.ts";
import { lookAt } from "./a-look.ts";
import { whoIs } from "./who-is.ts";

const moment = "2026-11-24T01:00:00Z";

/** Some are young, some old, of some it is not known; some bought, some lately. */
const dropped: Dropped = {
  customers: [
    { memberId: "a", birth_date: "1990-01-01", country: "FI", interests: ["cats"] },
    { memberId: "b", birth_date: "1950-01-01", country: "FI" },
    { memberId: "c", country: "SE", interests: ["cats", "dogs"] },
    { memberId: "d", birth_date: "2010-01-01", country: "SE" },
    { memberId: "e", interests: ["dogs"] },
    { memberId: "f", birth_date: "2099-01-01", country: "FI" },
  ],
  orders: ["a", "b", "c", "e", "g"].flatMap((memberId, at) =>
    ["2026-11-01", "2025-12-01", "2023-01-01"]
      .slice(at % 3)
      .map((day) => ({ memberId, order_id: `${memberId}${day}`, ordered_on: day })),
  ),
};

const folderWith = (who: string, differs: Folder = {}): Folder =>
  aFolder(
    {
      wanted: who,
      lately: "{ orders: { within: 90 days } }",
      cats: "{ profile: { interests: cats } }",
    },
    differs,
  );

function previewOf(folder: Folder) {
  const mirrored = withMirror(folder);
  const segment = segmentIdSchema.parse("wanted");
  return lookAt({ folder: mirrored.folder, dropped }, async (bench, { ports, ...at }) => {
    const asked = { ...at, mirror: mirrored.mirror, segment, mergedBefore: undefined };
    const { figures } = await previewSegment(ports, bench)(asked);
    const rule = at.rulebook.rules.get(segment);
    if (rule === undefined) throw new Error("there is no rule");
    const clauses = nodesOf(rule).flatMap((node) => figures.clauses.get(node) ?? []);
    return { figures, clauses, nots: [...figures.nots.values()] };
  });
}

/** How many a rule holds for when a run computes it. */
const sizeOf = async (who: string): Promise<number> => {
  const { is = "" } = await whoIs({ rules: { is: who }, dropped, now: moment });
  return is.split(" ").filter((name) => name !== "").length;
};

test.each([
  [
    "all",
    "{ all: [{ orders: {} }, { place: { country: FI } }, { age: { at-least: 18 } }] }",
    [
      "{ all: [{ place: { country: FI } }, { age: { at-least: 18 } }] }",
      "{ all: [{ orders: {} }, { age: { at-least: 18 } }] }",
      "{ all: [{ orders: {} }, { place: { country: FI } }] }",
    ],
  ],
  [
    "any",
    "{ any: [{ place: { country: SE } }, { orders: { within: 90 days } }] }",
    ["{ orders: { within: 90 days } }", "{ place: { country: SE } }"],
  ],
  [
    "not",
    "{ all: [{ orders: {} }, { not: { any: [{ age: { at-least: 60 } }, { place: { country: SE } }] } }] }",
    [
      "{ all: [{ not: { any: [{ age: { at-least: 60 } }, { place: { country: SE } }] } }] }",
      "{ all: [{ orders: {} }, { not: { place: { country: SE } } }] }",
      "{ all: [{ orders: {} }, { not: { age: { at-least: 60 } } }] }",
    ],
  ],
  [
    "a not with nothing else in it",
    "{ all: [{ orders: {} }, { not: { age: { at-least: 60 } } }] }",
    ["{ not: { age: { at-least: 60 } } }", "{ orders: {} }"],
  ],
])(
  "without a clause under %s the segment is what a rule without it is",
  async (_, who, without) => {
    const { clauses } = await previewOf(folderWith(who));
    const sizes: number[] = [];
    for (const rule of without) sizes.push(await sizeOf(rule));
    expect(clauses.map((one) => one.without)).toEqual(sizes);
  },
);

test("without its only clause a segment is everybody", async () => {
  const { figures, clauses } = await previewOf(folderWith("{ orders: { within: 90 days } }"));
  expect(figures).toMatchObject({ customers: 7, size: 2 });
  expect(clauses).toEqual([{ holds: 2, unknown: 0, without: 7 }]);
});

test("it is told for how many a clause holds, and for how many it is not known", async () => {
  const { clauses } = await previewOf(folderWith("{ age: { at-least: 18 } }"));
  expect(clauses).toEqual([{ holds: 2, unknown: 3, without: 7 }]);
});

test("of a not it is told who is in only because something is not known", async () => {
  const young = "{ not: { age: { at-least: 60 } } }";
  expect((await previewOf(folderWith(young))).nots).toEqual([3]);
  expect((await previewOf(folderWith(`{ any: [{ orders: {} }, ${young}] }`))).nots).toEqual([0]);
  const both = `{ all: [{ orders: {} }, ${young}, { not: { place: { country: SE } } }] }`;
  expect((await previewOf(folderWith(both))).nots).toEqual([2, 2]);
  const known = "{ not: { all: [{ age: { at-least: 60 } }, { place: { country: XX } }] } }";
  expect((await previewOf(folderWith(known))).nots).toEqual([2]);
});

test("what it shares with other segments, most alike first", async () => {
  const { figures } = await previewOf(folderWith("{ orders: { within: 1 year } }"));
  expect(figures.size).toBe(4);
  expect(figures.overlaps).toEqual([
    { segment: "lately", size: 2, both: 2, share: 0.5, jaccard: 0.5 },
    { segment: "cats", size: 2, both: 1, share: 0.25, jaccard: 0.2 },
  ]);
});

test("shares per country, age group and lifecycle, among members and everybody; who is not known comes last", async () => {
  const { figures } = await previewOf(folderWith("{ orders: {} }"));
  expect(figures.shares.country).toEqual([
    { value: "FI", members: 2, customers: 3 },
    { value: "SE", members: 1, customers: 2 },
    { value: null, members: 2, customers: 2 },
  ]);
  expect(figures.shares.age).toEqual([
    { value: "under 18", members: 0, customers: 1 },
    { value: "35–44", members: 1, customers: 1 },
    { value: "65 and over", members: 1, customers: 1 },
    { value: null, members: 3, customers: 4 },
  ]);
  expect(figures.shares.lifecycle).toEqual([
    { value: "occasional", members: 4, customers: 4 },
    { value: "former", members: 1, customers: 1 },
    { value: "potential", members: 0, customers: 2 },
  ]);
});

test("a workspace that has a segment called like the mirror keeps it", async () => {
  const folder = folderWith("{ segment: everybody }", {
    "segments/everybody.yaml": "name: Cats\nwho: { profile: { interests: cats } }\n",
  });
  const { figures } = await previewOf(folder);
  expect(figures.size).toBe(2);
  expect(figures.overlaps.map(({ segment }) => segment)).toEqual(["cats", "everybody", "lately"]);
});
