import { describe, expect, test } from "vitest";
import { noGuard } from "../../builders/push-definitions.ts";
import type { People } from "../../builders/push-lake.ts";
import { pushWorld } from "../../builders/push-world.ts";
import type { PushWorld, WorldDiffers } from "../../builders/push-world.ts";

const shop: People = {
  anna: { emails: ["e-anna"], phones: ["p-home"] },
  bo: { emails: ["e-bo"], phones: ["p-home"] },
  cecilia: { emails: ["e-cecilia"] },
  daniel: { emails: ["e-daniel"] },
};
const everybody = Object.keys(shop);

async function aShop(differs: WorldDiffers = {}, people: People = shop) {
  const world = pushWorld(differs);
  await world.setPeople(people);
  await world.consentAll(...Object.keys(people));
  return world;
}

/** Does something just before the first call of a push. */
function duringTheFirstCall({ platform }: PushWorld, work: () => Promise<void>): void {
  const deliver = platform.deliver.bind(platform);
  platform.deliver = async (delivery) => {
    platform.deliver = deliver;
    await work();
    return deliver(delivery);
  };
}

describe("who objects is not pushed", () => {
  test("they leave at once, even while everything else is held, and so does the phone they share", async () => {
    const world = await aShop({ segment: { guard: { shrink: 0.1, grow: 9, minimum: 1 } } });
    await world.push(everybody);
    await world.setObjections(["anna"]);
    const report = await world.push(["anna", "bo", "cecilia"]);
    expect(world.platform.emails()).toEqual(["e-cecilia", "e-daniel"]);
    expect(report).toMatchObject({
      removed: 2,
      withdrawn: 2,
      held: { guard: "shrink" },
      funnel: { eligible: 1, withheld: { "no-consent": 2 } },
    });
  });

  test("the lane of removals takes them off, whatever their segment", async () => {
    const world = await aShop();
    await world.push(everybody);
    await world.setObjections(["cecilia"]);
    await world.pushRun(await world.generation([]), "removals");
    expect(world.platform.emails()).toEqual(["e-anna", "e-bo", "e-daniel"]);
  });

  test("an objection that comes between two calls stops the next one", async () => {
    const world = await aShop({ segment: { guard: noGuard }, rowsPerCall: 1 });
    duringTheFirstCall(world, () => world.setObjections(everybody));
    await world.push(everybody);
    expect(world.platform.calls.filter(({ op }) => op === "add")).toHaveLength(1);
    expect(world.platform.rows).toEqual([]);
  });

  test("they may come back when the objection is taken back", async () => {
    const world = await aShop({ segment: { guard: noGuard } });
    await world.setObjections(["cecilia"]);
    await world.push(["cecilia"]);
    await world.setObjections([]);
    await world.push(["cecilia"]);
    expect(world.platform.emails()).toEqual(["e-cecilia"]);
  });
});

describe("consents that stand in columns of customers", () => {
  test("count like those of a consents file: of both the newest", async () => {
    const world = pushWorld({ segment: { guard: noGuard } });
    const [march, april] = ["2026-03-01 00:00:00", "2026-04-01 00:00:00"];
    await world.setPeople(shop, {
      consents: [
        { who: "anna", granted: true, at: march },
        { who: "cecilia", granted: true, at: march },
        { who: "daniel", granted: false, at: march },
      ],
    });
    await world.setConsents([
      { who: "cecilia", granted: false, at: april },
      { who: "daniel", granted: true, at: april },
    ]);
    await world.push(everybody);
    expect(world.platform.emails()).toEqual(["e-anna", "e-daniel"]);
  });

  test("a customers file that comes between two calls stops the next one", async () => {
    const world = await aShop({ segment: { guard: noGuard }, rowsPerCall: 1 });
    const refused = everybody.map((who) => ({ who, granted: false }));
    duringTheFirstCall(world, () => world.setPeople(shop, { consents: refused }));
    await world.push(everybody);
    expect(world.platform.rows).toEqual([]);
  });
});

test("customers whose file came in parts are all there", async () => {
  const world = pushWorld({ segment: { guard: noGuard }, rowsPerCall: 9 });
  await world.setPeople(shop, {
    parts: 3,
    consents: everybody.map((who) => ({ who, granted: true })),
  });
  expect(await world.push(everybody)).toMatchObject({ added: 4 });
});

/** Addresses by which some file knows people, and the rows that ingest makes of them. */
const known: People = { "mail-anna": { emails: ["e-anna"] }, "mail-zoe": { emails: ["e-zoe"] } };
const yes = (who: string, at?: string) => ({
  who,
  granted: true,
  ...(at === undefined ? {} : { at }),
});
const no = (who: string, at?: string) => ({ ...yes(who, at), granted: false });

describe("people who are known by their e-mail address alone", () => {
  test.each(["meta", "google"] as const)("are pushed at %s with the address", async (platform) => {
    const identifiers = ["email", "customer-id"] as const;
    const world = pushWorld({ platform, identifiers, segment: { guard: noGuard } });
    await world.setByEmail("orders", known);
    await world.setConsents([yes("mail-zoe")], { "mail-zoe": { emails: ["e-zoe"] } });
    expect(await world.push(["mail-anna", "mail-zoe"])).toMatchObject({
      funnel: { eligible: 1, withheld: { "no-consent": 1 } },
    });
    expect(world.platform.ids()).toEqual([platform === "meta" ? "EMAIL=e-zoe" : "emails=e-zoe"]);
    await world.push([]);
    expect(world.platform.rows).toEqual([]);
  });

  test("give their consent for the customer who has the address, once it is known who that is", async () => {
    const world = pushWorld({ segment: { guard: noGuard } });
    await world.setPeople(shop);
    await world.setConsents([yes("mail-anna")], known);
    expect((await world.push(["anna"]))?.funnel).toMatchObject({ eligible: 0 });
    world.aliases["mail-anna"] = "anna";
    expect((await world.push(["anna"]))?.funnel).toMatchObject({ eligible: 1 });
    expect(world.platform.emails()).toEqual(["e-anna"]);
    world.platform.calls.length = 0;
    await world.push(["anna"]);
    expect(world.platform.calls).toEqual([]);
  });

  test("refuse for everybody who has the address, also before it is known who that is", async () => {
    const world = await aShop({ segment: { guard: noGuard } });
    await world.push(["anna", "cecilia"]);
    await world.setConsents([yes("anna"), yes("cecilia"), no("mail-anna")], known);
    await world.pushRun(await world.generation(["anna", "cecilia"]), "removals");
    expect(world.platform.emails()).toEqual(["e-cecilia"]);
  });

  test("and their customer's consents are one person's: of all the newest counts", async () => {
    const world = pushWorld({ segment: { guard: noGuard } });
    await world.setPeople(shop);
    world.aliases["mail-anna"] = "anna";
    const [march, april] = ["2026-03-01 00:00:00", "2026-04-01 00:00:00"];
    await world.setConsents([no("mail-anna", march), yes("anna", april)], known);
    await world.push(["anna"]);
    expect(world.platform.emails()).toEqual(["e-anna"]);
    await world.setConsents([yes("mail-anna", march), no("anna", april)], known);
    await world.push(["anna"]);
    expect(world.platform.emails()).toEqual([]);
  });

  test("object for everybody who has the address", async () => {
    const world = await aShop({ segment: { guard: noGuard } });
    await world.push(everybody);
    await world.setObjections(["mail-anna"], known);
    await world.push(everybody);
    expect(world.platform.emails()).toEqual(["e-bo", "e-cecilia", "e-daniel"]);
  });

  test("are erased, and so is the customer who has the address; before that is known the address leaves", async () => {
    const world = await aShop({ segment: { guard: noGuard } });
    await world.push(everybody);
    world.erased.push("mail-anna");
    await world.setByEmail("erasures", known);
    expect((await world.push(everybody))?.funnel?.withheld).toMatchObject({ "no-consent": 1 });
    expect(world.platform.emails()).toEqual(["e-bo", "e-cecilia", "e-daniel"]);
    world.aliases["mail-anna"] = "anna";
    expect((await world.push(everybody))?.funnel?.withheld).toMatchObject({
      erased: 1,
      "no-consent": 0,
    });
  });

  test("an erasures file that counts between two calls stops the next one", async () => {
    const world = await aShop({ segment: { guard: noGuard }, rowsPerCall: 1 });
    world.erased.push("mail-anna", "mail-zoe");
    duringTheFirstCall(world, () => world.setByEmail("erasures", known));
    await world.push(everybody);
    expect(world.platform.emails()).toEqual(["e-bo", "e-cecilia", "e-daniel"]);
  });

  test("become customers: the address stays, and nobody counts as having withdrawn", async () => {
    const world = pushWorld({ segment: { guard: noGuard } });
    await world.setByEmail("orders", known);
    await world.setConsents([yes("mail-anna")], known);
    await world.push(["mail-anna"]);
    await world.setPeople(shop);
    world.aliases["mail-anna"] = "anna";
    const report = await world.push(["anna"]);
    expect(world.platform.emails()).toEqual(["e-anna"]);
    expect(report).toMatchObject({ withdrawn: 0, funnel: { eligible: 1 } });
  });
});
