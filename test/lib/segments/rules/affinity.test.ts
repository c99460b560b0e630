import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clausesOf } from "../../../../lib/segments/rule.ts";
import { whoIs } from "../../compute/who-is.ts";
import { zone } from "../oracle/a-random-company.ts";
import type { Company, Look } from "../oracle/company.ts";
import { dayOf } from "../oracle/company.ts";
import { judgedByEngine, readRules } from "../oracle/judged-by-engine.ts";
import { affinityHolds, anAffinityRule } from "../oracle/kinds/affinity.ts";

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
    const named = (letter: string, many: number) =>
      Array.from({ length: many }, (_, at) => `${letter}${at + 1}`)
        .toSorted()
        .join(" ");
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

const shelves = [
  "pets/cats/food",
  "pets/cats/litter",
  "pets/cats/toys",
  "pets/dogs/food",
  "pets/dogs",
  "garden/tools",
  "garden",
  "Pets/Cats/Beds",
  "pets/cats/food/dry",
];

const line = { product_id: null, quantity: null, amount_cents: 100, channel: null, campaign: null };
const rarely = <T>(of: T, often: T) =>
  fc.constantFrom(of, ...Array.from({ length: 9 }, () => often));

/** A hundred people or so, each of one of three tastes, buying some of it and seldom something else. */
const aShop = (now: string): fc.Arbitrary<Company> => {
  const taste = fc.uniqueArray(fc.constantFrom(...shelves, null), { minLength: 3, maxLength: 5 });
  const person = fc.record({
    taste: fc.nat(2),
    skips: fc.nat(4),
    also: fc.option(fc.constantFrom(...shelves), { freq: 1 }),
    daysAgo: rarely(400, 20),
    kind: rarely("return" as const, "sale" as const),
  });
  return fc
    .tuple(fc.tuple(taste, taste, taste), fc.array(person, { minLength: 150, maxLength: 180 }))
    .map(([tastes, everybody]) => ({
      customers: [],
      events: [],
      feedback: [],
      referrals: [],
      consents: [],
      places: [],
      orders: everybody.flatMap(({ skips, also, daysAgo, kind, ...one }, at) =>
        [...(tastes[one.taste] ?? []).filter((_, shelf) => shelf !== skips), also].map(
          (category, order) => ({
            ...line,
            memberId: `p${at}`,
            order_id: `p${at}-${order}`,
            ordered_at: new Date(Date.parse(now) - (daysAgo + order) * 86_400_000).toISOString(),
            category,
            kind: order === 0 ? kind : ("sale" as const),
          }),
        ),
      ),
    }));
};

test.each([1, 3, 4, 5])(
  "random shops are judged as one would count them by hand, shop %i",
  async (seed) => {
    const now = "2026-11-24T03:00:00.000Z";
    const [company] = fc.sample(aShop(now), { seed, numRuns: 1 });
    if (company === undefined) throw new Error("no shop was made");
    const look: Look = { company, now, day: dayOf(now, { zone }), zone };
    const rules = fc.sample(anAffinityRule(shelves), { seed, numRuns: 30 });
    const rulebook = readRules(
      Object.fromEntries(rules.map((rule, at) => [`s${at}`, { affinity: rule }])),
    );
    const judged = await judgedByEngine(rulebook, { ...look, shuffled: seed % 2 === 0 });
    const paths = new Map(
      [...rulebook.rules].map(([id, rule]) => [String(id), clausesOf(rule)[0]?.path]),
    );
    const found = rules.map((rule, at) => ({
      rule,
      who: [...judged].flatMap(([id, verdict]) =>
        verdict(`s${at}/${paths.get(`s${at}`)}`) === true ? [id] : [],
      ),
    }));
    const expected = rules.map((rule) => ({
      rule,
      who: [...judged.keys()].filter((id) => affinityHolds(rule, id, look)),
    }));
    expect(found).toEqual(expected);
    expect(found.some(({ who }) => who.length > 0)).toBe(true);
  },
);
