import { expect, test } from "vitest";
import { addMembership, differingShards } from "../../../lib/drift/plan-checksums.ts";
import type { Checksums, Membership } from "../../../lib/drift/plan-checksums.ts";

const membership = (letters: string, segment = "loyal", since = "2026-11-24"): Membership => ({
  memberId: letters.padEnd(22, "_"),
  segment,
  since,
});
const sums = (...of: readonly Membership[]): Checksums => {
  const found: Checksums = new Map();
  for (const one of of) addMembership(found, one);
  return found;
};

test("the order of memberships does not matter", () => {
  const [a, b, c] = [membership("ax"), membership("ay", "champions"), membership("bx")];
  expect(differingShards(sums(a, b, c), sums(c, b, a))).toEqual([]);
});

test.each([
  ["a missing member", [membership("ax")]],
  ["a member of another segment", [membership("ax"), membership("ay", "former")]],
  ["another day", [membership("ax"), membership("ay", "loyal", "2026-11-23")]],
  ["a member twice", [membership("ax"), membership("ay"), membership("ay")]],
])("%s shows in its shard alone", (_, of) => {
  const whole = sums(membership("ax"), membership("ay"), membership("bx"));
  expect(differingShards(whole, sums(...of, membership("bx")))).toEqual(["a"]);
});

test("a shard that only one side has differs", () => {
  expect(differingShards(sums(), sums(membership("z")))).toEqual(["z"]);
});
