import { describe, expect, test } from "vitest";
import type { RunId } from "../../../lib/core/ids.ts";
import { previewAudience } from "../../../lib/push/preview-audience.ts";
import { lookAtAudience } from "../../builders/look-at-audience.ts";
import type { LookAt } from "../../builders/look-at-audience.ts";
import { aTarget, noGuard } from "../../builders/push-definitions.ts";
import { dice, eligibleIn, randomPeople, settle } from "../../builders/push-nights.ts";
import type { People } from "../../builders/push-nights.ts";
import { pushWorld } from "../../builders/push-world.ts";
import type { PushWorld } from "../../builders/push-world.ts";

const preview = (world: PushWorld, of: LookAt) =>
  lookAtAudience(world, of, (bench, people, audience) =>
    previewAudience(world.ports(), bench, people)(audience),
  );

async function pushed(world: PushWorld, run: RunId) {
  await world.pushRun(run, "removals");
  await world.pushRun(run, "all");
  const { report } = await world.record();
  if (report === null || report.funnel === null) throw new Error("nothing was reported");
  const { funnel, added, removed, withdrawn, unchanged, held } = report;
  return { funnel, added, removed, withdrawn, unchanged, held: held?.guard ?? null };
}

describe.each(["meta", "google"] as const)("what a push at %s would do", (platform) => {
  test.each([1, 2, 3])("is what it then does, night after night (%i)", async (seed) => {
    const roll = dice(seed * 7919);
    const world = pushWorld({ platform, segment: { guard: noGuard } });
    let people: People = {};
    for (let night = 0; night < 3; night += 1) {
      people = randomPeople(roll, 12, people);
      await settle(world, people);
      const members = Object.keys(people).filter((name) => people[name]?.inSegment === true);
      const run = await world.generation(members);
      const { paused, ...foreseen } = await preview(world, { run });
      expect(paused).toBe(false);
      expect(foreseen.funnel.eligible).toBe(eligibleIn(people).length);
      expect(await pushed(world, run)).toEqual(foreseen);
    }
  });
});

const letters = (of: string) => of.split("");

async function aWorld(approve: "first" | "never" = "never") {
  const world = pushWorld({ segment: { to: [aTarget("loyal", "meta-main", { approve })] } });
  await world.setPeople(
    Object.fromEntries(letters("abcdefgh").map((name) => [name, { emails: [`e-${name}`] }])),
  );
  await world.consentAll(...letters("abcdefgh"));
  return world;
}

describe("a guard that would hold it is named", () => {
  test("the first push, until it is approved", async () => {
    const world = await aWorld("first");
    const run = await world.generation(letters("abc"));
    expect(await preview(world, { run })).toMatchObject({ added: 3, held: "first" });
    await pushed(world, run);
    for (const { id, value, version } of await world.holds.list())
      await world.holds.write(id, { ...value, decision: "approved" }, version);
    expect(await preview(world, { run })).toMatchObject({ added: 3, held: null });
  });

  test("one that would shrink too far, and who leaves all the same", async () => {
    const world = await aWorld();
    await world.push(letters("abcdefgh"));
    await world.setConsents(letters("abcdefgh").map((who) => ({ who, granted: who !== "h" })));
    const run = await world.generation(letters("ab"));
    expect(await preview(world, { run })).toMatchObject({
      held: "shrink",
      removed: 6,
      withdrawn: 1,
      unchanged: 2,
    });
  });

  test("and so is a pause", async () => {
    const world = await aWorld();
    const run = await world.generation(letters("abc"));
    world.paused.is = true;
    expect(await preview(world, { run })).toMatchObject({ paused: true });
  });
});

test("an audience that nobody asks for any more would be emptied", async () => {
  const world = await aWorld();
  await world.push(letters("abc"));
  const run = await world.generation(letters("abc"));
  expect(await preview(world, { run, wanted: false })).toMatchObject({
    funnel: { eligible: 0 },
    added: 0,
    removed: 3,
    unchanged: 0,
  });
});
