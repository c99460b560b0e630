import { expect, test } from "vitest";
import { aCompany, aFolder } from "../../compute/a-company.ts";
import { whoIs } from "../../compute/who-is.ts";
import { inWords } from "../a-rule.ts";
import { aLine, whatIsFound } from "../what-is-found.ts";

/** Ten buyers: b1 bought once for 1 long ago, b10 ten times for 10 each lately. */
const tenBuyers = Array.from({ length: 10 }, (_, at) => at + 1).flatMap((buyer) =>
  Array.from({ length: buyer }, (_, order) => ({
    memberId: `b${buyer}`,
    order_id: `${buyer}-${order}`,
    ordered_on: `2026-11-${String(buyer + 10).padStart(2, "0")}`,
    amount_cents: buyer * 100,
  })),
);

test("scores are 1 + the cut points strictly below: a value at a cut point scores below it", async () => {
  const folder = aFolder({ top: "{ rfm: champions }", one: "{ rfm: { recency: 1 } }" });
  const company = aCompany(folder);
  await company.publish(folder);
  await company.drop({ orders: tenBuyers, customers: [{ memberId: "none" }] });
  const summary = await company.run("2026-11-24T10:00:00Z");
  expect(summary.rfm).toEqual({
    recency: [12, 10, 8, 6],
    frequency: [2, 4, 6, 8],
    monetary: [400, 1600, 3600, 6400],
    customers: 10,
  });
  expect(await company.membersOf(summary.run, "one")).toEqual(["b1", "b2"]);
  expect(await company.membersOf(summary.run, "top")).toEqual(["b10", "b7", "b8", "b9"]);
});

test("equal values score equally, whoever comes first", async () => {
  const dropped = {
    orders: ["a", "b", "c", "d", "e", "f"].map((memberId) => ({
      memberId,
      order_id: memberId,
      ordered_on: "2026-11-01",
      amount_cents: memberId === "f" ? 2000 : 1000,
    })),
  };
  const rules = {
    low: "{ rfm: { monetary: 1 } }",
    high: "{ rfm: { monetary: 5 } }",
    lost: "{ rfm: [lost, others] }",
  };
  expect(await whoIs({ rules, dropped })).toEqual({
    low: "a b c d e",
    high: "f",
    lost: "a b c d e f",
  });
});

test("cells are taken in order, and people without a sale in the window have no score", async () => {
  const rules = {
    champions: "{ rfm: champions }",
    loyal: "{ rfm: loyal }",
    lost: "{ rfm: lost }",
    rest: "{ rfm: [new, promising, potential-loyal, need-attention, about-to-sleep, at-risk, cannot-lose, others] }",
    recent: "{ rfm: { is: [champions, loyal], within: 10 days } }",
    unscored: "{ not: { rfm: { recency: { at-least: 1 } } } }",
  };
  const dropped = { orders: tenBuyers, customers: [{ memberId: "none" }] };
  expect(await whoIs({ rules, dropped })).toEqual({
    champions: "b10 b7 b8 b9",
    loyal: "b5 b6",
    lost: "b1 b2",
    rest: "b3 b4",
    recent: "b10 b8 b9",
    unscored: "none",
  });
});

test("it is told in words", () => {
  expect(inWords("{ rfm: { is: [champions, cannot-lose], within: 2 years } }")).toEqual([
    "champions or not to be lost by recency, frequency and spend, in the last 2 years",
    "huippuasiakkaat tai tärkeät pois lipsuvat ostojen tuoreuden, tiheyden ja summan mukaan, viimeisten 2 vuoden aikana",
    "toppkunder eller de som inte får förloras efter hur nyligen, ofta och för hur mycket de köpt, under de senaste 2 åren",
  ]);
  expect(inWords("{ rfm: { recency: { at-least: 4 }, monetary: 5 } }")).toEqual([
    "recency score at least 4, monetary score exactly 5",
    "viimeisimmän oston pisteet vähintään 4, rahankäytön pisteet tasan 5",
    "poäng för senaste köp minst 4, poäng för köpbelopp precis 5",
  ]);
});

const scoresOfOne = (recency: string) => [
  `recency score: 1 number${recency}`,
  "frequency score: 1 number",
  "monetary score: 1 number",
];

test("the group, where it is asked for, and the scores are told", async () => {
  const orders = [aLine(), aLine({ memberId: "b", order_id: "2", amount_cents: 5000 })];
  expect(await whatIsFound({ rfm: ["loyal", "lost"] }, { orders })).toEqual([
    "RFM group: lost text (loyal or lost)",
    ...scoresOfOne(""),
  ]);
  expect(await whatIsFound({ rfm: { recency: 5 } }, { orders })).toEqual(
    scoresOfOne(" (exactly 5)"),
  );
});
