import { expect, test } from "vitest";
import { judgePeople } from "../../../lib/compute/judge-people.ts";
import { partOfPlan } from "../../../lib/compute/plan-part.ts";
import { segmentIdSchema } from "../../../lib/core/ids.ts";
import { runClock } from "../../../lib/core/run-clock.ts";
import { column } from "../../../lib/sql/expression.ts";
import { select, table } from "../../../lib/sql/relation.ts";
import * as z from "zod";
import { aFolder } from "./a-company.ts";
import type { Dropped } from "./a-company.ts";
import { definitionsIn, lookAt } from "./a-look.ts";

const people = ["a", "b", "c", "d", "e", "f"];
const dropped: Dropped = {
  customers: people.map((memberId, at) => ({
    memberId,
    country: at % 2 === 0 ? "FI" : "SE",
    postal_code: "00100",
    birth_date: `${1940 + at * 12}-01-01`,
  })),
  orders: people.flatMap((memberId, at) =>
    Array.from({ length: at }, (_, nth) => ({
      memberId,
      order_id: `${memberId}${nth}`,
      ordered_on: `2026-${String(10 - nth).padStart(2, "0")}-0${at + 1}`,
      category: nth % 2 === 0 ? "pets/cats" : "garden",
      amount_cents: 1000 * (at + 1),
    })),
  ),
  events: people.slice(2).map((memberId) => ({
    memberId,
    event_id: memberId,
    event: "cart",
    occurred_at: "2026-11-20 10:00:00",
    occurred_on: "2026-11-20",
  })),
  places: [{ country: "FI", postal_code: "00100", region: "Uusimaa" }],
};

const folder = aFolder({
  buyers: "{ orders: { count: { at-least: 2 } } }",
  best: "{ rank: { by: spend, top: 50%, among: buyers } }",
  southern: "{ place: { region: Uusimaa } }",
  carts: "{ events: { event: cart } }",
  champions: "{ rfm: { frequency: { at-least: 3 } } }",
  "best-of-the-south":
    "{ all: [{ segment: best }, { any: [{ segment: southern }, { age: { at-least: 60 } }] }] }",
  slipping:
    "{ all: [{ segment: buyers }, { not: { orders: { within: 30 days } } }, { favourite: { of: category, is: garden } }] }",
});
const { segments } = definitionsIn(folder);

/** Who is in each of some segments, by the whole plan or a part of it. */
const membersBy = (wanted: readonly string[] | undefined) =>
  lookAt({ folder, dropped }, async (bench, { ports, rulebook, files, moment }) => {
    const clock = runClock(moment, "Europe/Helsinki");
    const whole = rulebook.planAt(clock);
    const ids = (wanted ?? segments.map(({ id }) => id)).map((id) => segmentIdSchema.parse(id));
    const plan =
      wanted === undefined ? whole : partOfPlan(whole, { segments: ids, told: [], only: [] });
    await judgePeople(ports, { bench, files })({
      rulebook: { ...rulebook, planAt: () => plan },
      clock,
      mergedBefore: undefined,
    });
    const members = async (id: string) => {
      const of = select({
        from: table("verdicts"),
        columns: { memberId: column("memberId") },
        where: column(id),
        orderBy: [{ by: column("memberId") }],
      });
      const found = await bench.engine.all(of, z.object({ memberId: z.string() }));
      return found.map(({ memberId }) => memberId.replaceAll("-", "")).join(" ");
    };
    const found: Record<string, string> = {};
    for (const id of ids) found[id] = await members(id);
    return { found, features: plan.gatherings.flatMap((one) => Object.keys(one.features)).length };
  });

test("each segment's part of a plan finds whom the whole plan finds, with fewer features", async () => {
  const whole = await membersBy(undefined);
  expect(whole.found).toMatchObject({ best: "e f", carts: "c d e f", southern: "a c e" });
  for (const { id } of segments) {
    const part = await membersBy([id]);
    expect(part.found).toEqual({ [id]: whole.found[id] });
    expect(part.features).toBeLessThan(whole.features);
  }
});

test("a part has the clauses that are told, and what is found for them, of no other segment", () => {
  const clock = runClock("2026-11-24T01:00:00Z", "Europe/Helsinki");
  const [told] = [segmentIdSchema.parse("slipping")];
  const plan = definitionsIn(folder).planAt(clock, { found: true });
  const part = partOfPlan(plan, { segments: [told], told: [told], only: [] });
  expect(part.clauses).toEqual(plan.clauses.filter((name) => name.startsWith("slipping/")));
  expect(Object.keys(part.found)).toEqual(part.clauses);
  expect(part.segments).toEqual(["slipping"]);
});
