import { expect, test } from "vitest";
import { whoIs } from "../compute/who-is.ts";
import { askedOf } from "./asked-of.ts";

const order = (
  memberId: string,
  ordered_on: string,
  more: Readonly<Record<string, string | number | boolean | readonly string[]>> = {},
) => ({
  memberId,
  order_id: `${memberId}-${ordered_on}`,
  ordered_on,
  ...more,
});

test("where asks for every column of a line, and for attributes of every type", async () => {
  expect(
    await whoIs({
      rules: {
        many: "{ orders: { where: { quantity: { at-least: 2.5 } } } }",
        uncounted: "{ orders: { where: { quantity: { known: no } } } }",
        dear: "{ orders: { where: { amount: { above: 19.99 } } } }",
        back: "{ orders: { returns: 1, where: { kind: return } } }",
        web: "{ orders: { where: { order_id: { starts-with: web- } } } }",
        named: "{ orders: { where: { product_name: { contains: kissan } } } }",
        early: "{ orders: { where: { ordered_at: { before: 300 days } } } }",
        gift: "{ orders: { where: { gift: yes } } }",
        tagged: "{ orders: { where: { tags: { all: [new, sale] } } } }",
        weighed: "{ orders: { where: { weight: { below: 0.5 } } } }",
      },
      differs: {
        "datasets/orders.yaml":
          "dataset: orders\nattributes: { gift: { from: g, type: yes-no }, tags: { from: t, type: list }, weight: { from: w, type: number } }\n",
      },
      dropped: {
        orders: [
          order("a", "2026-01-01", {
            quantity: 2.5,
            order_id: "WEB-1",
            product_name: "Kissanruoka",
          }),
          order("b", "2026-11-01", {
            quantity: 2,
            amount_cents: 2000,
            gift: true,
            tags: ["New", "sale"],
          }),
          order("c", "2026-11-01", { kind: "return", amount_cents: 1999, weight: 0.4 }),
          order("d", "2026-11-01", { gift: false, tags: ["new"], weight: 0.5 }),
        ],
      },
    }),
  ).toEqual({
    many: "a",
    uncounted: "d",
    dear: "b",
    back: "c",
    web: "a",
    named: "a",
    early: "a",
    gift: "b",
    tagged: "b",
    weighed: "",
  });
});

test("what is asked about is known: the columns, their texts, whether they are paths", () => {
  expect(
    askedOf(
      "{ orders: { where: { channel: Online }, together: [pets, toys], share: { of: spend, where: { category: { none: garden } }, at-least: 5% } } }",
    ),
  ).toEqual([
    { dataset: "orders", column: "channel", texts: ["Online"] },
    { dataset: "orders", column: "category", texts: ["garden"], path: true },
    { dataset: "orders", column: "category", texts: ["pets", "toys"], path: true },
  ]);
});
