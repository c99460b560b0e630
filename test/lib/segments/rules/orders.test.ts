import { expect, test } from "vitest";
import { whoIs } from "../../compute/who-is.ts";
import { wrongWith } from "../a-rule.ts";

const order = (
  memberId: string,
  ordered_on: string,
  more: Readonly<Record<string, string | number>> = {},
) => ({
  memberId,
  order_id: `${memberId}-${ordered_on}`,
  ordered_on,
  ...more,
});

test("windows: the first day of `within` is out, the run's day is in; calendar months clamp", async () => {
  const rules = {
    lately: "{ orders: { within: 90 days } }",
    before: "{ orders: { before: 90 days } }",
    mid: "{ orders: { between: [400 days, 90 days] } }",
    days: "{ orders: { between: [2026-08-25, 2026-08-26] } }",
    month: "{ orders: { within: 1 month } }",
    hours: "{ orders: { within: 24 hours } }",
    ever: "{ orders: {} }",
    never: "{ not: { orders: {} } }",
  };
  const dropped = {
    customers: [{ memberId: "none" }],
    orders: [
      order("a", "2026-08-26"),
      order("b", "2026-08-27"),
      order("c", "2026-11-24"),
      order("d", "2025-10-20"),
      order("e", "2025-10-21"),
      order("f", "2026-10-24"),
      order("g", "2026-10-25"),
      order("h", "2026-11-23"),
      order("late", "2026-11-24", { ordered_at: "2026-11-24 10:00:01" }),
    ],
  };
  expect(await whoIs({ rules, dropped })).toEqual({
    lately: "b c f g h",
    before: "a d e",
    mid: "a e",
    days: "a",
    month: "c g h",
    hours: "c",
    ever: "a b c d e f g h",
    never: "none",
  });
});

test("the 31st clamps: a month before 31 March is the last day of February", async () => {
  expect(
    await whoIs({
      rules: { month: "{ orders: { within: 1 month } }" },
      dropped: { orders: [order("a", "2026-02-28"), order("b", "2026-03-01")] },
      now: "2026-03-31T12:00:00Z",
    }),
  ).toEqual({ month: "b" });
});

test("the run's day is that of the workspace's zone: past midnight in Helsinki, still yesterday in UTC", async () => {
  const rules = { today: "{ orders: { within: 1 day } }" };
  const dropped = {
    orders: [
      order("a", "2026-11-24", { ordered_at: "2026-11-23 22:05:00" }),
      order("b", "2026-11-23"),
    ],
  };
  expect(await whoIs({ rules, dropped, now: "2026-11-23T22:30:00Z" })).toEqual({ today: "a" });
});

test("measures: returns count against spend, not against orders; nothing bought has no average", async () => {
  const rules = {
    twice: "{ orders: { count: 2 } }",
    none: "{ orders: { count: 0 } }",
    thirty: "{ orders: { spend: 25.5 } }",
    "below-zero": "{ orders: { spend: { below: 0 } } }",
    "no-spend": "{ orders: { spend: 0 } }",
    average: "{ orders: { average: { at-least: 12.75 } } }",
    "above-average": "{ orders: { average: { above: 12.75 } } }",
    "any-average": "{ orders: { average: { at-least: 0 } } }",
    largest: "{ orders: { largest: 20 } }",
    pieces: "{ orders: { units: { at-least: 5 } } }",
    days: "{ orders: { days: 2 } }",
    products: "{ orders: { products: 2 } }",
    returned: "{ orders: { returns: 1 } }",
    late: "{ orders: { last: { within: 30 days } } }",
    gone: "{ orders: { last: { before: 30 days } } }",
    new: "{ orders: { first: { within: 30 days } } }",
    "new-hours": "{ orders: { first: { within: 48 hours } } }",
    several: "{ orders: { count: { at-least: 2 }, spend: { at-least: 20 }, within: 1 year } }",
  };
  const found = await whoIs({
    rules,
    dropped: {
      customers: [{ memberId: "none" }],
      orders: [
        order("a", "2026-01-01", {
          order_id: "a1",
          amount_cents: 1500,
          product_id: "x",
          quantity: 4,
        }),
        order("a", "2026-01-01", { order_id: "a1", amount_cents: 500, product_id: "y" }),
        order("a", "2026-11-20", { order_id: "a2", amount_cents: 1000, product_id: "x" }),
        order("a", "2026-11-21", {
          order_id: "a3",
          amount_cents: 450,
          product_id: "x",
          kind: "return",
        }),
        order("b", "2026-11-22", { amount_cents: 700, kind: "return" }),
        order("c", "2026-11-23", { amount_cents: 0, product_id: "x" }),
      ],
    },
  });
  expect(found).toEqual({
    twice: "a",
    none: "b none",
    thirty: "a",
    "below-zero": "b",
    "no-spend": "c none",
    average: "a",
    "above-average": "",
    "any-average": "a c",
    largest: "a",
    pieces: "a",
    days: "a",
    products: "a",
    returned: "a b",
    late: "a c",
    gone: "",
    new: "c",
    "new-hours": "c",
    several: "a",
  });
});

test("where filters lines first: a category is itself and everything below it", async () => {
  expect(
    await whoIs({
      rules: {
        cats: "{ orders: { where: { category: pets/cats } } }",
        pets: "{ orders: { where: { category: [pets/, toys] } } }",
        "not-pets": "{ orders: { where: { category: { none: [pets] } } } }",
        online: "{ orders: { where: { channel: online, product_id: ['1', '2'] } } }",
        spring:
          "{ orders: { spend: { at-least: 5 }, where: { campaign: { starts-with: spring } } } }",
      },
      differs: { "datasets/orders.yaml": "dataset: orders\nattributes: { campaign: utm }\n" },
      dropped: {
        orders: [
          order("a", "2026-01-01", {
            category: "Pets/Cats/food",
            channel: "online",
            product_id: "1",
          }),
          order("b", "2026-01-01", {
            category: "pets/catsuits",
            channel: "Online",
            product_id: "3",
          }),
          order("c", "2026-01-01", {
            category: "toys",
            campaign: "Spring26",
            channel: "store",
            product_id: "2",
          }),
          order("d", "2026-01-01"),
        ],
      },
    }),
  ).toEqual({ cats: "a", pets: "a b c", "not-pets": "c", online: "a", spring: "c" });
});

test("windows that look ahead are no filters, and one window is enough", () => {
  expect(wrongWith("{ orders: { within: 90 days, before: 30 days } }")).toEqual([
    "write one window only; between takes two ends",
  ]);
  expect(wrongWith("{ orders: { next: 30 days } }")[0]).toMatch(/^unknown key “next”/);
  expect(wrongWith("{ orders: { together: [pets] } }")).toEqual(["write two categories or more"]);
  expect(wrongWith("{ orders: { where: { colour: red } } }")[0]).toMatch(/^unknown key “colour”/);
});
