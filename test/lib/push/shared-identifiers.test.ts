import { describe, expect, test } from "vitest";
import { noGuard } from "../../builders/push-definitions.ts";
import { pushWorld } from "../../builders/push-world.ts";
import type { Person } from "../../builders/push-lake.ts";
import type { WorldDiffers } from "../../builders/push-world.ts";

async function aWorld(people: Readonly<Record<string, Person>>, differs: WorldDiffers = {}) {
  const world = pushWorld({ segment: { guard: noGuard }, rowsPerCall: 10, ...differs });
  await world.setPeople(people);
  await world.consentAll(...Object.keys(people));
  return world;
}
const name = (first: string, last: string): Person["cells"] => ({
  google_given_name: first,
  google_family_name: last,
  google_region_code: "FI",
  google_postal_code: "00100",
  meta_fn: first,
  meta_ln: last,
  meta_zip: "00100",
});
const lastRemoval = (world: Awaited<ReturnType<typeof aWorld>>) =>
  world.platform.deliveries.findLast(({ op }) => op === "remove")?.rows;

describe("what somebody who stays also has is not removed, at Meta", () => {
  const identifiers = ["email", "phone", "name", "place", "device-id", "customer-id"] as const;

  test("a name with a postal code that two people share stays with the one who stays", async () => {
    const world = await aWorld(
      {
        old: { emails: ["e-old"], cells: name("matti", "virtanen") },
        young: { emails: ["e-young"], cells: name("matti", "virtanen") },
      },
      { identifiers },
    );
    await world.push(["old", "young"]);
    await world.push(["young"]);
    expect(lastRemoval(world)).toMatchObject([{ EMAIL: "e-old", FN: null, LN: "virtanen" }]);
    expect(world.platform.emails()).toEqual(["e-young"]);
  });

  test("a person's second e-mail goes without their customer id, and what stays is sent again", async () => {
    const cells = { meta_extern_id: "x-anna" };
    const world = await aWorld(
      { anna: { emails: ["e-1", "e-2"], phones: ["p-1"], cells } },
      { identifiers },
    );
    await world.push(["anna"]);
    await world.setPeople({ anna: { emails: ["e-1"], phones: ["p-1"], cells } });
    const report = await world.push(["anna"]);
    expect(lastRemoval(world)).toMatchObject([{ EMAIL: "e-2", EXTERN_ID: null }]);
    expect(world.platform.deliveries.at(-1)).toMatchObject({
      op: "add",
      rows: [{ EMAIL: "e-1", PHONE: "p-1" }],
    });
    expect(report).toMatchObject({
      added: 0,
      removed: 0,
      unchanged: 1,
      pending: { add: 0, remove: 0 },
    });
  });

  test("a row of which nothing is left to match by is not sent, and is forgotten", async () => {
    const world = await aWorld({
      both: { emails: ["e"], phones: ["p"] },
      mail: { emails: ["e"] },
      phone: { phones: ["p"] },
    });
    await world.push(["both", "mail", "phone"]);
    const report = await world.push(["mail", "phone"]);
    expect(lastRemoval(world)).toBeUndefined();
    expect(report).toMatchObject({ removed: 1, pending: { add: 0, remove: 0 } });
  });

  test("one row that stands for two people stays until neither is eligible", async () => {
    const world = await aWorld({ one: { emails: ["e"] }, two: { emails: ["e"] } });
    await world.push(["one", "two"]);
    expect(await world.push(["two"])).toMatchObject({ removed: 1, unchanged: 1, requests: 0 });
    expect(world.platform.emails()).toEqual(["e"]);
    await world.push([]);
    expect(world.platform.rows).toEqual([]);
  });
});

describe("what somebody who stays also has is not removed, at Google", () => {
  test("shared e-mails, phones and addresses are taken out of a removal one by one", async () => {
    const world = await aWorld(
      {
        anna: { emails: ["e-anna", "e-home"], phones: ["p-home"], cells: name("anna", "virtanen") },
        bo: {
          emails: ["e-bo", "e-home"],
          phones: ["p-home", "p-bo"],
          cells: name("bo", "virtanen"),
        },
      },
      { platform: "google" },
    );
    await world.push(["anna", "bo"]);
    await world.push(["anna"]);
    expect(lastRemoval(world)).toMatchObject([
      { emails: ["e-bo"], phones: ["p-bo"], givenName: "bo" },
    ]);
    expect(world.platform.ids()).toEqual([
      "emails=e-anna",
      "emails=e-home",
      "givenName+familyName+regionCode+postalCode=anna+virtanen+FI+00100",
      "phones=p-home",
    ]);
  });

  test("people without any e-mail, any phone or any address leave like others", async () => {
    const world = await aWorld(
      {
        mail: { emails: ["e"] },
        phone: { phones: ["p"] },
        home: { cells: name("elsa", "berg") },
        stays: { emails: ["s"] },
      },
      { platform: "google" },
    );
    await world.push(["mail", "phone", "home", "stays"]);
    expect(world.platform.rows).toHaveLength(4);
    await world.push(["stays"]);
    expect(world.platform.ids()).toEqual(["emails=s"]);
  });

  test("a name without a postal code is no identifier", async () => {
    const world = await aWorld(
      { elsa: { cells: { ...name("elsa", "berg"), google_postal_code: undefined as never } } },
      { platform: "google" },
    );
    expect(await world.push(["elsa"])).toMatchObject({
      funnel: { eligible: 0, withheld: { "no-identifier": 1 } },
    });
  });
});

describe("what is sent follows the definitions", () => {
  test("another choice of identifiers replaces every row, and nobody counts as gone", async () => {
    const people = { anna: { emails: ["e"], phones: ["p"] } };
    const world = await aWorld(people, { identifiers: ["email"] });
    await world.push(["anna"]);
    expect(world.platform.ids()).toEqual(["EMAIL=e"]);
    world.change({ identifiers: ["email", "phone"] });
    expect(await world.push(["anna"])).toMatchObject({
      added: 1,
      removed: 0,
      pending: { add: 0, remove: 0 },
    });
    expect(world.platform.ids()).toEqual(["EMAIL=e", "PHONE=p"]);
    world.change({ identifiers: ["phone"] });
    await world.push(["anna"]);
    expect(world.platform.ids()).toEqual(["PHONE=p"]);
  });

  test("a phone given to somebody who refuses goes at once, though the rest is paused", async () => {
    const world = await aWorld({
      anna: { emails: ["e-anna"], phones: ["p"] },
      bo: { emails: ["e-bo"] },
    });
    await world.push(["anna"]);
    world.paused.is = true;
    await world.setPeople({
      anna: { emails: ["e-anna"], phones: ["p-new"] },
      bo: { emails: ["e-bo"], phones: ["p"] },
    });
    await world.setConsents([
      { who: "anna", granted: true },
      { who: "bo", granted: false },
    ]);
    await world.push(["anna"]);
    expect(world.platform.ids()).not.toContain("PHONE=p");
    world.paused.is = false;
    await world.push(["anna"]);
    expect(world.platform.ids()).toEqual(["EMAIL=e-anna", "PHONE=p-new"]);
  });
});
