import { expect, test } from "vitest";
import { PlatformFailure } from "../../../lib/core/failure.ts";
import { writeMembers } from "../../../lib/membership/write-members.ts";
import { memberId, memberships, memoryMembers } from "../../builders/members-bench.ts";

const change = (id: string) => ({
  memberId: memberId(id),
  gen: 1,
  segments: memberships({ loyal: "2026-11-24" }),
});

const world = (busyFor: number, random = 1) => {
  const waits: number[] = [];
  let refusals = 0;
  const members = memoryMembers(({ memberId: id }) => {
    if (id !== memberId("b") || refusals >= busyFor) return undefined;
    refusals += 1;
    return "throttled";
  });
  const ports = { members, random: () => random, wait: async (ms: number) => void waits.push(ms) };
  return { ports, waits, members };
};

test("what is throttled is tried again alone, after pauses that grow", async () => {
  const { ports, waits, members } = world(3);
  expect(await writeMembers(ports, [change("a"), change("b")])).toEqual({
    written: 2,
    alreadyApplied: 0,
  });
  expect(waits).toEqual([100, 200, 400]);
  expect(members.writes()).toBe(2);
});

test("the pauses are of random length", async () => {
  const { ports, waits } = world(2, 0.25);
  await writeMembers(ports, [change("b")]);
  expect(waits).toEqual([25, 50]);
});

test("a table that stays too busy is told as a failure that waiting cures", async () => {
  const { ports, waits } = world(Infinity);
  const failure = await writeMembers(ports, [change("b")]).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PlatformFailure);
  expect(failure).toMatchObject({ code: "throttled", remedy: "later" });
  expect(Math.max(...waits)).toBe(10_000);
});
