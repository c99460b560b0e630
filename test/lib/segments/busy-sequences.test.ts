import * as fc from "fast-check";
import { expect, test } from "vitest";
import { clausesOf } from "../../../lib/segments/rule.ts";
import { eventNames, moments, zone } from "./oracle/a-random-company.ts";
import { dayOf } from "./oracle/company.ts";
import type { Company } from "./oracle/company.ts";
import { judgedByEngine, readRules } from "./oracle/judged-by-engine.ts";
import { didSequence, stepsOf } from "./oracle/kinds/sequence.ts";
import { aCustomer, aLine } from "./what-is-found.ts";

const [now] = moments;
const people = ["a", "b", "c"];

const aDeed = fc.record({
  memberId: fc.constantFrom(...people),
  at: fc
    .integer({ min: 0, max: 40 })
    .map((hours) => new Date(Date.parse(now) - hours * 3_600_000).toISOString()),
});

const anEvent = fc.tuple(aDeed, fc.constantFrom(...eventNames));

/** A company where much is done within two days, always on the hour. */
const busyCompany: fc.Arbitrary<Company> = fc
  .tuple(
    fc.array(anEvent, { minLength: 30, maxLength: 45 }),
    fc.array(aDeed, { minLength: 8, maxLength: 15 }),
  )
  .map(([events, orders]) => ({
    customers: people.map((memberId) => aCustomer({ memberId })),
    events: events.map(([{ memberId, at }, event], nth) => ({
      memberId,
      event_id: `e${nth}`,
      event,
      occurred_at: at,
      campaign: null,
      seconds: null,
    })),
    orders: orders.map(({ memberId, at }, nth) =>
      aLine({ memberId, order_id: `o${nth}`, ordered_at: at }),
    ),
    feedback: [],
    referrals: [],
    consents: [],
    places: [],
  }));

const aStep = fc.oneof(
  { arbitrary: fc.constantFrom(...eventNames).map((event) => ({ event })), weight: 3 },
  { arbitrary: fc.constant("order" as const), weight: 1 },
);

const aRule = fc.record({
  steps: stepsOf(aStep),
  span: fc.constantFrom("3 hours", "6 hours", "12 hours", "1 day"),
});

test.each([1, 2, 3, 4])(
  "steps of busy days are found however they can be taken, company %i",
  async (seed) => {
    const [company] = fc.sample(busyCompany, { seed, numRuns: 1 });
    const rules = fc.sample(aRule, { seed, numRuns: 100 });
    if (company === undefined) throw new Error("no company was made");
    const look = { company, now, day: dayOf(now, { zone }), zone };
    const rulebook = readRules(
      Object.fromEntries(rules.map((sequence, at) => [`s${at}`, { sequence }])),
    );
    const judged = await judgedByEngine(rulebook, look);
    const columns = new Map(
      [...rulebook.rules].map(([id, rule]) => [String(id), `${id}/${clausesOf(rule)[0]?.path}`]),
    );
    const found = rules.map((_, at) =>
      people.map((member) => judged.get(member)?.(columns.get(`s${at}`) ?? "")),
    );
    const told = rules.map((rule) => people.map((member) => didSequence(rule, member, look)));
    expect(rules.map((rule, at) => [rule, found[at]])).toEqual(
      rules.map((rule, at) => [rule, told[at]]),
    );
    expect(told.flat().filter(Boolean).length).toBeGreaterThan(50);
  },
);
