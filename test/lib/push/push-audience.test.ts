import { describe, expect, test } from "vitest";
import { PlatformFailure } from "../../../lib/core/failure.ts";
import { pushWorld } from "../../builders/push-world.ts";

const family = {
  anna: { emails: ["e-anna"], phones: ["p-home"] },
  bo: { emails: ["e-bo"], phones: ["p-home"] },
  cecilia: { emails: ["e-cecilia"] },
  daniel: { emails: ["e-daniel", "e-daniel-2"] },
  elsa: {},
};
const everybody = Object.keys(family);

async function aFamily(differs: Parameters<typeof pushWorld>[0] = {}) {
  const world = pushWorld(differs);
  await world.setPeople(family);
  await world.consentAll(...everybody);
  return world;
}

describe("a push makes the audience equal the segment", () => {
  test("the first push sends everybody eligible, in batches, and says who was withheld and why", async () => {
    const world = await aFamily();
    const report = await world.push(everybody);
    expect(world.platform.emails()).toEqual([
      "e-anna",
      "e-bo",
      "e-cecilia",
      "e-daniel",
      "e-daniel-2",
    ]);
    expect(report).toMatchObject({
      added: 4,
      removed: 0,
      unchanged: 0,
      requests: 3,
      pending: { add: 0, remove: 0 },
    });
    expect(report?.funnel).toMatchObject({ eligible: 4, withheld: { "no-identifier": 1 } });
  });

  test("a second night sends only the difference, removals first", async () => {
    const world = await aFamily({ segment: { guard: { shrink: 1, grow: 9, minimum: 1 } } });
    await world.push(["anna", "cecilia"]);
    world.platform.calls.length = 0;
    const report = await world.push(["anna", "bo"]);
    expect(world.platform.emails()).toEqual(["e-anna", "e-bo"]);
    expect(world.platform.calls).toEqual([
      { op: "remove", rows: 1 },
      { op: "add", rows: 1 },
    ]);
    expect(report).toMatchObject({ added: 1, removed: 1, withdrawn: 0, unchanged: 1 });
  });

  test("a night on which nothing changed makes no call", async () => {
    const world = await aFamily();
    await world.push(everybody);
    world.platform.calls.length = 0;
    const report = await world.push(everybody);
    expect(world.platform.calls).toEqual([]);
    expect(report).toMatchObject({ added: 0, removed: 0, unchanged: 4, requests: 0 });
  });

  test("a changed e-mail removes the old one", async () => {
    const world = await aFamily();
    await world.push(["cecilia"]);
    await world.setPeople({ ...family, cecilia: { emails: ["e-new"] } });
    await world.push(["cecilia"]);
    expect(world.platform.emails()).toEqual(["e-new"]);
  });

  test("a phone shared with somebody who stays is not removed with the one who leaves", async () => {
    const world = await aFamily({ segment: { guard: { shrink: 1, grow: 9, minimum: 1 } } });
    await world.push(["anna", "bo"]);
    await world.push(["bo"]);
    expect(world.platform.emails()).toEqual(["e-bo"]);
    expect(world.platform.rows[0]?.["PHONE"]).toBe("p-home");
  });
});

describe("no consent, no push", () => {
  test("who did not grant every required purpose is withheld", async () => {
    const world = await aFamily({ consent: ["advertising", "profiling"] });
    const report = await world.push(everybody);
    expect(world.platform.rows).toEqual([]);
    expect(report?.funnel).toMatchObject({ eligible: 0, withheld: { "no-consent": 5 } });
  });

  test("a withdrawn consent leaves even while the rest is held", async () => {
    const world = await aFamily({ segment: { guard: { shrink: 0.1, grow: 9, minimum: 1 } } });
    await world.push(everybody);
    await world.setConsents(everybody.map((who) => ({ who, granted: who !== "daniel" })));
    const report = await world.push(["anna"]);
    expect(world.platform.emails()).toEqual(["e-anna", "e-bo", "e-cecilia"]);
    expect(report).toMatchObject({
      removed: 1,
      withdrawn: 1,
      held: { guard: "shrink", was: 3, wouldBe: 1 },
    });
  });

  test("somebody's no holds for the phone they share with another customer record", async () => {
    const world = await aFamily();
    await world.setConsents(everybody.map((who) => ({ who, granted: who !== "anna" })));
    const report = await world.push(everybody);
    expect(world.platform.emails()).toEqual(["e-cecilia", "e-daniel", "e-daniel-2"]);
    expect(report?.funnel?.withheld["no-consent"]).toBe(2);
  });

  test("of a yes and a no at the same moment the no counts; a yes to come does not count yet, a no to come does", async () => {
    const world = await aFamily();
    await world.setConsents([
      { who: "anna", granted: true, at: "2026-05-01 00:00:00" },
      { who: "anna", granted: false, at: "2026-05-01 00:00:00" },
      { who: "bo", granted: true, at: "2027-01-01 00:00:00" },
      { who: "cecilia", granted: true, at: "2026-05-01 00:00:00" },
      { who: "cecilia", granted: false, at: "2027-05-01 00:00:00" },
      { who: "daniel", granted: false, at: "2026-05-01 00:00:00" },
      { who: "daniel", granted: true, at: "2026-06-01 00:00:00" },
    ]);
    await world.push(everybody);
    expect(world.platform.emails()).toEqual(["e-daniel", "e-daniel-2"]);
  });

  test("an erased person leaves, and is counted as erased before anything else", async () => {
    const world = await aFamily();
    await world.push(everybody);
    world.erased.push("bo");
    const report = await world.push(everybody);
    expect(world.platform.emails()).not.toContain("e-bo");
    expect(report).toMatchObject({ withdrawn: 1, funnel: { withheld: { erased: 1 } } });
  });
});

describe("a bad night does no harm", () => {
  test("a first push waits for approval, and goes out when approved", async () => {
    const world = await aFamily();
    world.change({
      segment: {
        to: [
          {
            audience: world.audience,
            destination: "meta-main" as never,
            label: "L",
            use: "target",
            approve: "first",
          },
        ],
      },
    });
    expect(await world.push(everybody)).toMatchObject({
      held: { guard: "first", was: 0, wouldBe: 4 },
      pending: { add: 5 },
    });
    expect(world.platform.rows).toEqual([]);
    for (const { id, value, version } of await world.holds.list())
      await world.holds.write(id, { ...value, decision: "approved" }, version);
    expect(await world.push(everybody)).toMatchObject({ held: null, added: 4 });
  });

  test("a paused destination gets nothing but removals of those who must leave", async () => {
    const world = await aFamily();
    await world.push(["anna", "cecilia"]);
    world.paused.is = true;
    await world.setConsents(everybody.map((who) => ({ who, granted: who !== "cecilia" })));
    await world.push(everybody);
    expect(world.platform.emails()).toEqual(["e-anna"]);
  });
});

describe("whatever fails, the ledger knows", () => {
  test("a call whose outcome is unknown is made again, and the end is right", async () => {
    const world = await aFamily();
    const run = await world.generation(everybody);
    world.platform.after = () => {
      throw new PlatformFailure("no answer", { code: "unknown-outcome", remedy: "later" });
    };
    await expect(world.pushRun(run, "all")).rejects.toThrow("no answer");
    expect((await world.audiences.read(world.audience))?.value.batches).toMatchObject([
      { op: "add", state: "intent" },
    ]);
    world.platform.after = () => undefined;
    await world.pushRun(run, "all");
    expect(world.platform.emails()).toEqual([
      "e-anna",
      "e-bo",
      "e-cecilia",
      "e-daniel",
      "e-daniel-2",
    ]);
  });

  test("consent withdrawn after an addition of unknown outcome: the person is removed, though the ledger never saw them arrive", async () => {
    const world = await aFamily();
    const run = await world.generation(["cecilia"]);
    world.platform.after = () => {
      throw new PlatformFailure("no answer", { code: "unknown-outcome", remedy: "later" });
    };
    await expect(world.pushRun(run, "all")).rejects.toThrow("no answer");
    world.platform.after = () => undefined;
    await world.setConsents([{ who: "cecilia", granted: false }]);
    await world.push(["cecilia"]);
    expect(world.platform.rows).toEqual([]);
  });

  test("a refusal that a person must mend ends the push and is kept in the report", async () => {
    const world = await aFamily();
    world.platform.before = () => {
      throw new PlatformFailure("accept the terms first", { code: "terms", remedy: "human" });
    };
    expect(await world.push(everybody)).toMatchObject({ failure: { code: "terms" } });
  });

  test("rows that the platform refused are not counted as there, and are tried again", async () => {
    const world = await aFamily();
    world.platform.before = (delivery) =>
      delivery.op === "add" && delivery.rows.length === 2
        ? { state: "done", invalid: 1, refused: [0] }
        : undefined;
    const report = await world.push(everybody);
    expect(report).toMatchObject({ invalid: 2, pending: { add: 2, remove: 0 } });
  });

  test("a second writer waits until the first one's lease and last call are over", async () => {
    const world = await aFamily();
    const run = await world.generation(everybody);
    await world.pushRun(run, "all");
    const held = await world.record();
    const { version = 0 } = (await world.audiences.read(world.audience)) ?? {};
    const lease = { owner: "other", expiresAt: "2026-11-24T01:01:00.000Z" };
    await world.audiences.write(world.audience, { ...held, lease }, version);
    const step = await world.step(run, "all");
    expect(step.done).toBe(false);
    expect(step.wait).toBeGreaterThanOrEqual(60 + world.platform.limits.seconds);
    expect(await world.record()).toMatchObject({ lease, fence: held.fence });
    world.moveClock(step.wait);
    await world.pushRun(run, "all");
    expect(await world.record()).toMatchObject({ lease: null, fence: held.fence + 1 });
  });
});
