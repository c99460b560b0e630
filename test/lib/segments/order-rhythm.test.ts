import { expect, test } from "vitest";
import { whoIs } from "../compute/who-is.ts";
import { inWords, wrongWith } from "./a-rule.ts";

const boughtOn = (memberId: string, ...days: readonly string[]) =>
  days.map((ordered_on, at) => ({ memberId, order_id: `${memberId}${at}`, ordered_on }));

/** Every ten days (a), every ten and a half (b), once (c), twice on one day (d), never (none). */
const dropped = {
  customers: [{ memberId: "none" }],
  orders: [
    ...boughtOn("a", "2026-10-20", "2026-10-30", "2026-11-09", "2026-11-09"),
    ...boughtOn("b", "2026-10-20", "2026-10-30", "2026-11-10"),
    ...boughtOn("c", "2026-01-01"),
    ...boughtOn("d", "2026-01-01", "2026-01-01"),
    ...boughtOn("e", "2026-01-01", "2026-11-23"),
    ...boughtOn("a", "2026-11-20").map((line) => ({ ...line, order_id: "back", kind: "return" })),
  ],
};

test("the interval is the mean of days between sale days, not known below two of them", async () => {
  expect(
    await whoIs({
      rules: {
        ten: "{ orders: { interval: 10 } }",
        "ten-and-a-half": "{ orders: { interval: 10.5 } }",
        often: "{ orders: { interval: { at-most: 10.4 } } }",
        any: "{ orders: { interval: { above: 0.000001 } } }",
        unknown: "{ not: { orders: { interval: { at-least: 1 } } } }",
      },
      dropped,
    }),
  ).toEqual({ ten: "a", "ten-and-a-half": "b", often: "a", any: "a b e", unknown: "c d none" });
});

test("overdue: as long since the last sale day as such a share of their interval, from three sale days on", async () => {
  expect(
    await whoIs({
      rules: {
        half: "{ orders: { overdue: 150% } }",
        more: "{ orders: { overdue: 150.01% } }",
        third: "{ orders: { overdue: 133.33% } }",
        lately: "{ orders: { overdue: 100%, within: 30 days } }",
        unknown: "{ not: { orders: { overdue: 1% } } }",
      },
      dropped,
    }),
  ).toEqual({ half: "a", more: "", third: "a b", lately: "", unknown: "c d e none" });
});

test("what cannot be said is told", () => {
  const percentage = "write a percentage above 0 with at most two decimals, such as 150%";
  expect(wrongWith("{ orders: { overdue: 0% } }")).toEqual([percentage]);
  expect(wrongWith("{ orders: { overdue: 1.5 } }")).toEqual([percentage]);
  expect(wrongWith("{ orders: { interval: 0 } }")).toEqual([
    "write a number of days above 0, with at most six decimals",
  ]);
});

test("rhythm reads as words", () => {
  expect(inWords("{ orders: { interval: { at-most: 30 }, overdue: 150% } }")).toEqual([
    "on average at most 30 days between purchases, last bought at least 150% of their own mean interval ago",
    "ostojen väli keskimäärin enintään 30 päivää, viimeisimmästä ostosta on kulunut vähintään 150 % omasta keskimääräisestä ostovälistä",
    "i genomsnitt högst 30 dagar mellan köp, sedan senaste köpet har det gått minst 150 % av det egna genomsnittliga köpintervallet",
  ]);
});
