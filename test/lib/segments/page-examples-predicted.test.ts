import { beforeAll, describe, expect, test } from "vitest";
import { aCompany, aFolder } from "../compute/a-company.ts";
import { whoIs } from "../compute/who-is.ts";
import { inWords } from "./a-rule.ts";
import { bought, dropped, rules } from "./examples/predicted-examples.ts";

const segmentsOf = (of: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(of).map(([id, rule]) => [id, `{ ${rule} }`]));

describe("with more than 500 who bought again, and 180 days of orders", () => {
  let found: Readonly<Record<string, string>> = {};
  beforeAll(async () => {
    found = await whoIs({ rules: segmentsOf(rules), dropped });
  });
  const everybody = new Set(dropped.orders.map(({ memberId }) => memberId)).size;
  const people = (id: string) => (found[id] ?? "").split(" ");
  /** Those of whom it is known beforehand. */
  const known = (id: string) => people(id).filter((name) => /^(weekly|once|never)/.test(name));

  test(`${rules.alive}: who used to buy weekly and has not since spring; who bought once is not judged gone`, () =>
    expect(known("alive")).toEqual(["weekly-until-spring"]));

  test(`${rules.purchases}: who buys weekly until now`, () =>
    expect(known("purchases")).toEqual(["weekly-for-much", "weekly-until-now"]));

  test(`${rules.spend}: a tenth of all who have bought, who buys weekly for much among them`, () => {
    expect(known("spend")).toEqual(["weekly-for-much"]);
    expect(people("spend")).toHaveLength(Math.ceil(everybody / 10));
  });

  test("not is plain negation: who never bought is not judged, and so in", () => {
    expect(known("not")).toEqual(["never", "once-long-ago", "weekly-for-much", "weekly-until-now"]);
    expect(people("not")).toHaveLength(everybody + 1 - people("alive").length);
  });
});

const clauses = {
  alive: "predicted: { alive: { at-least: 0% } }",
  purchases: "predicted: { purchases: { at-least: 0 }, next: 90 days }",
  spend: "predicted: { spend: { top: 100% }, next: 1 year }",
  not: "not: { predicted: { alive: { at-least: 0% } } }",
};
const small = { customers: dropped.customers, orders: bought("again", 7, { from: 210, to: 0 }) };

test("short of that every clause is false, and the run says why, once", async () => {
  expect(await whoIs({ rules: segmentsOf(clauses), dropped: small })).toEqual({
    alive: "",
    purchases: "",
    spend: "",
    not: "again never",
  });
  const folder = aFolder(segmentsOf(clauses));
  const company = aCompany(folder);
  await company.publish(folder);
  await company.drop(small);
  const { predicted } = await company.run("2026-11-24T10:00:00Z");
  expect(predicted?.buying).toEqual({
    ok: false,
    because: "a prediction needs at least 500 customers with a repeat purchase (there are 1)",
  });
});

test("they read well", () => {
  expect(inWords(`{ ${rules.alive} }`)).toEqual([
    "chance to still be a customer: less than 30%",
    "todennäköisyys olla yhä asiakas: alle 30 %",
    "sannolikhet att ännu vara kund: mindre än 30 %",
  ]);
  expect(inWords(`{ ${rules.purchases} }`)).toEqual([
    "purchases to expect in the next 90 days: at least 1",
    "odotettavat ostokset seuraavien 90 päivän aikana: vähintään 1",
    "väntade köp under de kommande 90 dagarna: minst 1",
  ]);
  expect(inWords(`{ ${rules.spend} }`)).toEqual([
    "spend to expect in the next year: the top 10%",
    "odotettava ostosumma seuraavan vuoden aikana: ylin 10 %",
    "väntat köpbelopp under det kommande året: de högsta 10 %",
  ]);
});
