import { expect, test } from "vitest";
import { whoIs } from "../../compute/who-is.ts";
import { inWords, wrongWith } from "../a-rule.ts";
import { aCustomer, aLine, whatIsFound } from "../what-is-found.ts";

const order = (memberId: string, ordered_on: string, differs: object) => ({
  memberId,
  order_id: `${memberId}-${ordered_on}`,
  ordered_on,
  ...differs,
});

const top = (by: string, more = "") => `{ rank: { by: ${by}, top: 1${more} } }`;

test("the top p% of n are the ⌈p·n⌉ best, and ties at the edge are all in", async () => {
  const spent = { a: 500, b: 400, c: 400, d: 300, e: 200, f: 100, g: 50 };
  const dropped = {
    customers: [{ memberId: "none" }],
    orders: [
      ...Object.entries(spent).map(([memberId, cents]) =>
        order(memberId, "2026-11-01", { amount_cents: cents }),
      ),
      order("returned", "2026-11-01", { amount_cents: 900, kind: "return" }),
    ],
  };
  const rules = {
    // Of 7: 0.98, 1.001 and 2.1 people.
    one: "{ rank: { by: spend, top: 14% } }",
    two: "{ rank: { by: spend, top: 14.3% } }",
    three: "{ rank: { by: spend, top: 30% } }",
    tie: "{ rank: { by: spend, top: 2 } }",
    least: "{ rank: { by: spend, bottom: 30% } }",
    all: "{ rank: { by: spend, top: 100% } }",
    more: "{ rank: { by: spend, bottom: 500 } }",
    not: "{ not: { rank: { by: spend, top: 100% } } }",
  };
  expect(await whoIs({ rules, dropped })).toEqual({
    one: "a",
    two: "a b c",
    three: "a b c",
    tie: "a b c",
    least: "e f g",
    all: "a b c d e f g",
    more: "a b c d e f g",
    not: "none returned",
  });
});

test("every measure has its own order, of the lines in the window that are asked for", async () => {
  const dropped = {
    orders: [
      // Twice on one day, 900 in all.
      order("often", "2026-11-01", {
        amount_cents: 450,
        order_id: "o1",
        product_id: "p1",
        quantity: 1,
      }),
      order("often", "2026-11-01", {
        amount_cents: 450,
        order_id: "o2",
        product_id: "p1",
        quantity: 1,
      }),
      // On two days, 1000 less 200 that came back.
      order("days", "2026-10-01", {
        amount_cents: 500,
        product_id: "p1",
        quantity: 2,
        channel: "online",
      }),
      order("days", "2026-10-02", { amount_cents: 500, product_id: "p2", quantity: 2 }),
      order("days", "2026-10-03", { amount_cents: 200, kind: "return" }),
      // One great order, long ago.
      order("great", "2025-01-01", {
        amount_cents: 850,
        product_id: "p1",
        quantity: 1,
        channel: "online",
      }),
      // Last of all.
      order("last", "2026-11-20", { amount_cents: 100, product_id: "p1", quantity: 3 }),
    ],
  };
  expect(
    await whoIs({
      rules: {
        spend: top("spend"),
        count: top("count"),
        average: top("average"),
        largest: top("largest"),
        units: top("units"),
        days: top("days"),
        products: top("products"),
        returns: top("returns"),
        last: top("last"),
        within: top("largest", ", within: 1 year"),
        before: top("last", ", before: 1 year"),
        where: top("spend", ", within: 2 years, where: { channel: online }"),
        year: top("spend", ", within: 1 year, where: { channel: online }"),
      },
      dropped,
    }),
  ).toEqual({
    spend: "often",
    count: "days often",
    average: "great",
    largest: "great",
    units: "days",
    days: "days",
    products: "days",
    returns: "days",
    last: "last",
    within: "days",
    before: "great",
    where: "great",
    year: "days",
  });
});

test("the average is over orders, not over days, and equal averages are equal", async () => {
  const dropped = {
    orders: [
      order("a", "2026-11-01", { amount_cents: 100, order_id: "a1" }),
      order("a", "2026-11-01", { amount_cents: 0, order_id: "a2" }),
      order("a", "2026-11-02", { amount_cents: 0, order_id: "a3" }),
      order("b", "2026-11-01", { amount_cents: 33, order_id: "b1" }),
      order("c", "2026-11-01", { amount_cents: 200, order_id: "c1" }),
      order("c", "2026-11-02", { amount_cents: 0, order_id: "c2" }),
      ...[3, 4, 5, 6].map((at) =>
        order("c", "2026-11-03", { amount_cents: 0, order_id: `c${at}` }),
      ),
    ],
  };
  const rules = {
    top: "{ rank: { by: average, top: 1 } }",
    bottom: "{ rank: { by: average, bottom: 1 } }",
  };
  expect(await whoIs({ rules, dropped })).toEqual({ top: "a c", bottom: "b" });
});

test("among a segment only its members are ranked, whichever file is read first", async () => {
  const dropped = {
    customers: [
      { memberId: "f1", country: "FI" },
      { memberId: "f2", country: "FI" },
      { memberId: "s1", country: "SE" },
    ],
    orders: [
      order("f1", "2026-11-01", { amount_cents: 100 }),
      order("f2", "2026-11-01", { amount_cents: 200 }),
      order("s1", "2026-11-01", { amount_cents: 900 }),
    ],
  };
  const rules = {
    best: "{ rank: { by: spend, top: 50%, among: finns } }",
    "best-of-the-best": "{ rank: { by: spend, bottom: 1, among: best } }",
    finns: "{ place: { country: FI } }",
  };
  expect(await whoIs({ rules, dropped })).toEqual({
    best: "f2",
    "best-of-the-best": "f2",
    finns: "f1 f2",
  });
});

test("a rule that cannot be meant is told", () => {
  const size =
    "write a percentage up to 100%, such as 10% (at most three decimals), or a number of people, such as 500";
  expect(wrongWith("{ rank: { by: spend } }")).toEqual(["write how many, such as top: 10%"]);
  expect(wrongWith("{ rank: { by: spend, top: 1, bottom: 1 } }")).toEqual([
    "write top or bottom, one of them",
  ]);
  for (const wrong of ["0%", "100.001%", "10.0001%", "0", "-1", "1.5", "many"])
    expect(wrongWith(`{ rank: { by: spend, top: ${wrong} } }`)).toEqual([size]);
  expect(wrongWith("{ rank: { top: 10% } }")).toEqual(["“by” is missing; write it"]);
  expect(wrongWith("{ rank: { by: spend, top: 10%, among: othr } }")).toEqual([
    "there is no segment “othr”. Did you mean “other”?",
  ]);
  expect(wrongWith("{ rank: { by: spend, top: 10%, among: asked } }")).toEqual([
    expect.stringContaining("in a circle: asked → asked"),
  ]);
});

test("it is told in words", () => {
  expect(inWords("{ rank: { by: spend, top: 10%, within: 90 days, among: other } }")).toEqual([
    "the top 10% of the segment other by spend in the last 90 days",
    "ylin 10 % segmentissä other ostojen summan mukaan viimeisten 90 päivän aikana",
    "de högsta 10 % i segmentet other efter köpbelopp under de senaste 90 dagarna",
  ]);
  expect(inWords("{ rank: { by: count, bottom: 500, where: { channel: online } } }")).toEqual([
    "the bottom 500 by number of orders (channel online)",
    "alimmat 500 tilausten määrän mukaan (kanava online)",
    "de 500 lägsta efter antal beställningar (kanal online)",
  ]);
});

test("what somebody has and where they stand is told; who is not ranked stands nowhere", async () => {
  const who = { rank: { by: "average", top: "10%" } };
  const others = ["b", "c"].map((memberId, at) =>
    aLine({ memberId, order_id: memberId, amount_cents: 2000 * at }),
  );
  const own = [aLine({ amount_cents: 900 }), aLine({ order_id: "2", amount_cents: 600 })];
  expect(await whatIsFound(who, { orders: [...own, ...others] })).toEqual([
    "average order: 750 money",
    "rank: 2 number (the top 10%)",
  ]);
  expect(await whatIsFound(who, { customers: [aCustomer()], orders: others })).toEqual([
    "average order: null money",
    "rank: null number (the top 10%)",
  ]);
});
