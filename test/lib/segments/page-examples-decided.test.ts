import { describe, expect, test } from "vitest";
import { aCompany, aFolder, memberOf } from "../compute/a-company.ts";
import { whoIs } from "../compute/who-is.ts";

/** What the language leaves open and no test of a single rule tells. */

const now = "2026-11-24T10:00:00Z";

const order = (memberId: string, order_id: string, amount_cents: number) => ({
  memberId,
  order_id: `${memberId} ${order_id}`,
  ordered_on: "2026-11-01",
  amount_cents,
  kind: "sale",
});
const returned = (memberId: string, order_id: string, amount_cents: number) => ({
  ...order(memberId, order_id, amount_cents),
  kind: "return",
});

const asking = (measures: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(measures).map(([name, asked]) => [name, `{ orders: { ${asked} } }`]),
  );

describe("of nothing", () => {
  const dropped = { customers: [{ memberId: "never" }], orders: [order("buyer", "1", 1000)] };

  test("counts, sums and shares are 0", async () => {
    const rules = asking({
      count: "count: 0",
      spend: "spend: 0",
      units: "units: 0",
      days: "days: 0",
      products: "products: 0, spend: 0",
      returns: "returns: 0, spend: 0",
      share: "share: { of: spend, where: { channel: online }, at-most: 0% }, spend: 0",
    });
    const found = await whoIs({ rules, dropped });
    expect(found).toEqual(Object.fromEntries(Object.keys(rules).map((name) => [name, "never"])));
  });

  test("average, largest, first, last, interval and overdue are unknown: false, and under not true", async () => {
    const measures = asking({
      average: "average: { at-least: 0 }",
      largest: "largest: { at-least: 0 }",
      first: "first: { within: 200 years }",
      last: "last: { within: 200 years }",
      interval: "interval: { above: 0.000001 }",
      overdue: "overdue: 0.01%",
    });
    const not = Object.fromEntries(
      Object.entries(measures).map(([name, rule]) => [`not-${name}`, `{ not: ${rule} }`]),
    );
    const found = await whoIs({ rules: { ...measures, ...not }, dropped });
    for (const name of Object.keys(measures)) {
      expect(found[name]?.split(" ")).not.toContain("never");
      expect(found[`not-${name}`]?.split(" ")).toContain("never");
    }
  });
});

test("from the largest order is taken off what was brought back on it, not what another order says", async () => {
  const orders = [
    order("same-order", "1", 3000),
    returned("same-order", "1", 500),
    order("another-order", "1", 3000),
    returned("another-order", "2", 500),
    returned("returns-only", "1", 500),
  ];
  const rules = {
    "twenty-five": "{ orders: { largest: 25 } }",
    thirty: "{ orders: { largest: 30 } }",
    any: "{ orders: { largest: { below: 1000000 } } }",
  };
  expect(await whoIs({ rules, dropped: { orders } })).toEqual({
    "twenty-five": "same-order",
    thirty: "another-order",
    any: "another-order same-order",
  });
});

test("a birth date still to come is no age, and keeps a person from being pushed like a child's", async () => {
  const folder = aFolder({ young: "{ age: { at-most: 17 } }", any: "{ age: { at-least: 0 } }" });
  const shop = aCompany(folder);
  await shop.publish(folder);
  await shop.drop({
    customers: [
      { memberId: "to-come", birth_date: "2026-11-25" },
      { memberId: "today", birth_date: "2026-11-24" },
    ],
  });
  const { run } = await shop.run(now);
  expect(await shop.membersOf(run, "young")).toEqual(["today"]);
  expect(await shop.membersOf(run, "any")).toEqual(["today"]);
  expect(await shop.read(run, "marks")).toEqual([
    { mark: "minor", memberId: "to-come" },
    { mark: "minor", memberId: "today" },
  ]);
});

const referral = (referral_id: string, referred: string | null) => ({
  memberId: "brings",
  referral_id,
  referred_member: referred === null ? null : memberOf(referred),
  referred_on: "2026-11-01",
  referred_at: "2026-11-01 10:00:00",
});

test("who was brought twice counts once, and each referral of nobody named counts as somebody", async () => {
  const dropped = {
    customers: [{ memberId: "brings" }, { memberId: "friend" }],
    referrals: [referral("1", "friend"), referral("2", "friend"), referral("3", null)],
  };
  const rules = {
    two: "{ referrals: { count: 2 } }",
    joined: "{ referrals: { count: 1, joined: yes } }",
    not: "{ referrals: { count: 1, joined: no } }",
  };
  expect(await whoIs({ rules, dropped })).toEqual({
    two: "brings",
    joined: "brings",
    not: "brings",
  });
});
