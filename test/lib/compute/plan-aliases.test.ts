import { describe, expect, test } from "vitest";
import { aCompany, aFolder, memberOf } from "./a-company.ts";
import type { Dropped } from "./a-company.ts";

const byEmail = { byEmail: true };
const ordered = (memberId: string, order_id: string) => ({
  memberId,
  order_id,
  ordered_on: "2026-11-01",
});
const customer = (memberId: string, emails: readonly string[], updated: string | null = null) => ({
  memberId,
  email_ids: emails,
  updated_at: updated === null ? null : `${updated} 00:00:00`,
});

const objects = (memberId: string, at: string) => ({ memberId, at: `${at} 00:00:00` });

/** A company whose files by id come first, then those that know people by e-mail. */
async function aShop(byId: Dropped, known: Dropped, gone: readonly string[] = []) {
  const folder = aFolder({
    buyers: "{ orders: {} }",
    twice: "{ orders: { count: { at-least: 2 } } }",
  });
  const company = aCompany(folder);
  await company.publish(folder);
  await company.drop(byId);
  await company.drop(known, byEmail);
  company.gone.push(...gone.map((name) => memberOf(name)));
  const tell = async () => {
    const summary = await company.run("2026-11-24T01:00:00Z");
    return {
      summary,
      aliases: await company.read(summary.run, "aliases"),
      buyers: await company.membersOf(summary.run, "buyers"),
      twice: await company.membersOf(summary.run, "twice"),
    };
  };
  return { company, tell, ...(await tell()) };
}

test("orders of an e-mail address are those of the customer who has it", async () => {
  const shop = await aShop(
    { customers: [customer("anna", ["e-anna", "e-work"])], orders: [ordered("anna", "1")] },
    { orders: [ordered("e-anna", "2"), ordered("e-work", "3"), ordered("e-bo", "4")] },
  );
  expect(shop.aliases).toEqual([
    { alias: expect.stringMatching(/^e-anna/), memberId: "anna" },
    { alias: expect.stringMatching(/^e-work/), memberId: "anna" },
  ]);
  expect(shop.twice).toEqual(["anna"]);
  expect(shop.buyers).toEqual(["anna", "e-bo"]);
  expect(shop.summary).toMatchObject({ customers: 2, aliases: 2 });
});

test("a customer who comes later takes over what was known by e-mail", async () => {
  const shop = await aShop({}, { orders: [ordered("e-anna", "1")] });
  expect(shop.buyers).toEqual(["e-anna"]);
  await shop.company.drop({ customers: [customer("anna", ["e-anna"])] });
  expect((await shop.tell()).buyers).toEqual(["anna"]);
});

describe("of several customers with an address the newest row has it", () => {
  const known = { orders: [ordered("e-home", "1")] };

  test("by when it was updated, else by the later line", async () => {
    const updated = [
      customer("anna", ["e-home"], "2026-10-02"),
      customer("bo", ["e-home"], "2026-10-01"),
      customer("elsa", ["e-home"]),
    ];
    expect((await aShop({ customers: updated }, known)).buyers).toEqual(["anna"]);
    const plain = [customer("anna", ["e-home"]), customer("bo", ["e-home"])];
    expect((await aShop({ customers: plain }, known)).buyers).toEqual(["bo"]);
  });

  test("a row that a newer one of the same customer has replaced comes after those that count", async () => {
    const customers = [
      customer("bo", ["e-home"], "2026-09-01"),
      customer("anna", ["e-home"], "2026-10-01"),
      customer("anna", ["e-new"], "2026-10-02"),
    ];
    expect((await aShop({ customers }, known)).buyers).toEqual(["bo"]);
  });

  test("an address that nobody has any more means who had it last", async () => {
    const customers = [
      customer("anna", ["e-home"], "2026-10-01"),
      customer("anna", ["e-new"], "2026-10-02"),
    ];
    expect((await aShop({ customers }, known)).buyers).toEqual(["anna"]);
  });
});

test("a row of customers that knows its person by e-mail is one more row of the customer who has the address", async () => {
  const shop = await aShop(
    { customers: [customer("anna", ["e-anna"])], orders: [ordered("anna", "1")] },
    { customers: [customer("e-anna", ["e-anna"]), customer("e-bo", ["e-bo"])] },
  );
  expect(shop.summary).toMatchObject({ customers: 2, aliases: 1 });
});

describe("who objects is in no segment and not in the universe", () => {
  const people = {
    customers: [customer("anna", ["e-anna"]), customer("bo", ["e-bo"])],
    orders: [ordered("anna", "1"), ordered("bo", "2")],
  };
  test("by id, from now on, also when the objection is dated in the future", async () => {
    const objections = [objects("anna", "2027-01-01")];
    const { buyers, summary } = await aShop({ ...people, objections }, {});
    expect(buyers).toEqual(["bo"]);
    expect(summary.customers).toBe(1);
  });

  test("by e-mail, whoever has or had the address", async () => {
    const customers = [
      customer("anna", ["e-anna"], "2026-10-01"),
      customer("anna", ["e-new"], "2026-10-02"),
      customer("bo", ["e-bo"]),
      customer("elsa", ["e-anna"]),
    ];
    const orders = [ordered("anna", "1"), ordered("bo", "2"), ordered("elsa", "3")];
    const objections = [objects("e-anna", "2026-10-03")];
    expect((await aShop({ customers, orders }, { objections })).buyers).toEqual(["bo"]);
  });

  test("a customer's objection holds for what they did under their e-mail address, too", async () => {
    const objections = [objects("anna", "2026-10-03")];
    const known = { orders: [ordered("e-anna", "3")] };
    expect((await aShop({ ...people, objections }, known)).buyers).toEqual(["bo"]);
  });

  test("an erasure by e-mail is the customer's", async () => {
    const erasures = [{ memberId: "e-anna", requested_at: "2026-10-03 00:00:00" }];
    expect((await aShop(people, { erasures }, ["e-anna"])).buyers).toEqual(["bo"]);
  });
});
