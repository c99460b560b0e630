import { expect, test } from "vitest";
import type { Dropped } from "../../compute/a-company.ts";
import { whoIs } from "../../compute/who-is.ts";
import { aWorkspace, inWords, wrongWith } from "../a-rule.ts";
import { aCustomer, aLine, whatIsFound } from "../what-is-found.ts";

const differs = aWorkspace(`journey:
  - { stage: aware, who: { place: { country: [FI, SE] } } }
  - { stage: interested, who: { profile: { language: fi } } }
  - { stage: customer, who: { orders: {} } }`);

const dropped: Dropped = {
  customers: [
    { memberId: "a", country: "FI" },
    { memberId: "b", country: "FI", language: "fi" },
    { memberId: "c", country: "NO", language: "fi" },
    { memberId: "d", country: "SE", language: "fi" },
    { memberId: "e", country: "NO", language: "sv" },
  ],
  orders: [
    { memberId: "d", order_id: "1", ordered_on: "2026-01-01" },
    { memberId: "f", order_id: "2", ordered_on: "2026-01-01" },
  ],
};

test("everybody stands at the furthest stage that holds for them, or at none", async () => {
  const rules = {
    aware: "{ journey: aware }",
    interested: "{ journey: interested }",
    customer: "{ journey: customer }",
    ends: "{ journey: [customer, aware] }",
    none: "{ not: { journey: [aware, interested, customer] } }",
  };
  expect(await whoIs({ rules, dropped, differs })).toEqual({
    aware: "a",
    interested: "b c",
    customer: "d f",
    ends: "a d f",
    none: "e",
  });
});

const asking = (first: string, second: string) =>
  aWorkspace(`journey: [{ stage: first, who: ${first} }, { stage: second, who: ${second} }]`);

test("a stage may ask for a later one, not for itself or an earlier one that asks for it", async () => {
  const rules = { first: "{ journey: first }", second: "{ journey: second }" };
  expect(
    await whoIs({
      rules,
      dropped,
      differs: asking("{ not: { journey: second } }", "{ place: { country: FI } }"),
    }),
  ).toEqual({ first: "c d e f", second: "a b" });
  expect(
    wrongWith(
      "{ journey: second }",
      asking("{ place: { country: FI } }", "{ not: { journey: first } }"),
    ),
  ).toEqual([expect.stringContaining("journey:second → journey:second")]);
});

test("an unknown stage is told with the nearest one, and a missing journey with what to write", () => {
  expect(wrongWith("{ journey: custmer }", differs)).toEqual([
    "the journey has no stage “custmer”. Did you mean “customer”?",
  ]);
  expect(wrongWith("{ journey: [aware, retired] }", differs)).toEqual([
    "the journey has no stage “retired”. Its stages: aware, interested, customer.",
  ]);
  expect(wrongWith("{ journey: customer }")).toEqual([
    "the workspace has no journey; write one in workspace.yaml, such as journey: [{ stage: customer, who: { orders: {} } }]",
  ]);
});

test("it is told in words", () => {
  expect(inWords("{ journey: [interested, customer] }", differs)).toEqual([
    "stage of the customer journey: interested or customer",
    "asiakaspolun vaihe: interested tai customer",
    "steg på kundresan: interested eller customer",
  ]);
});

test("the stage is told; at none of the stages that matter it is a dash", async () => {
  const who = { journey: "consideration" };
  const needs = "(consideration)";
  expect(await whatIsFound(who, { orders: [aLine()] })).toEqual([
    `stage of the customer journey: customer text ${needs}`,
  ]);
  expect(await whatIsFound(who, { customers: [aCustomer()] })).toEqual([
    `stage of the customer journey: – text ${needs}`,
  ]);
});
