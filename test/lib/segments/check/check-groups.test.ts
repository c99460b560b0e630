import { expect, test } from "vitest";
import { aSegmentFile, problemsOf } from "./problems-of.ts";

const inGroup = (group: string, rank: number) =>
  aSegmentFile(`who: { age: ${30 + rank} }\nexclusive: { group: ${group}, rank: ${rank} }`);

test("a group of segments with ranks of their own is in order", () => {
  expect(problemsOf({ a: inGroup("winback", 1), b: inGroup("winback", 2) })).toEqual([]);
});

test("segments of a group with the same rank are told: nobody could say who comes first", () => {
  expect(problemsOf({ a: inGroup("winback", 1), b: inGroup("winback", 1) })).toEqual([
    "warning segments/a.yaml:5:12 b has rank 1 in the group “winback” too; give each a rank of its own, so that it is clear who comes first",
    "warning segments/b.yaml:5:12 a has rank 1 in the group “winback” too; give each a rank of its own, so that it is clear who comes first",
  ]);
});

test("a group of one is most likely misspelt", () => {
  const told = problemsOf({
    a: inGroup("winback", 1),
    b: inGroup("winback", 2),
    c: inGroup("win-back", 3),
  });
  expect(told).toEqual([
    "warning segments/c.yaml:5:12 no other segment is in the group “win-back”, so it parts nobody; put another in, or take exclusive out. Did you mean “winback”?",
  ]);
});
