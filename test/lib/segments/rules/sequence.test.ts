import { expect, test } from "vitest";
import { whoIs } from "../../compute/who-is.ts";
import { askedOf } from "../asked-of.ts";
import { inWords, wrongWith } from "../a-rule.ts";

let number = 0;
/** An event at an hour of November, in UTC: `20 14:00`. */
const event = (memberId: string, name: string, at: string) => {
  number += 1;
  return {
    memberId,
    event_id: `e${number}`,
    event: name,
    occurred_at: `2026-11-${at}:00`,
    occurred_on: `2026-11-${at.slice(0, 2)}`,
  };
};
const order = (memberId: string, at: string, more: Readonly<Record<string, string>> = {}) => {
  number += 1;
  return {
    memberId,
    order_id: `o${number}`,
    ordered_at: `2026-11-${at}:00`,
    ordered_on: `2026-11-${at.slice(0, 2)}`,
    kind: "sale",
    amount_cents: 1000,
    ...more,
  };
};
const customers = (names: string) => names.split(" ").map((memberId) => ({ memberId }));

test("a cart that was left behind: no order until the span has passed", async () => {
  expect(
    await whoIs({
      rules: { left: "{ sequence: { steps: [{ event: cart }, { not: order }], span: 3 days } }" },
      dropped: {
        customers: customers("bought late later returned soon"),
        events: [
          event("bought", "cart", "10 12:00"),
          event("late", "cart", "10 12:00"),
          event("later", "cart", "10 12:00"),
          event("returned", "cart", "10 12:00"),
          event("soon", "cart", "22 12:00"),
        ],
        orders: [
          order("bought", "13 12:00"),
          order("late", "13 12:01"),
          order("later", "10 12:00"),
          order("returned", "11 12:00", { kind: "return" }),
        ],
      },
      now: "2026-11-24T10:00:00Z",
    }),
  ).toEqual({ left: "late later returned" });
});

test("steps are strictly one after the other, all within the span of the first, which is elapsed time", async () => {
  const rules = {
    bought: "{ sequence: { steps: [{ event: open }, { event: cart }, order], span: 24 hours } }",
  };
  const dropped = {
    customers: customers("edge over tied twice"),
    events: [
      event("edge", "open", "10 12:00"),
      event("edge", "cart", "10 12:01"),
      event("over", "open", "10 12:00"),
      event("over", "cart", "10 12:01"),
      event("tied", "open", "10 12:00"),
      event("tied", "cart", "10 13:00"),
      event("twice", "open", "10 08:00"),
      event("twice", "open", "10 14:00"),
      event("twice", "cart", "10 15:00"),
    ],
    orders: [
      order("edge", "11 12:00"),
      order("over", "11 12:01"),
      order("tied", "10 13:00"),
      order("twice", "11 13:00"),
    ],
  };
  expect(await whoIs({ rules, dropped })).toEqual({ bought: "edge twice" });
});

test("a day of the span is 24 hours, also in the night when clocks change", async () => {
  const rules = { within: "{ sequence: { steps: [{ event: a }, { event: b }], span: 1 day } }" };
  const dropped = {
    customers: customers("x y"),
    events: [
      {
        ...event("x", "a", "01 00:00"),
        occurred_at: "2026-10-24 12:00:00",
        occurred_on: "2026-10-24",
      },
      {
        ...event("x", "b", "01 00:00"),
        occurred_at: "2026-10-25 12:00:00",
        occurred_on: "2026-10-25",
      },
      {
        ...event("y", "a", "01 00:00"),
        occurred_at: "2026-10-24 12:00:00",
        occurred_on: "2026-10-24",
      },
      {
        ...event("y", "b", "01 00:00"),
        occurred_at: "2026-10-25 12:30:00",
        occurred_on: "2026-10-25",
      },
    ],
  };
  expect(await whoIs({ rules, dropped })).toEqual({ within: "x" });
});

test("the later way of taking a step is found, too: what is not to happen may come before it", async () => {
  expect(
    await whoIs({
      rules: {
        quiet:
          "{ sequence: { steps: [{ event: cart }, { event: open }, { not: order }], span: 10 hours } }",
      },
      dropped: {
        customers: customers("later never tied"),
        events: [
          event("later", "cart", "10 08:00"),
          event("later", "open", "10 09:00"),
          event("later", "open", "10 11:00"),
          event("never", "cart", "10 08:00"),
          event("never", "open", "10 09:00"),
          event("never", "open", "10 11:00"),
          event("tied", "cart", "10 08:00"),
          event("tied", "open", "10 11:00"),
        ],
        orders: [
          order("later", "10 10:00"),
          order("never", "10 10:00"),
          order("never", "10 12:00"),
          order("tied", "10 11:00"),
        ],
      },
    }),
  ).toEqual({ quiet: "later tied" });
});

test("the first step is in the window; what an order must be is asked of its lines", async () => {
  expect(
    await whoIs({
      rules: {
        online:
          "{ sequence: { steps: [{ event: open }, { order: { where: { channel: online } } }], span: 2 weeks, within: 10 days } }",
        "not-in-store":
          "{ sequence: { steps: [order, { not: { order: { where: { channel: store } } } }], span: 1 day } }",
      },
      dropped: {
        customers: customers("a b c"),
        events: [
          event("a", "open", "15 12:00"),
          event("b", "open", "14 12:00"),
          event("c", "open", "20 12:00"),
        ],
        orders: [
          order("a", "16 12:00", { channel: "online" }),
          order("b", "15 12:00", { channel: "online" }),
          order("c", "21 12:00", { channel: "store" }),
          order("c", "21 18:00", { channel: "store" }),
          order("b", "15 13:00", { channel: "store" }),
        ],
      },
    }),
  ).toEqual({ online: "a", "not-in-store": "a b c" });
});

test("the rule reads in each language, and tells what is to be looked up in the data", () => {
  const rule =
    "{ sequence: { steps: [{ event: cart }, { not: order }], span: 3 days, within: 30 days } }";
  expect(inWords(rule)).toEqual([
    "cart, then no order, all within 3 days of the first, begun in the last 30 days",
    "cart, sitten ei tilausta, kaikki 3 päivän kuluessa ensimmäisestä, alkanut viimeisten 30 päivän aikana",
    "cart, sedan ingen beställning, allt inom 3 dagar från det första, påbörjat under de senaste 30 dagarna",
  ]);
  expect(askedOf(rule)).toEqual([{ dataset: "events", column: "event", texts: ["cart"] }]);
});

test.each([
  [
    "{ sequence: { steps: [{ not: order }, { event: a }], span: 1 day } }",
    "begin with something that happened; write not after it",
  ],
  ["{ sequence: { steps: [order], span: 1 day } }", "write at least two steps"],
  [
    "{ sequence: { steps: [order, buy], span: 1 day } }",
    "write a step as order, { event: … } or { not: … }",
  ],
  [
    "{ sequence: { steps: [order, { event: a, order: {} }], span: 1 day } }",
    "write a step as order, { event: … } or { not: … }",
  ],
  [
    "{ sequence: { steps: [{ event: a }, { not: order }, order], span: 1 day } }",
    "nothing can meet this: what is not to happen is a later step",
  ],
  [
    "{ sequence: { steps: [order, order], span: 1 month } }",
    "months and years have no fixed length; write hours, days or weeks, such as 3 days",
  ],
  ["{ sequence: { steps: [order, order] } }", "“span” is missing; write it"],
])("%s is refused: %s", (who, message) => {
  expect(wrongWith(who)).toContain(message);
});
