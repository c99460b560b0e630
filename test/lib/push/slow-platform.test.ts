import { describe, expect, test } from "vitest";
import { noGuard } from "../../builders/push-definitions.ts";
import { pushWorld } from "../../builders/push-world.ts";
import type { WorldDiffers } from "../../builders/push-world.ts";

const everybody = ["anna", "bo", "cecilia", "daniel"];

/** A platform that accepts at once and applies later, as Google does. */
async function aWorld(differs: WorldDiffers = {}) {
  const world = pushWorld({ platform: "google", segment: { guard: noGuard }, ...differs });
  await world.setPeople(
    Object.fromEntries(everybody.map((name) => [name, { emails: [`e-${name}`] }])),
  );
  await world.consentAll(...everybody);
  return world;
}
const withdrawn = (...who: string[]) =>
  everybody.map((name) => ({ who: name, granted: !who.includes(name) }));
const callsOf = (world: Awaited<ReturnType<typeof aWorld>>) =>
  world.platform.calls.map(({ op }) => op);

describe("accepted is not done", () => {
  test("nobody is added before the removals have ended", async () => {
    const world = await aWorld();
    await world.push(["anna", "bo"]);
    world.platform.calls.length = 0;
    world.platform.slow = true;
    const run = await world.generation(["anna", "cecilia"]);
    expect((await world.step(run, "all")).done).toBe(false);
    expect(await world.step(run, "all")).toEqual({ done: false, wait: 600 });
    expect(callsOf(world)).toEqual(["remove"]);
    world.platform.finishAll();
    await world.step(run, "all");
    expect(callsOf(world)).toEqual(["remove", "add"]);
    world.platform.finishAll();
    expect(await world.step(run, "all")).toEqual({ done: true, wait: 0 });
    expect(world.platform.emails()).toEqual(["e-anna", "e-cecilia"]);
    expect((await world.record()).report).toMatchObject({
      added: 1,
      removed: 1,
      unchanged: 1,
      requests: 2,
    });
  });

  test("a job that failed is sent again, and once more at most", async () => {
    const world = await aWorld();
    world.platform.slow = true;
    const run = await world.generation(["anna"]);
    for (const expected of [1, 2]) {
      await world.step(run, "all");
      expect(world.platform.calls).toHaveLength(expected);
      world.platform.finishAll("failed");
    }
    expect(await world.step(run, "all")).toEqual({ done: true, wait: 0 });
    expect((await world.record()).report).toMatchObject({
      failure: { code: "refused" },
      pending: { add: 1 },
    });
    await world.step(await world.generation(["anna"]), "all");
    world.platform.finishAll();
    await world.push(["anna"]);
    expect(world.platform.emails()).toEqual(["e-anna"]);
  });
});

describe("a slow platform does not keep anybody who must leave", () => {
  test("who withdraws while others are being added is removed at once, not when that has ended", async () => {
    const world = await aWorld();
    await world.push(["anna", "bo"]);
    world.platform.slow = true;
    await world.step(await world.generation(["anna", "bo", "cecilia"]), "all");
    world.platform.slow = false;
    await world.setConsents(withdrawn("bo"));
    const run = await world.generation(["anna", "bo", "cecilia"]);
    expect(await world.step(run, "removals")).toEqual({ done: true, wait: 0 });
    expect(world.platform.emails()).toEqual(["e-anna"]);
  });

  test("who withdraws while being added is removed as soon as that has ended", async () => {
    const world = await aWorld();
    world.platform.slow = true;
    await world.step(await world.generation(["anna", "bo"]), "all");
    await world.setConsents(withdrawn("bo"));
    const run = await world.generation(["anna", "bo"]);
    expect(await world.step(run, "removals")).toEqual({ done: false, wait: 600 });
    expect(callsOf(world)).toEqual(["add"]);
    world.platform.finishAll();
    expect(await world.step(run, "removals")).toEqual({ done: true, wait: 0 });
    expect(callsOf(world)).toEqual(["add", "remove"]);
    world.platform.finishAll();
    await world.pushRun(run, "all");
    expect(world.platform.emails()).toEqual(["e-anna"]);
  });

  test("during the long wait of a push itself, who withdraws is removed at the next look", async () => {
    const world = await aWorld();
    await world.push(["anna", "bo"]);
    world.platform.slow = true;
    const run = await world.generation(["anna", "bo", "cecilia"]);
    await world.step(run, "all");
    await world.setConsents(withdrawn("anna"));
    expect(await world.step(run, "all")).toMatchObject({ done: false });
    expect(callsOf(world).at(-1)).toBe("remove");
    world.platform.finishAll();
    await world.pushRun(run, "all");
    expect(world.platform.emails()).toEqual(["e-bo", "e-cecilia"]);
  });

  test("of several batches, those that have ended do not wait for the others", async () => {
    const world = await aWorld({ rowsPerCall: 1 });
    world.platform.slow = true;
    await world.step(await world.generation(["anna", "bo"]), "all");
    await world.setConsents(everybody.map((name) => ({ who: name, granted: false })));
    const run = await world.generation(["anna", "bo"]);
    expect(await world.step(run, "removals")).toEqual({ done: false, wait: 600 });
    world.platform.finishAll("done", 1);
    expect(await world.step(run, "removals")).toMatchObject({ done: false });
    expect(callsOf(world)).toEqual(["add", "add", "remove"]);
  });

  test("the lane of removals does not wait for what it has sent", async () => {
    const world = await aWorld();
    await world.push(["anna", "bo"]);
    world.platform.slow = true;
    await world.setConsents(withdrawn("bo"));
    const run = await world.generation(["anna", "bo"]);
    expect(await world.step(run, "removals")).toEqual({ done: true, wait: 0 });
    expect(await world.step(run, "removals")).toEqual({ done: true, wait: 0 });
    expect(callsOf(world).filter((op) => op === "remove")).toHaveLength(1);
    world.platform.finishAll();
    await world.pushRun(run, "all");
    expect((await world.record()).report).toMatchObject({ removed: 1, withdrawn: 1, unchanged: 1 });
  });
});
