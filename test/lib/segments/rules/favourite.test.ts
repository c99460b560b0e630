import { expect, test } from "vitest";
import { whoIs } from "../../compute/who-is.ts";
import { inWords, wrongWith } from "../a-rule.ts";
import { askedOf } from "../asked-of.ts";
import { aLine, whatIsFound } from "../what-is-found.ts";

let number = 0;
const bought = (
  memberId: string,
  category: string,
  more: Readonly<Record<string, string | number>>,
) => {
  number += 1;
  return { memberId, category, order_id: `o${number}`, ordered_on: "2026-11-01", ...more };
};

const line = (product_id: string, channel: string, campaign: string) => ({
  product_id,
  channel,
  campaign,
});

test("the favourite is what most was spent on at the depth asked, returns taken off; ties all count", async () => {
  const found = await whoIs({
    rules: {
      cats: "{ favourite: { of: category, is: Pets/Cats/ } }",
      pets: "{ favourite: { of: category, is: pets } }",
      food: "{ favourite: { of: category, is: pets/cats/food } }",
      either: "{ favourite: { of: category, is: [pets/cats/food, garden] } }",
      lately: "{ favourite: { of: category, is: pets/cats, within: 1 month } }",
      "not-cats": "{ not: { favourite: { of: category, is: pets/cats } } }",
    },
    dropped: {
      customers: [{ memberId: "none" }],
      orders: [
        bought("a", "pets/cats/food", { amount_cents: 600 }),
        bought("a", "Pets/Cats/litter", { amount_cents: 500 }),
        bought("a", "pets/dogs", { amount_cents: 1000 }),
        bought("a", "garden/tools", { amount_cents: 1050 }),
        bought("b", "pets/cats", { amount_cents: 1000 }),
        bought("b", "pets/dogs", { amount_cents: 1500 }),
        bought("b", "pets/dogs", { amount_cents: 500, kind: "return" }),
        bought("c", "pets", { amount_cents: 5000 }),
        bought("c", "pets/cats", { amount_cents: 1 }),
        bought("d", "pets/cats", { amount_cents: 100 }),
        bought("d", "pets/cats", { amount_cents: 100, kind: "return" }),
        bought("e", "garden", { amount_cents: 300 }),
        bought("e", "pets/cats/food", { amount_cents: 200, ordered_on: "2026-11-20" }),
        bought("e", "garden", { amount_cents: 300, ordered_on: "2026-09-01" }),
      ],
    },
  });
  expect(found).toEqual({
    cats: "a b c e",
    pets: "a b c",
    food: "a e",
    either: "a e",
    lately: "a b c e",
    "not-cats": "d none",
  });
});

test("the favourite product, channel or attribute", async () => {
  expect(
    await whoIs({
      rules: {
        product: "{ favourite: { of: product, is: p1 } }",
        channel: "{ favourite: { of: channel, is: online } }",
        campaign: "{ favourite: { of: campaign, is: spring } }",
      },
      differs: { "datasets/orders.yaml": "dataset: orders\nattributes: { campaign: utm }\n" },
      dropped: {
        orders: [
          bought("a", "pets", { amount_cents: 200, ...line("P1", "Online ", "autumn") }),
          bought("a", "pets", { amount_cents: 100, ...line("P2", "store", "SPRING") }),
          bought("b", "pets", { amount_cents: 200, ...line("P2", "store", "spring") }),
          bought("b", "pets", { amount_cents: 100, ...line("P1", "online", "autumn") }),
        ],
      },
    }),
  ).toEqual({ product: "a", channel: "a", campaign: "b" });
});

test("what cannot be a favourite is told", () => {
  expect(wrongWith("{ favourite: { of: colour, is: red } }")).toEqual([
    "write one of: channel, product_name, product, category",
  ]);
  expect(wrongWith("{ favourite: { of: category, is: / } }")).toEqual([
    "write a category, such as pets/cats",
  ]);
  expect(wrongWith("{ favourite: { of: category } }")[0]).toMatch(/^“is” is missing/);
});

test("a favourite reads as words, is found by name, and says what it asks about", async () => {
  const who = "{ favourite: { of: category, is: [pets/cats, toys], within: 1 year } }";
  expect(inWords(who)).toEqual([
    "spent most on category pets/cats or toys in the last year",
    "suurin ostosumma: tuoteryhmä pets/cats tai toys viimeisen vuoden aikana",
    "har lagt mest pengar på kategori pets/cats eller toys under det senaste året",
  ]);
  expect(askedOf(who)).toEqual([
    { dataset: "orders", column: "category", texts: ["pets/cats", "toys"], path: true },
  ]);
  expect(
    await whatIsFound(
      { favourite: { of: "category", is: "pets/cats" } },
      { orders: [aLine({ category: "pets/dogs/food" }), aLine({ category: "Pets/Birds" })] },
    ),
  ).toEqual(["favourite category: pets/birds text (pets/cats)"]);
});
