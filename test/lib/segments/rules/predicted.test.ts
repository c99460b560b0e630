import { expect, test } from "vitest";
import * as z from "zod";
import { runClock } from "../../../../lib/core/run-clock.ts";
import { readDefinitions } from "../../../../lib/segments/read-definitions.ts";
import { planVerdicts } from "../../../../lib/compute/plan-compute.ts";
import { cast, column } from "../../../../lib/sql/expression.ts";
import { create, select, table } from "../../../../lib/sql/relation.ts";
import { withBench } from "../../../builders/duckdb-bench.ts";
import { aCompany, aFolder, toParquet } from "../../compute/a-company.ts";
import { manyBuyersSql } from "../../compute/many-buyers.ts";
import { inWords, wrongWith } from "../a-rule.ts";

const clock = runClock("2026-11-24T10:00:00Z", "Europe/Helsinki");

/** What is predicted of somebody: chances and purchases in millionths, money in cents. */
interface Predicted {
  readonly memberId: string;
  readonly alive: number;
  readonly "purchases 90": number;
  readonly "spend 90": number | null;
}

const row = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** Everybody's verdicts where so much is predicted; somebody called none has bought nothing. */
const judged = (rules: Readonly<Record<string, string>>, predicted: readonly Predicted[]) =>
  withBench()(async ({ engine }) => {
    const { definitions } = readDefinitions(aFolder(rules));
    if (definitions === undefined) throw new Error("no rules that can be read");
    const plan = definitions.planAt(clock, { found: true });
    const born = { memberId: "VARCHAR", birth: "VARCHAR" } as const;
    await engine.load(
      "people_born",
      born,
      [...predicted, { memberId: "none" }].map(({ memberId }) => [memberId, null]),
    );
    const columns = { birth_date: cast(column("birth"), "DATE") };
    for (const name of ["customers_now", "orders_now"])
      await engine.run(
        create(name, select({ from: table("people_born"), everything: true, columns })),
      );
    await engine.load(
      "predicted",
      { memberId: "VARCHAR", alive: "BIGINT", "purchases 90": "BIGINT", "spend 90": "BIGINT" },
      predicted.map((one) => [one.memberId, one.alive, one["purchases 90"], one["spend 90"]]),
    );
    for (const statement of planVerdicts(plan)) await engine.run(statement);
    const rows = await engine.all(
      select({
        from: table("verdicts"),
        everything: true,
        columns: {},
        orderBy: [{ by: column("memberId") }],
      }),
      row,
    );
    const holdsFor = (id: string) =>
      rows.flatMap((one) => (one[id] === true ? [one["memberId"]] : [])).join(" ");
    const told = Object.values(plan.found)
      .flat()
      .map(
        ({ what, as, needs, column: name }) =>
          `${what("en")}: ${String(rows[0]?.[name])} ${as} (${needs("en")})`,
      );
    return {
      members: Object.fromEntries(Object.keys(rules).map((id) => [id, holdsFor(id)])),
      told,
    };
  });

const some: readonly Predicted[] = [
  { memberId: "a", alive: 300_000, "purchases 90": 1_500_000, "spend 90": 10_000 },
  { memberId: "b", alive: 299_999, "purchases 90": 1_499_999, "spend 90": 9999 },
  { memberId: "c", alive: 1_000_000, "purchases 90": 0, "spend 90": 10_000 },
];

test("chances, purchases and money are compared as they are written", async () => {
  const { members } = await judged(
    {
      below: "{ predicted: { alive: { below: 30% } } }",
      least: "{ predicted: { alive: { at-least: 30% } } }",
      sure: "{ predicted: { alive: 100% } }",
      often: "{ predicted: { purchases: { at-least: 1.5 }, next: 90 days } }",
      rich: "{ predicted: { spend: { at-least: 100 }, next: 90 days } }",
      both: "{ predicted: { alive: { below: 50% }, spend: { at-least: 100 }, next: 90 days } }",
      top: "{ predicted: { spend: { top: 1 }, next: 90 days } }",
      bottom: "{ predicted: { purchases: { bottom: 50% }, next: 90 days } }",
      not: "{ not: { predicted: { alive: { at-least: 0% } } } }",
    },
    some,
  );
  expect(members).toEqual({
    below: "b",
    least: "a c",
    sure: "c",
    often: "a",
    rich: "a c",
    both: "a",
    top: "a c",
    bottom: "b c",
    not: "none",
  });
});

test("where no spend could be predicted nobody is among the best", async () => {
  const rules = {
    top: "{ predicted: { spend: { top: 100% }, next: 90 days } }",
    any: "{ predicted: { spend: { at-least: 0 }, next: 90 days } }",
  };
  const { members } = await judged(
    rules,
    some.map((one) => ({ ...one, "spend 90": null })),
  );
  expect(members).toEqual({ top: "", any: "" });
});

test("what is predicted is told: a share, a number of purchases, money", async () => {
  const who =
    "{ predicted: { alive: { below: 30% }, purchases: { at-least: 1 }, spend: { top: 1 }, next: 90 days } }";
  expect((await judged({ s: who }, some)).told).toEqual([
    "chance to still be a customer: 0.3 share (less than 30%)",
    "purchases to expect in the next 90 days: 1.5 number (at least 1)",
    "spend to expect in the next 90 days: 10000 money (the top 1)",
  ]);
});

test("a company's own orders are what is predicted from", async () => {
  const folder = aFolder({
    gone: "{ predicted: { alive: { below: 30% } } }",
    there: "{ predicted: { alive: { at-least: 30% } } }",
    best: "{ predicted: { spend: { top: 10% }, next: 1 year } }",
  });
  const company = aCompany(folder);
  await company.publish(folder);
  await company.addFile("orders", (file) => toParquet(manyBuyersSql(), file));
  const { predicted, segments, customers } = await company.run(clock.now);
  const sizeOf = (wanted: string) => segments.find(({ id }) => id === wanted)?.size ?? 0;
  expect(predicted).toMatchObject({ customers, buying: { ok: true }, spending: { ok: true } });
  expect(sizeOf("gone") + sizeOf("there")).toBe(customers);
  expect(sizeOf("gone")).toBeGreaterThan(0);
  expect(sizeOf("there")).toBeGreaterThan(0);
  expect(sizeOf("best")).toBe(Math.ceil(customers / 10));
});

/** For how many days something is predicted, in a run of that day. */
const horizonsOn = (day: string) => {
  const { definitions } = readDefinitions(
    aFolder({
      month: "{ predicted: { purchases: 1, next: 1 month } }",
      year: "{ predicted: { spend: { above: 1 }, next: 1 year } }",
      days: "{ predicted: { purchases: { above: 2 }, next: 30 days } }",
      alive: "{ predicted: { alive: { below: 30% } } }",
    }),
  );
  return definitions?.planAt(runClock(`${day}T12:00:00Z`, "Europe/Helsinki")).predictions;
};

test("months and years ahead are counted by the calendar from the run's day", () => {
  expect(horizonsOn("2026-11-24")).toEqual([30, 365]);
  expect(horizonsOn("2027-12-31")).toEqual([30, 31, 366]);
  expect(horizonsOn("2027-01-31")).toEqual([28, 30, 365]);
});

test("a rule that cannot be meant is told", () => {
  expect(wrongWith("{ predicted: {} }")).toEqual([
    "write alive, purchases or spend, such as alive: { below: 30% }",
  ]);
  expect(wrongWith("{ predicted: { purchases: { at-least: 1 } } }")).toEqual([
    "write for how long, such as next: 90 days",
  ]);
  expect(wrongWith("{ predicted: { alive: { below: 30% }, next: 90 days } }")).toEqual([
    "next goes with purchases and spend; leave it out",
  ]);
  expect(wrongWith("{ predicted: { alive: { above: 101% } } }")).toEqual([
    "write a percentage up to 100% with at most two decimals, such as 30%",
  ]);
  expect(wrongWith("{ predicted: { purchases: -1, next: 90 days } }")).toEqual([
    "write a number, 0 or more, with at most six decimals",
  ]);
  expect(wrongWith("{ predicted: { spend: { above: 1, top: 1 }, next: 90 days } }")).toEqual([
    "write a range, or top, or bottom",
  ]);
  expect(wrongWith("{ predicted: { spend: { above: 1 }, next: 24 hours } }")).toEqual([
    "hours cannot be counted here; write days, weeks, months or years",
  ]);
});

test("it is told in words", () => {
  expect(inWords("{ predicted: { alive: { below: 30% } } }")).toEqual([
    "chance to still be a customer: less than 30%",
    "todennäköisyys olla yhä asiakas: alle 30 %",
    "sannolikhet att ännu vara kund: mindre än 30 %",
  ]);
  expect(
    inWords("{ predicted: { purchases: { at-least: 1.5 }, spend: { top: 10% }, next: 90 days } }"),
  ).toEqual([
    "purchases to expect in the next 90 days: at least 1.5 and spend to expect in the next 90 days: the top 10%",
    "odotettavat ostokset seuraavien 90 päivän aikana: vähintään 1,5 ja odotettava ostosumma seuraavien 90 päivän aikana: ylin 10 %",
    "väntade köp under de kommande 90 dagarna: minst 1,5 och väntat köpbelopp under de kommande 90 dagarna: de högsta 10 %",
  ]);
});
