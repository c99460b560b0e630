import { expect, test } from "vitest";
import { memberIdSchema } from "../../../lib/core/ids.ts";
import type { RunId } from "../../../lib/core/ids.ts";
import { explainMember, isInLedger } from "../../../lib/push/explain-member.ts";
import { lookAtAudience } from "../../builders/look-at-audience.ts";
import { member } from "../../builders/push-lake.ts";
import { pushWorld } from "../../builders/push-world.ts";
import type { PushWorld } from "../../builders/push-world.ts";

const letters = (of: string) => of.split("");

async function aWorld() {
  const world = pushWorld();
  await world.setPeople(
    Object.fromEntries(letters("abcd").map((name) => [name, { emails: [`e-${name}`] }])),
  );
  await world.consentAll(...letters("abcd"));
  return world;
}

const of = (world: PushWorld, run: RunId, name: string) =>
  lookAtAudience(world, { run }, (bench, people, audience) =>
    explainMember(world.ports(), bench, people)(audience, memberIdSchema.parse(member(name))),
  );

test("who is pushed is there since the run that brought them", async () => {
  const world = await aWorld();
  await world.push(letters("ab"));
  const run = await world.generation(letters("abc"));
  await world.pushRun(run, "all");
  expect(await of(world, run, "c")).toMatchObject({
    member: true,
    reason: null,
    sent: { there: "yes", upToDate: true, run, lastRun: run },
  });
  expect(await of(world, run, "a")).toMatchObject({
    sent: { there: "yes", run: null, lastRun: run },
  });
  expect(await of(world, run, "d")).toMatchObject({
    member: false,
    reason: null,
    sent: { there: "no" },
  });
});

test("who said no since is still there, and is withheld from the next push", async () => {
  const world = await aWorld();
  await world.push(letters("ab"));
  const run = await world.generation(letters("ab"));
  await world.setConsents([
    { who: "a", granted: true },
    { who: "b", granted: false },
  ]);
  expect(await of(world, run, "b")).toMatchObject({
    member: true,
    reason: "no-consent",
    sent: { there: "yes", upToDate: null },
  });
});

test("whose e-mail changed since is there, and not up to date", async () => {
  const world = await aWorld();
  await world.push(letters("ab"));
  await world.setPeople({ a: { emails: ["e-new"] }, b: { emails: ["e-b"] } });
  const run = await world.generation(letters("ab"));
  expect(await of(world, run, "a")).toMatchObject({ sent: { there: "yes", upToDate: false } });
  expect(await of(world, run, "b")).toMatchObject({ sent: { there: "yes", upToDate: true } });
});

test("the ledger speaks of those alone who were sent", async () => {
  const world = await aWorld();
  const run = await world.generation(letters("ab"));
  const speaksOf = (name: string) =>
    lookAtAudience(world, { run }, (bench, _, { record }) =>
      isInLedger(world.ports(), bench, { record, person: memberIdSchema.parse(member(name)) }),
    );
  expect(await speaksOf("a")).toBe(false);
  await world.pushRun(run, "all");
  expect([await speaksOf("a"), await speaksOf("c")]).toEqual([true, false]);
});
