import * as fc from "fast-check";
import { expect, test } from "vitest";
import { clausesOf } from "../../../lib/segments/rule.ts";
import { zone } from "./oracle/a-random-company.ts";
import type { Company, Look } from "./oracle/company.ts";
import { dayOf } from "./oracle/company.ts";
import { judgedByEngine, readRules } from "./oracle/judged-by-engine.ts";
import { affinityHolds, anAffinityRule } from "./oracle/kinds/affinity.ts";

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

const plainLine = {
  product_id: null,
  quantity: null,
  amount_cents: 100,
  channel: null,
  campaign: null,
};
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
            ...plainLine,
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
