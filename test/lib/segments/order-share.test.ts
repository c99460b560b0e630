import { expect, test } from "vitest";
import { whoIs } from "../compute/who-is.ts";
import { inWords, wrongWith } from "./a-rule.ts";

let number = 0;
const bought = (
  memberId: string,
  channel: string,
  more: Readonly<Record<string, string | number>> = {},
) => {
  number += 1;
  return { memberId, channel, order_id: `o${number}`, ordered_on: "2026-11-01", ...more };
};

const share = (of: string, range: string) =>
  `share: { of: ${of}, where: { channel: online }, ${range} }`;
const wrong = (written: string) => wrongWith(`{ orders: { share: { ${written} } } }`);

test("a share is of the clause's own lines, met exactly at its bound; of nothing it is 0", async () => {
  const found = await whoIs({
    rules: {
      spend: `{ orders: { ${share("spend", "at-least: 70%")} } }`,
      "more-spend": `{ orders: { ${share("spend", "above: 70%")} } }`,
      orders: `{ orders: { ${share("count", "exactly: 50%")} } }`,
      pieces: `{ orders: { ${share("units", "between: [33.33%, 33.34%]")} } }`,
      "of-toys": `{ orders: { ${share("spend", "at-least: 100%")}, where: { category: toys } } }`,
      nothing: `{ orders: { ${share("spend", "at-most: 0%")}, before: 1 year } }`,
      "less-than-nothing": `{ orders: { ${share("spend", "below: 0.01%")} } }`,
    },
    dropped: {
      customers: [{ memberId: "none" }],
      orders: [
        bought("a", "online", { amount_cents: 700, quantity: 1, category: "toys" }),
        bought("a", "store", { amount_cents: 300, quantity: 2 }),
        bought("b", "Online", { amount_cents: 1 }),
        bought("c", "store", { amount_cents: 1000 }),
        bought("c", "online", { amount_cents: 1001, kind: "return" }),
      ],
    },
  });
  expect(found).toEqual({
    spend: "a b",
    "more-spend": "b",
    orders: "a",
    pieces: "a",
    "of-toys": "a",
    nothing: "a b c none",
    "less-than-nothing": "c none",
  });
});

test("what a share cannot say is told", () => {
  expect(wrong("of: spend, where: {}, at-least: 70%")).toEqual([
    "say which lines the share is of, such as channel: online",
  ]);
  expect(wrong("of: spend, where: { channel: online }, at-least: 0.7")).toEqual([
    "write a percentage with at most two decimals, such as 70%",
  ]);
  expect(wrong("of: spend, where: { channel: online }")).toEqual([
    "write one lower and one upper bound at most, or exactly, or between",
  ]);
  expect(wrong("of: money, where: { channel: online }, at-least: 70%")).toEqual([
    "write spend, count or units",
  ]);
});

test("a share reads as words", () => {
  expect(
    inWords(
      "{ orders: { share: { of: spend, where: { channel: online }, at-least: 70.5% }, within: 1 year } }",
    ),
  ).toEqual([
    "at least 70.5% of spend with channel online in the last year",
    "ostosummasta vähintään 70,5 %: kanava online viimeisen vuoden aikana",
    "minst 70,5 % av köpsumman med kanal online under det senaste året",
  ]);
});
