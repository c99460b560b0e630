import { describe, expect, test } from "vitest";
import { InputProblem, PlatformFailure } from "../../../lib/core/failure.ts";
import { noGuard } from "../../builders/push-definitions.ts";
import { pushWorld } from "../../builders/push-world.ts";
import type { Person } from "../../builders/push-lake.ts";
import type { PushWorld, WorldDiffers } from "../../builders/push-world.ts";
import type { Delivery } from "../../../lib/push/ports.ts";

const people: Record<string, Person> = {
  anna: { emails: ["e-anna"] },
  bo: { emails: ["e-bo"] },
  cecilia: { emails: ["e-cecilia"] },
  daniel: { emails: ["e-daniel"] },
};
const everybody = Object.keys(people);

async function aWorld(differs: WorldDiffers = {}) {
  const world = pushWorld({ segment: { guard: noGuard }, ...differs });
  await world.setPeople(people);
  await world.consentAll(...everybody);
  return world;
}

const noAnswer = () => {
  throw new PlatformFailure("no answer", { code: "unknown-outcome", remedy: "later" });
};

/** Fails every write to the stores but the first `spared` of those that match. */
function crashAt(world: PushWorld, match: RegExp, spared = 0) {
  let left = spared;
  world.stores.before = (what) => {
    if (!match.test(what)) return;
    if (left === 0) throw new Error(`crash before ${what}`);
    left -= 1;
  };
}
const recover = (world: PushWorld) => {
  world.stores.before = () => undefined;
  world.platform.after = () => undefined;
  world.platform.before = () => undefined;
  world.moveClock(1000);
};

describe("what is unknown is sent again with what is wanted now", () => {
  test("a removal whose outcome is unknown is made again", async () => {
    const world = await aWorld();
    await world.push(everybody);
    world.platform.after = noAnswer;
    await expect(world.push(["anna"])).rejects.toThrow("no answer");
    recover(world);
    expect(await world.push(["anna"])).toMatchObject({
      pending: { add: 0, remove: 0 },
      unchanged: 1,
    });
    expect(world.platform.emails()).toEqual(["e-anna"]);
  });

  test("somebody who comes back after a removal of unknown outcome is added again", async () => {
    const world = await aWorld();
    await world.push(everybody);
    world.platform.after = noAnswer;
    await expect(world.push(["anna", "bo"])).rejects.toThrow("no answer");
    recover(world);
    await world.push(everybody);
    expect(world.platform.emails()).toEqual(["e-anna", "e-bo", "e-cecilia", "e-daniel"]);
  });

  test("an addition that arrives late is waited for before its removal is sent", async () => {
    const world = await aWorld();
    const late: Delivery[] = [];
    world.platform.before = (delivery) => {
      late.push(delivery);
      noAnswer();
    };
    await expect(world.push(["anna"])).rejects.toThrow("no answer");
    world.platform.before = () => undefined;
    await world.setConsents([{ who: "anna", granted: false }]);
    const run = await world.generation(["anna"]);
    const step = await world.step(run, "removals");
    expect(step.done).toBe(false);
    expect(step.wait).toBeGreaterThanOrEqual(world.platform.limits.seconds);
    world.moveClock(step.wait);
    for (const delivery of late) world.platform.apply(delivery);
    await world.pushRun(run, "removals");
    expect(world.platform.rows).toEqual([]);
  });

  test("after a refusal nobody waits: nothing is on its way", async () => {
    const world = await aWorld();
    world.platform.before = () => {
      throw new PlatformFailure("slow down", { code: "throttled", remedy: "later" });
    };
    await expect(world.push(["anna"])).rejects.toThrow("slow down");
    expect((await world.record()).lease).toBeNull();
  });
});

describe("wherever the process dies, the next push ends right", () => {
  test.each([
    ["the base is uploaded", /^upload .*base/, 0],
    ["the new base is recorded", /^write loyal@/, 7],
    ["a batch is uploaded", /^upload .*batch/, 1],
    ["the intent is recorded", /^write loyal@/, 3],
    ["the answer is recorded", /^write loyal@/, 4],
  ] as const)("before %s", async (_where, match, spared) => {
    const world = await aWorld();
    await world.push(["anna", "bo", "cecilia"]);
    const run = await world.generation(["bo", "daniel"]);
    crashAt(world, match, spared);
    await expect(world.pushRun(run, "all")).rejects.toThrow("crash before");
    recover(world);
    await world.pushRun(run, "all");
    expect(world.platform.emails()).toEqual(["e-bo", "e-daniel"]);
    const { report } = await world.record();
    expect(report).toMatchObject({
      added: 1,
      removed: 2,
      unchanged: 1,
      failure: null,
      pending: { add: 0, remove: 0 },
    });
  });

  test("a push that fails at its very end does not count the same people twice", async () => {
    const world = await aWorld();
    let failing = true;
    world.platform.view = async () => {
      if (failing) noAnswer();
      return { status: "ready", size: null, detail: "" };
    };
    const run = await world.generation(everybody);
    await expect(world.pushRun(run, "all")).rejects.toThrow("no answer");
    expect((await world.record()).report).toMatchObject({ failure: { code: "unknown-outcome" } });
    failing = false;
    await world.pushRun(run, "all");
    expect((await world.record()).report).toMatchObject({ added: 4, unchanged: 0, failure: null });
  });
});

describe("rows that the platform will not take", () => {
  test("an addition that is refused is not in the ledger, though it was unknown before", async () => {
    const world = await aWorld();
    world.platform.after = noAnswer;
    await expect(world.push(["anna"])).rejects.toThrow("no answer");
    world.platform.rows.length = 0;
    recover(world);
    world.platform.before = () => ({ state: "done", invalid: 1, refused: [0] });
    expect(await world.push(["anna"])).toMatchObject({
      invalid: 1,
      added: 0,
      pending: { add: 1, remove: 0 },
    });
    expect((await world.record()).base).toMatchObject({ rows: 0, members: 0 });
  });

  test("rows refused out of an accepted batch are not in the ledger either, and are counted", async () => {
    const world = await aWorld();
    world.platform.before = ({ op }) =>
      op === "add" ? { state: "accepted", receipt: "r", refused: [0] } : undefined;
    world.platform.settle = async () => ({ state: "done", invalid: 2 });
    const report = await world.push(["anna", "bo"]);
    expect(report).toMatchObject({ added: 1, invalid: 3, pending: { add: 1, remove: 0 } });
    expect((await world.record()).base).toMatchObject({ rows: 1, members: 1 });
  });

  test("a removal that is refused stays in the ledger, shows as pending, and is tried again", async () => {
    const world = await aWorld();
    await world.push(["anna", "bo"]);
    world.platform.before = ({ op }) =>
      op === "remove" ? { state: "done", invalid: 1, refused: [0] } : undefined;
    expect(await world.push(["bo"])).toMatchObject({
      removed: 0,
      invalid: 1,
      pending: { add: 0, remove: 1 },
    });
    recover(world);
    expect(await world.push(["bo"])).toMatchObject({ removed: 1, pending: { add: 0, remove: 0 } });
    expect(world.platform.emails()).toEqual(["e-bo"]);
  });
});

describe("what stands in the way is told", () => {
  test("an audience that was deleted at the platform is made anew and filled again", async () => {
    const world = await aWorld();
    await world.push(everybody);
    world.platform.rows.length = 0;
    world.platform.ensure = async () => "aud-2";
    expect(await world.push(everybody)).toMatchObject({ added: 4, pending: { add: 0, remove: 0 } });
    expect(world.platform.emails()).toHaveLength(4);
    expect((await world.record()).platformId).toBe("aud-2");
  });

  test("a secret that cannot be read is in the report, also before the first push", async () => {
    const world = await aWorld();
    const ports = world.ports;
    world.ports = () => ({
      ...ports(),
      platform: async () => {
        throw new InputProblem("the secret must be JSON");
      },
    });
    await expect(world.push(everybody)).rejects.toThrow("must be JSON");
    expect((await world.record()).report).toMatchObject({
      failure: { code: "input", message: "the secret must be JSON" },
    });
  });

  test("a destination that is gone is in the report while people are left there", async () => {
    const world = await aWorld();
    await world.push(everybody);
    const ports = world.ports;
    world.ports = () => ({
      ...ports(),
      definitionsOf: async (run) => {
        const found = await ports().definitionsOf(run);
        return {
          ...found,
          definitions: {
            ...found.definitions,
            workspace: { ...found.definitions.workspace, destinations: [] },
          },
        };
      },
    });
    await expect(world.push(everybody)).rejects.toThrow("no longer has meta-main");
    expect((await world.record()).report?.failure?.message).toContain("no longer has meta-main");
  });

  test("a push that could not even begin does not say that it is in sync", async () => {
    const world = await aWorld();
    world.platform.before = () => ({ state: "done", invalid: 1, refused: [0] });
    expect(await world.push(["anna"])).toMatchObject({ pending: { add: 1 } });
    world.platform.ensure = async () => {
      throw new PlatformFailure("the token is dead", { code: "token", remedy: "human" });
    };
    expect(await world.push(["anna"])).toMatchObject({
      pending: { add: 1 },
      failure: { code: "token" },
    });
  });
});
