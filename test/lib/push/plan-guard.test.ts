import { describe, expect, test } from "vitest";
import type { Hold } from "../../../lib/push/contract.ts";
import { covers, standsRejected, trippedGuard } from "../../../lib/push/plan-guard.ts";
import type { Change } from "../../../lib/push/plan-guard.ts";

const guard = { shrink: 0.3, grow: 1, minimum: 100 };
const trips = (differs: Partial<Change>, limits = guard) =>
  trippedGuard(limits, {
    was: 1000,
    wouldBe: 1000,
    begun: true,
    approve: "first",
    moves: true,
    ...differs,
  });

describe("a guard trips past its share, not at it", () => {
  test.each([
    [1000, 700, undefined],
    [1000, 699, "shrink"],
    [1000, 2000, undefined],
    [1000, 2001, "grow"],
    [100, 69, "shrink"],
    [99, 0, undefined],
    [99, 5000, undefined],
    [0, 5000, undefined],
  ])("from %i to %i members: %s", (was, wouldBe, expected) => {
    expect(trips({ was, wouldBe })).toBe(expected);
  });

  test.each([0.29, 0.57, 0.58, 0.7, 0.9])("exactly %f of a hundred is not past it", (share) => {
    const change = Math.round(share * 100);
    const limits = { shrink: share, grow: share, minimum: 10 };
    expect(trips({ was: 100, wouldBe: 100 - change }, limits)).toBeUndefined();
    expect(trips({ was: 100, wouldBe: 100 - change - 1 }, limits)).toBe("shrink");
    expect(trips({ was: 100, wouldBe: 100 + change }, limits)).toBeUndefined();
    expect(trips({ was: 100, wouldBe: 100 + change + 1 }, limits)).toBe("grow");
  });
});

describe("who wants to be asked is asked", () => {
  test.each([
    ["first", "first"],
    ["always", "first"],
    ["never", undefined],
  ] as const)("before the first push, approve: %s", (approve, expected) => {
    expect(trips({ begun: false, was: 0, wouldBe: 5000, approve })).toBe(expected);
  });

  test("an audience of nobody needs no approval", () => {
    expect(trips({ begun: false, was: 0, wouldBe: 0 })).toBeUndefined();
  });

  test("approve: always asks about every change, however small, and about none when nothing moves", () => {
    expect(trips({ approve: "always", wouldBe: 1001 })).toBe("grow");
    expect(trips({ approve: "always", wouldBe: 999 })).toBe("shrink");
    expect(trips({ approve: "always", wouldBe: 1000 })).toBe("grow");
    expect(trips({ approve: "always", wouldBe: 1000, moves: false })).toBeUndefined();
  });
});

const hold = (differs: Partial<Hold>): Hold => ({
  id: "loyal@meta-main.shrink",
  audience: "loyal@meta-main" as never,
  guard: "shrink",
  was: 1000,
  wouldBe: 500,
  run: null,
  workspace: "w",
  heldAt: "2026-11-24T01:00:00.000Z",
  decision: "approved",
  decidedBy: "somebody",
  decidedAt: "2026-11-24T02:00:00.000Z",
  because: null,
  ...differs,
});

describe("an approval covers the change up to its size", () => {
  test.each([
    ["shrink", 500, true],
    ["shrink", 600, true],
    ["shrink", 499, false],
    ["grow", 500, true],
    ["grow", 501, false],
    ["first", 1000, true],
    ["first", 1001, false],
  ] as const)("%s to %i", (name, wouldBe, expected) => {
    expect(covers(hold({ guard: name }), wouldBe, guard)).toBe(expected);
  });

  test("what was not approved covers nothing; an approval without a size covers all", () => {
    expect(covers(hold({ decision: "open" }), 500, guard)).toBe(false);
    expect(covers(hold({ decision: "rejected" }), 500, guard)).toBe(false);
    expect(covers(hold({ guard: "first", wouldBe: null }), 1_000_000, guard)).toBe(true);
  });

  test("a rejection stands until the data or the rule changes", () => {
    const rejected = hold({ decision: "rejected" });
    expect(standsRejected(rejected, 500, "w")).toBe(true);
    expect(standsRejected(rejected, 501, "w")).toBe(false);
    expect(standsRejected(rejected, 500, "w2")).toBe(false);
  });
});
