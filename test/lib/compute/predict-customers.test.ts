import { describe, expect, test } from "vitest";
import * as z from "zod";
import { predictCustomers } from "../../../lib/compute/predict-customers.ts";
import { historiesTable, planHistories } from "../../../lib/compute/plan-purchase-histories.ts";
import { scoreCustomers } from "../../../lib/compute/predict/score-customers.ts";
import { runClock } from "../../../lib/core/run-clock.ts";
import { readDefinitions } from "../../../lib/segments/read-definitions.ts";
import type { Engine } from "../../../lib/sql/engine.ts";
import { cast, column } from "../../../lib/sql/expression.ts";
import { create, select, table } from "../../../lib/sql/relation.ts";
import { withBench } from "../../builders/duckdb-bench.ts";
import { aCompany, aFolder } from "./a-company.ts";
import { manyBuyers } from "./many-buyers.ts";

interface Line {
  readonly memberId: string;
  readonly ordered_on: string;
  readonly amount_cents: number;
  readonly kind?: string;
}

const clock = runClock("2026-11-24T10:00:00Z", "Europe/Helsinki");

/** Order lines that count, as `orders_now`. */
async function sell(engine: Engine, lines: readonly Line[]): Promise<void> {
  await engine.load(
    "lines",
    { memberId: "VARCHAR", day: "VARCHAR", amount_cents: "BIGINT", kind: "VARCHAR" },
    lines.map(({ memberId, ordered_on, amount_cents, kind = "sale" }) => [
      memberId,
      ordered_on,
      amount_cents,
      kind,
    ]),
  );
  const columns = { ordered_on: cast(column("day"), "DATE") };
  await engine.run(
    create("orders_now", select({ from: table("lines"), everything: true, columns })),
  );
}

const numbers = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const rowsOf = (engine: Engine, of: string) =>
  engine.all(
    select({
      from: table(of),
      everything: true,
      columns: {},
      orderBy: [{ by: column("memberId") }],
    }),
    numbers,
  );

/** The plan of a segment with a rule. */
function planOf(who: string) {
  const { definitions, problems } = readDefinitions(aFolder({ s: who }));
  if (definitions === undefined) throw new Error(problems.map(({ message }) => message).join());
  return definitions.planAt(clock);
}

const asked = planOf(
  "{ all: [{ predicted: { purchases: { at-least: 1 }, next: 90 days } }, { predicted: { spend: { top: 10% }, next: 1 year } }] }",
);

/** What is found and foreseen of order lines. */
const foreseen = (lines: readonly Line[], { plan = asked, threads = 2 } = {}) =>
  withBench(threads)(async ({ engine }) => {
    await sell(engine, lines);
    const found = await predictCustomers(engine, { plan, clock });
    return { found, predicted: found === null ? [] : await rowsOf(engine, "predicted") };
  });

const historiesOf = (lines: readonly Line[]) =>
  withBench()(async ({ engine }) => {
    await sell(engine, lines);
    await engine.run(planHistories({ day: clock.day, cut: clock.day }));
    return rowsOf(engine, historiesTable);
  });

test("of each customer it is known when and for how much they bought again, also before the tail", () =>
  withBench()(async ({ engine }) => {
    await sell(engine, [
      { memberId: "again", ordered_on: "2026-01-01", amount_cents: 500 },
      { memberId: "again", ordered_on: "2026-01-11", amount_cents: 1000 },
      { memberId: "again", ordered_on: "2026-01-11", amount_cents: 200 },
      { memberId: "again", ordered_on: "2026-01-21", amount_cents: 100, kind: "return" },
      { memberId: "again", ordered_on: "2026-02-10", amount_cents: 300 },
      { memberId: "late", ordered_on: "2026-02-05", amount_cents: 700 },
      { memberId: "once", ordered_on: "2026-01-31", amount_cents: 900 },
      { memberId: "returned", ordered_on: "2026-01-01", amount_cents: 900, kind: "return" },
    ]);
    await engine.run(planHistories({ day: "2026-02-20", cut: "2026-01-31" }));
    const unknown = { "early repeats": null, "early last": null, "early known": null };
    expect(await rowsOf(engine, historiesTable)).toEqual([
      {
        memberId: "again",
        repeats: 2,
        last: 40,
        known: 50,
        cents: 1500,
        "early repeats": 1,
        "early last": 10,
        "early known": 30,
        tail: 1,
      },
      { memberId: "late", repeats: 0, last: 0, known: 15, cents: 0, ...unknown, tail: 1 },
      {
        memberId: "once",
        repeats: 0,
        last: 0,
        known: 20,
        cents: 0,
        "early repeats": 0,
        "early last": 0,
        "early known": 0,
        tail: 0,
      },
    ]);
  }));

const millionths = (of: Float64Array | undefined, at: number): number =>
  Math.round((of?.[at] ?? 0) * 1e6);

describe("with enough orders", () => {
  const lines = manyBuyers();

  test("everybody who has bought is scored by the models that were fitted", async () => {
    const { found, predicted } = await foreseen(lines);
    const histories = await historiesOf(lines);
    if (found?.buying.ok !== true || !found.spending.ok) throw new Error("nothing was fitted");
    expect(found).toMatchObject({ customers: predicted.length, days: 499 });
    expect(predicted.length).toBe(new Set(lines.map(({ memberId }) => memberId)).size);
    const numbersOf = (name: string) => Float64Array.from(histories, (row) => Number(row[name]));
    const repeats = numbersOf("repeats");
    const history = {
      repeats,
      last: numbersOf("last"),
      known: numbersOf("known"),
      value: numbersOf("cents").map((cents, at) => cents / (repeats[at] ?? 0)),
    };
    const models = { buying: found.buying.model, spending: found.spending.model };
    const [quarter, year] = [90, 365].map((days) => scoreCustomers(history, models, days));
    expect(predicted).toEqual(
      histories.map(({ memberId }, at) => ({
        memberId,
        alive: millionths(quarter?.alive, at),
        "purchases 90": millionths(quarter?.purchases, at),
        "spend 90": Math.round(quarter?.spend?.[at] ?? 0),
        "purchases 365": millionths(year?.purchases, at),
        "spend 365": Math.round(year?.spend?.[at] ?? 0),
      })),
    );
  });

  test("it comes out the same whatever the threads and the order of rows", async () => {
    const { found, predicted } = await foreseen(lines);
    const again = await foreseen(lines.toReversed(), { threads: 1 });
    expect(again.found).toEqual(found);
    expect(again.predicted).toEqual(predicted);
  });

  test("the last fifth of the time is kept back, and held against what was foreseen for it", async () => {
    const { found } = await foreseen(lines);
    // From 2025-06-01 to 2026-11-24 there are 541 days.
    expect(found?.tail?.length).toBe(108);
    const cut = "2026-08-08";
    const known = new Set(
      lines.flatMap(({ memberId, ordered_on }) => (ordered_on <= cut ? [memberId] : [])),
    );
    const later = lines.filter(
      ({ memberId, ordered_on }) => ordered_on > cut && known.has(memberId),
    );
    const days = new Set(later.map(({ memberId, ordered_on }) => `${memberId} ${ordered_on}`));
    expect(found?.tail?.actual).toBe(days.size);
    expect(found?.tail?.predicted).toBeGreaterThan(0);
  });

  test("the chance to be alive can be asked alone", async () => {
    const { predicted } = await foreseen(lines, {
      plan: planOf("{ predicted: { alive: { below: 30% } } }"),
    });
    expect(Object.keys(predicted[0] ?? {})).toEqual(["memberId", "alive"]);
  });
});

test("with too little nobody is scored, and the run says why", async () => {
  const { found, predicted } = await foreseen(manyBuyers({ customers: 100, days: 90 }));
  expect(predicted).toEqual([]);
  expect(found).toMatchObject({ buying: { ok: false }, tail: null });
  const folder = aFolder({ soon: "{ predicted: { alive: { at-least: 0% } } }" });
  const company = aCompany(folder);
  await company.publish(folder);
  await company.drop({
    orders: [{ memberId: "a", order_id: "1", ordered_on: "2026-01-01" }],
  });
  const summary = await company.run("2026-11-24T10:00:00Z");
  expect(summary.segments).toMatchObject([{ id: "soon", size: 0 }]);
  expect(summary.predicted?.buying).toEqual({
    ok: false,
    because:
      "a prediction needs at least 500 customers with a repeat purchase (there are 0) and 180 days of orders (there are 0)",
  });
});

test("nothing is predicted where nobody asks", async () => {
  const { found } = await foreseen(manyBuyers({ customers: 10 }), {
    plan: planOf("{ lifecycle: loyal }"),
  });
  expect(found).toBeNull();
});
