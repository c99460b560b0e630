import { expect, test } from "vitest";
import * as z from "zod";
import { judgePeople } from "../../../lib/compute/judge-people.ts";
import { partOfPlan } from "../../../lib/compute/plan-part.ts";
import { segmentQuery, tablesForSegment } from "../../../lib/compute/plan-segment-sql.ts";
import { segmentIdSchema } from "../../../lib/core/ids.ts";
import { runClock } from "../../../lib/core/run-clock.ts";
import { athenaPrinter } from "../../../lib/sql/print-athena.ts";
import { checkAthenaText } from "../../builders/check-athena.ts";
import { aFolder } from "./a-company.ts";
import type { Dropped } from "./a-company.ts";
import { lookAt } from "./a-look.ts";

const dropped: Dropped = {
  customers: [
    { memberId: "a", country: "FI", postal_code: "00100" },
    { memberId: "b", country: "SE", postal_code: "00100" },
    { memberId: "c", country: "FI", postal_code: "00100" },
  ],
  orders: ["a", "b"].map((memberId) => ({
    memberId,
    order_id: memberId,
    ordered_on: "2026-11-01",
  })),
  events: [
    {
      memberId: "a",
      event_id: "1",
      event: "cart",
      occurred_at: "2026-11-20 10:00:00",
      occurred_on: "2026-11-20",
    },
  ],
  consents: [{ memberId: "a", purpose: "email", granted: true, at: "2026-01-01 10:00:00" }],
  places: [{ country: "FI", postal_code: "00100", region: "Uusimaa" }],
  feedback: [
    {
      memberId: "a",
      feedback_id: "1",
      kind: "nps",
      score: 9,
      given_at: "2026-11-01 10:00:00",
      given_on: "2026-11-01",
    },
  ],
  referrals: [
    {
      memberId: "a",
      referral_id: "1",
      referred_member: "c",
      referred_at: "2026-11-01 10:00:00",
      referred_on: "2026-11-01",
    },
  ],
};

const folder = aFolder({
  southern: "{ place: { region: Uusimaa } }",
  wanted: `
  all:
    - segment: southern
    - orders: { within: 90 days }
    - events: { event: cart }
    - consent: { email: yes }
    - feedback: { kind: nps, score: { at-least: 9 } }
    - referrals: { count: { at-least: 1 } }
    - not: { predicted: { alive: { below: 1% } } }
  `,
});

test("the SQL of a segment stands on its own: over the rows as they count now it gives the members, and Athena can read it", async () => {
  const members = await lookAt(
    { folder, dropped },
    async (bench, { ports, rulebook, files, moment }) => {
      const clock = runClock(moment, "Europe/Helsinki");
      const id = segmentIdSchema.parse("wanted");
      const plan = partOfPlan(rulebook.planAt(clock), { segments: [id], told: [], only: [] });
      const query = segmentQuery(plan, id);
      const tables = tablesForSegment(query, plan, rulebook.workspace.datasets);
      expect(Object.keys(tables).toSorted()).toEqual([
        "consents_now",
        "customers_now",
        "events_now",
        "feedback_now",
        "orders_now",
        "places_now",
        "predicted",
        "referrals_now",
      ]);
      expect(tables["customers_now"]).toEqual(
        expect.arrayContaining(["memberId", "birth_date", "country", "postal_code"]),
      );
      expect(checkAthenaText(athenaPrinter(tables).relation(query))).toEqual([]);
      await judgePeople(ports, { bench, files })({
        rulebook: { ...rulebook, planAt: () => plan },
        clock,
        mergedBefore: undefined,
      });
      for (const name of [
        "people",
        "verdicts",
        ...plan.gatherings.map((_, at) => `features ${at + 1}`),
      ])
        await bench.engine.run({ is: "drop", name });
      return bench.engine.all(query, z.object({ memberId: z.string() }));
    },
  );
  expect(members.map(({ memberId }) => memberId.replaceAll("-", ""))).toEqual(["a"]);
});
