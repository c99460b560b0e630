import { describe, expect, test } from "vitest";
import { whoIs } from "../../compute/who-is.ts";
import { inWords, wrongWith } from "../a-rule.ts";
import { askedOf } from "../asked-of.ts";
import { aLine, whatIsFound } from "../what-is-found.ts";

/** So many people, called by a letter and a number, each of whom bought in these categories. */
const buyers = (letter: string, many: number, ...categories: readonly string[]) =>
  Array.from({ length: many }, (_, at) => `${letter}${at + 1}`).flatMap((memberId) =>
    categories.map((category, order) => ({
      memberId,
      order_id: `${memberId}-${order}`,
      ordered_on: "2026-10-01",
      category,
    })),
  );

const named = (letter: string, many: number) =>
  Array.from({ length: many }, (_, at) => `${letter}${at + 1}`)
    .toSorted()
    .join(" ");
const wrong = (of: string) => wrongWith(`{ affinity: { ${of} } }`);
const boughtBy = (memberId: string, category: string) =>
  aLine({ memberId, order_id: `${memberId}${category}`, category });

describe("has and lacks", () => {
  /** 30 bought food and litter, two food, one litter, 66 neither: of 99, 32 food and 31 litter, lift 2970 ÷ 992. */
  const shop = [
    ...buyers("b", 30, "Pets/Cats/Food", "pets/cats/litter/fine"),
    ...buyers("f", 2, "pets/cats/food/dry"),
    ...buyers("l", 1, "pets/cats/litter"),
    ...buyers("o", 66, "garden"),
  ];
  const pair = "has: pets/cats/food, lacks: pets/cats/litter";

  test("who bought the one and not the other, where the same people buy both more than chance", async () => {
    const rules = {
      missing: `{ affinity: { ${pair} } }`,
      turned: "{ affinity: { has: pets/cats/litter, lacks: pets/cats/food } }",
      "three-times": `{ affinity: { ${pair}, lift: { at-least: 3 } } }`,
      nearly: `{ affinity: { ${pair}, lift: { at-least: 2.99 } } }`,
      "less-than-chance": `{ affinity: { ${pair}, lift: { below: 1 } } }`,
      unrelated: "{ affinity: { has: garden, lacks: pets/cats/food } }",
    };
    expect(
      await whoIs({ rules, dropped: { orders: shop, customers: [{ memberId: "none" }] } }),
    ).toEqual({
      missing: "f1 f2",
      turned: "l1",
      "three-times": "",
      nearly: "f1 f2",
      "less-than-chance": "",
      unrelated: "",
    });
  });

  test("with 29 buyers of both nothing is said", async () => {
    const rules = { missing: `{ affinity: { ${pair}, lift: { at-least: 0 } } }` };
    const orders = shop.filter(({ memberId }) => memberId !== "b30");
    expect(await whoIs({ rules, dropped: { orders } })).toEqual({ missing: "" });
  });

  test("a return is no purchase, and neither is what lies before the window", async () => {
    const rules = {
      ever: `{ affinity: { ${pair} } }`,
      lately: `{ affinity: { ${pair}, within: 90 days } }`,
    };
    const orders = [
      ...shop,
      ...buyers("r", 1, "pets/cats/food").map((line) => ({ ...line, kind: "return" })),
      ...buyers("w", 1, "pets/cats/food", "pets/cats/litter").map((line, at) => ({
        ...line,
        ordered_on: at === 0 ? line.ordered_on : "2026-01-01",
      })),
    ];
    expect(await whoIs({ rules, dropped: { orders } })).toEqual({
      ever: "f1 f2",
      lately: "f1 f2 w1",
    });
  });

  test("a lift that is met exactly is met", async () => {
    const rules = {
      "at-least": "{ affinity: { has: a, lacks: b, lift: { at-least: 1.5 } } }",
      above: "{ affinity: { has: a, lacks: b, lift: { above: 1.5 } } }",
      exactly: "{ affinity: { has: a, lacks: b, lift: 1.5 } }",
    };
    const orders = [
      ...buyers("t", 30, "a", "b"),
      ...buyers("a", 10, "a"),
      ...buyers("b", 10, "b"),
      ...buyers("z", 30, "c").slice(0, 30),
    ];
    const people = "a1 a10 a2 a3 a4 a5 a6 a7 a8 a9";
    expect(await whoIs({ rules, dropped: { orders } })).toEqual({
      "at-least": people,
      above: "",
      exactly: people,
    });
  });
});

describe("next", () => {
  /** Of cats' things toys go best with food (lift 2.4), litter less well (lift 2), beds hardly at all. */
  const shop = [
    ...buyers("t", 30, "pets/cats/food", "pets/cats/toys"),
    ...buyers("l", 30, "pets/cats/food", "pets/cats/litter"),
    ...buyers("m", 12, "pets/cats/litter"),
    ...buyers("f", 2, "pets/cats/food"),
    ...buyers("o", 70, "garden/tools"),
    ...buyers("k", 1, "pets/cats/food", "pets/cats/toys", "pets/cats/litter"),
    ...buyers("p", 1, "pets"),
  ];

  test("the strongest of what they have not bought, by what they have", async () => {
    const rules = {
      toys: "{ affinity: { next: pets/cats/toys } }",
      litter: "{ affinity: { next: Pets/Cats/Litter/ } }",
      food: "{ affinity: { next: pets/cats/food } }",
      beds: "{ affinity: { next: pets/cats/beds } }",
    };
    const found = await whoIs({
      rules,
      dropped: { orders: shop, customers: [{ memberId: "none" }] },
    });
    expect(found).toEqual({
      toys: `${named("f", 2)} ${named("l", 30)}`,
      litter: named("t", 30),
      food: named("m", 12),
      beds: "",
    });
  });

  test("equal strength: each of them is the next", async () => {
    const orders = [
      ...buyers("t", 30, "food", "toys"),
      ...buyers("l", 30, "food", "litter"),
      ...buyers("f", 1, "food"),
      ...buyers("o", 50, "garden"),
    ];
    const rules = {
      both: "{ all: [{ affinity: { next: toys } }, { affinity: { next: litter } }] }",
    };
    expect(await whoIs({ rules, dropped: { orders } })).toEqual({ both: "f1" });
  });
});

test("what affinity cannot say is told", () => {
  expect(wrong("has: pets")).toEqual(["write has and lacks (two categories), or next (one)"]);
  expect(wrong("next: pets, has: toys")).toEqual(["write next by itself"]);
  expect(wrong("next: pets, lift: 2")).toEqual(["write next by itself"]);
  expect(wrong("has: pets/cats, lacks: pets")).toEqual([
    "whoever has the first has the second, too; write two categories apart",
  ]);
  expect(wrong("has: a, lacks: b, lift: -1")).toEqual([
    "write a number, 0 or more, with at most six decimals",
  ]);
});

test("affinity reads as words, and says what it asks about", () => {
  const pair =
    "{ affinity: { has: food, lacks: litter, lift: { at-least: 1.5 }, within: 90 days } }";
  expect(inWords(pair)).toEqual([
    "bought food but not litter (lift of the two at least 1.5), in the last 90 days",
    "on ostanut food mutta ei litter (näiden lift vähintään 1,5), viimeisten 90 päivän aikana",
    "har köpt food men inte litter (lift mellan dem minst 1,5), under de senaste 90 dagarna",
  ]);
  expect(inWords("{ affinity: { next: litter } }")).toEqual([
    "of what they have not bought, litter goes best with what they have",
    "ostamattomista litter sopii parhaiten siihen, mitä on jo ostettu",
    "av det de inte köpt passar litter bäst till det de köpt",
  ]);
  expect(askedOf(pair)).toEqual([
    { dataset: "orders", column: "category", texts: ["food", "litter"], path: true },
  ]);
});

test("what was looked at is told", async () => {
  const orders = [
    ...Array.from({ length: 30 }, (_, at) => [
      boughtBy(`b${at}`, "food"),
      boughtBy(`b${at}`, "litter"),
    ]).flat(),
    boughtBy("a", "food"),
    boughtBy("z", "garden"),
  ];
  expect(await whatIsFound({ affinity: { has: "food", lacks: "litter" } }, { orders })).toEqual([
    "bought food: true yes-no (yes)",
    "bought litter: false yes-no (no)",
    `lift: ${(30 * 32) / (31 * 30)} number (more than 1)`,
    "customers who bought both: 30 number (at least 30)",
  ]);
  expect(await whatIsFound({ affinity: { next: "litter" } }, { orders })).toEqual([
    `lift with what they bought: litter: ${(30 * 32) / (31 * 30)} number (the highest)`,
    `highest lift of what they have not bought: ${(30 * 32) / (31 * 30)} number`,
  ]);
});
