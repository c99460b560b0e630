import { describe, expect, test } from "vitest";
import { PlatformFailure } from "../../../lib/core/failure.ts";
import { aTarget, noGuard } from "../../builders/push-definitions.ts";
import { pushWorld } from "../../builders/push-world.ts";
import type { Person } from "../../builders/push-lake.ts";
import type { PushWorld, WorldDiffers } from "../../builders/push-world.ts";

const people = Object.fromEntries(
  "abcdefghijkl".split("").map((name): [string, Person] => [name, { emails: [`e-${name}`] }]),
);
const some = (letters: string) => letters.split("");
const asking = (when: "first" | "always" | "never") => ({
  segment: { to: [aTarget("loyal", "meta-main", { approve: when })] },
});

async function aWorld(differs: WorldDiffers = {}) {
  const world = pushWorld(differs);
  await world.setPeople(people);
  await world.consentAll(...Object.keys(people));
  return world;
}

async function approve(world: PushWorld) {
  for (const { id, value, version } of await world.holds.list())
    await world.holds.write(id, { ...value, decision: "approved" }, version);
}

const stopAfter = (world: PushWorld, calls: number) => {
  world.platform.before = () => {
    if (world.platform.calls.length === calls)
      throw new PlatformFailure("a person must look", { code: "token", remedy: "human" });
  };
};

describe("a guard compares with what was agreed, not with a push that was cut off", () => {
  test("a first push that stops half-way goes on the next night and trips no grow", async () => {
    const world = await aWorld({ segment: { guard: { shrink: 0.3, grow: 1, minimum: 1 } } });
    stopAfter(world, 1);
    await world.push(some("abcdefghijkl"));
    expect(world.platform.rows).toHaveLength(2);
    world.platform.before = () => undefined;
    const report = await world.push(some("abcdefghijkl"));
    expect(report).toMatchObject({ held: null, pending: { add: 0, remove: 0 } });
    expect(world.platform.rows).toHaveLength(12);
  });

  test("a change of most members that stops between removals and additions is not held for growing back", async () => {
    const world = await aWorld({ segment: { guard: { shrink: 0.3, grow: 0.5, minimum: 1 } } });
    await world.push(some("abcdef"));
    world.platform.calls.length = 0;
    stopAfter(world, 2);
    await world.push(some("efghij"));
    expect(world.platform.emails()).toEqual(["e-e", "e-f"]);
    world.platform.before = () => undefined;
    const report = await world.push(some("efghij"));
    expect(report?.held).toBeNull();
    expect(world.platform.emails()).toEqual(["e-e", "e-f", "e-g", "e-h", "e-i", "e-j"]);
  });

  test("those who leave for want of consent do not make an audience shrink past its guard", async () => {
    const world = await aWorld({ segment: { guard: { shrink: 0.2, grow: 1, minimum: 1 } } });
    await world.push(some("abcdef"));
    await world.setConsents(some("abcdef").map((who) => ({ who, granted: who > "c" })));
    const report = await world.push(some("abcdef"));
    expect(report).toMatchObject({ held: null, withdrawn: 3, funnel: { eligible: 3 } });
    expect(world.platform.emails()).toEqual(["e-d", "e-e", "e-f"]);
  });
});

describe("no push without the approval that was asked for", () => {
  test("a night with nobody to push does not count as the first push", async () => {
    const world = await aWorld(asking("first"));
    await world.push([]);
    expect(await world.push(some("abcdef"))).toMatchObject({ held: { guard: "first" } });
    expect(world.platform.calls).toEqual([]);
  });

  test("a paused night does not count as the first push, and makes no audience", async () => {
    const world = await aWorld(asking("first"));
    const made: string[] = [];
    world.platform.ensure = async ({ name }) => {
      made.push(name);
      return "aud-1";
    };
    world.paused.is = true;
    await world.push(some("abc"));
    expect(made).toEqual([]);
    world.paused.is = false;
    expect(await world.push(some("abc"))).toMatchObject({ held: { guard: "first" } });
  });

  test("approve: always holds each change, and an approval serves once", async () => {
    const world = await aWorld({ segment: { guard: noGuard, ...asking("always").segment } });
    expect(await world.push(some("ab"))).toMatchObject({ held: { guard: "first" } });
    await approve(world);
    expect(await world.push(some("ab"))).toMatchObject({ held: null, added: 2 });
    expect(await world.push(some("ab"))).toMatchObject({ held: null, unchanged: 2 });
    expect(await world.push(some("ac"))).toMatchObject({
      held: { guard: "grow", was: 2, wouldBe: 2 },
    });
    await approve(world);
    expect(await world.push(some("ac"))).toMatchObject({ held: null, added: 1, removed: 1 });
    expect(await world.push(some("ad"))).toMatchObject({ held: { guard: "grow" } });
    expect(world.platform.emails()).toEqual(["e-a", "e-c"]);
  });

  test("approve: always does not hold a withdrawal", async () => {
    const world = await aWorld(asking("always"));
    await world.push(some("ab"));
    await approve(world);
    await world.push(some("ab"));
    await world.setConsents([
      { who: "a", granted: true },
      { who: "b", granted: false },
    ]);
    expect(await world.push(some("ab"))).toMatchObject({ held: null, withdrawn: 1 });
    expect(world.platform.emails()).toEqual(["e-a"]);
  });

  test("a segment that is gone empties its audience under the guard; whoever withdraws leaves at once", async () => {
    const world = await aWorld();
    await world.push(some("abcdef"));
    world.change({ segment: { to: [] } });
    await world.setConsents(some("abcdef").map((who) => ({ who, granted: who !== "f" })));
    const report = await world.push(some("abcdef"));
    expect(report).toMatchObject({ held: { guard: "shrink", was: 5, wouldBe: 0 }, withdrawn: 1 });
    expect(world.platform.emails()).toEqual(["e-a", "e-b", "e-c", "e-d", "e-e"]);
    await approve(world);
    await world.push(some("abcdef"));
    expect(world.platform.rows).toEqual([]);
  });
});

const unknownAddition = async (world: PushWorld) => {
  const run = await world.generation(some("ab"));
  world.platform.after = () => {
    throw new PlatformFailure("no answer", { code: "unknown-outcome", remedy: "later" });
  };
  await expect(world.pushRun(run, "all")).rejects.toThrow("no answer");
  world.platform.after = () => undefined;
  world.platform.calls.length = 0;
};

describe("while nothing may be added, nothing is", () => {
  test("a paused destination is not even sent what was unknown", async () => {
    const world = await aWorld();
    await unknownAddition(world);
    world.paused.is = true;
    await world.push(some("ab"));
    expect(world.platform.calls).toEqual([]);
    world.paused.is = false;
    expect(await world.push(some("ab"))).toMatchObject({
      added: 2,
      pending: { add: 0, remove: 0 },
    });
  });

  test("somebody unsurely there who withdraws is removed though all else is paused", async () => {
    const world = await aWorld();
    await unknownAddition(world);
    world.paused.is = true;
    await world.setConsents([
      { who: "a", granted: false },
      { who: "b", granted: true },
    ]);
    await world.push(some("ab"));
    expect(world.platform.emails()).toEqual(["e-b"]);
    expect(world.platform.calls).toEqual([{ op: "remove", rows: 1 }]);
  });
});
