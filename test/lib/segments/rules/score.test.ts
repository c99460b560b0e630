import { expect, test } from "vitest";
import { whoIs } from "../../compute/who-is.ts";
import { aWorkspace, inWords, wrongWith } from "../a-rule.ts";
import { aCustomer, aLine, whatIsFound } from "../what-is-found.ts";

const weighing = (weights: string) => aWorkspace(`score: { ${weights}, within: 1 year }`);

const order = (memberId: string, amount_cents: number, ordered_on = "2026-11-01") => ({
  memberId,
  order_id: `${memberId}-${ordered_on}`,
  ordered_on,
  amount_cents,
});
const rating = (memberId: string, score: number, differs = {}) => ({
  memberId,
  feedback_id: `${memberId}-${score}`,
  kind: "rating",
  score,
  given_on: "2026-11-01",
  given_at: "2026-11-01 10:00:00",
  ...differs,
});
const referral = (memberId: string, at: number) => ({
  memberId,
  referral_id: `${memberId}-${at}`,
  referred_on: "2026-11-01",
  referred_at: "2026-11-01 10:00:00",
});

const everybody = (...ids: readonly string[]) => ids.map((memberId) => ({ memberId }));

test("a percentile rank is the share of all others who have less; equal values rank equally", async () => {
  // Less than a: all 4 others; than b and c: 2; than d and e, who have not bought lately: nobody.
  const dropped = {
    customers: everybody("a", "b", "c", "d", "e"),
    orders: [order("a", 500), order("b", 100), order("c", 100), order("d", 900, "2025-11-24")],
  };
  const rules = {
    best: "{ score: 100 }",
    middle: "{ score: { exactly: 50 } }",
    least: "{ score: { at-most: 0 } }",
    high: "{ score: { above: 50 } }",
    top: "{ score: { top: 40% } }",
    bottom: "{ score: { bottom: 1 } }",
  };
  expect(await whoIs({ rules, dropped, differs: weighing("spend: 100%") })).toEqual({
    best: "a",
    middle: "b c",
    least: "d e",
    high: "a",
    top: "a b c",
    bottom: "d e",
  });
});

test("spend, orders, referrals and rating are weighted; who has not rated has no rank for it", async () => {
  const dropped = {
    customers: everybody("a", "b", "c"),
    orders: [order("b", 100), order("b", 0, "2026-11-02"), order("c", 900)],
    referrals: [referral("a", 1), referral("a", 2), referral("b", 1)],
    feedback: [
      rating("a", 3),
      rating("a", 4),
      rating("c", 5),
      rating("b", 1, { kind: "nps" }),
      rating("c", 0, { given_on: "2025-11-24", given_at: "2025-11-24 10:00:00" }),
    ],
  };
  const rules = {
    // 20 for the most referrals, 0 for the lower rating of two.
    a: "{ score: 20 }",
    // 25 for more spend than one of two, 20 for the most orders, 10 for more referrals than one of two.
    b: "{ score: 55 }",
    // 50 for the most spend, 10 for more orders than one of two, 10 for the best rating.
    c: "{ score: 70 }",
  };
  const differs = weighing("spend: 50%, orders: 20%, referrals: 20%, rating: 10%");
  expect(await whoIs({ rules, dropped, differs })).toEqual({ a: "a", b: "b", c: "c" });
});

test("shares that no decimal holds are rounded down to a ten-thousandth of a point", async () => {
  const dropped = {
    customers: everybody("d"),
    orders: [order("a", 300), order("b", 200), order("c", 100)],
  };
  const rules = {
    third: "{ score: { between: [33.333, 33.334] } }",
    below: "{ score: { below: 33.334 } }",
  };
  expect(await whoIs({ rules, dropped, differs: weighing("spend: 100%") })).toEqual({
    third: "c",
    below: "c d",
  });
});

test("who is alone has 0", async () => {
  const rules = { zero: "{ score: 0 }" };
  const dropped = { orders: [order("a", 300)] };
  expect(await whoIs({ rules, dropped, differs: weighing("spend: 100%") })).toEqual({ zero: "a" });
});

test("without a score in the workspace it is said what to write there", () => {
  expect(wrongWith("{ score: { top: 20% } }")).toEqual([
    "the workspace has no score; write one in workspace.yaml, such as score: { spend: 50%, orders: 20%, referrals: 20%, rating: 10%, within: 2 years }",
  ]);
});

test("a rule that cannot be meant is told", () => {
  const differs = weighing("spend: 100%");
  expect(wrongWith("{ score: { top: 20%, at-least: 80 } }", differs)).toEqual([
    "write a range, or top, or bottom",
  ]);
  expect(wrongWith("{ score: { at-least: 101 } }", differs)).toEqual([
    "write a score from 0 to 100 (at most three decimals)",
  ]);
  expect(wrongWith("{ score: {} }", differs)).toEqual([
    "write one lower and one upper bound at most, or exactly, or between",
  ]);
});

test("it is told in words", () => {
  const differs = weighing("spend: 100%");
  expect(inWords("{ score: { top: 20% } }", differs)).toEqual([
    "the top 20% by score",
    "ylin 20 % pisteiden mukaan",
    "de högsta 20 % efter poäng",
  ]);
  expect(inWords("{ score: { at-least: 80 } }", differs)).toEqual([
    "score at least 80",
    "pisteet vähintään 80",
    "poäng minst 80",
  ]);
});

test("the score is told with one decimal", async () => {
  const customers = ["b", "c", "d"].map((memberId) => aCustomer({ memberId }));
  const richer = aLine({ memberId: "b", order_id: "2", amount_cents: 5000 });
  // Two of three have spent less (33.33 of 50 points), two of three have fewer orders (13.33 of 20).
  expect(
    await whatIsFound({ score: { "at-least": 80 } }, { customers, orders: [aLine(), richer] }),
  ).toEqual(["score: 46.7 number (at least 80)"]);
});
