import { expect, test } from "vitest";
import { whoIs } from "../compute/who-is.ts";
import { inWords, wrongWith } from "./a-rule.ts";

let number = 0;
const bought = (
  memberId: string,
  ordered_on: string,
  more: Readonly<Record<string, string>> = {},
) => {
  number += 1;
  return { memberId, order_id: `o${number}`, ordered_on, ...more };
};

test("a season lies in any year, its first and last day in it; `years` counts the years, `only` looks outside", async () => {
  const days = "from: 11-20, to: 12-24";
  const found = await whoIs({
    rules: {
      ever: `{ orders: { season: { ${days} } } }`,
      "two-years": `{ orders: { season: { ${days}, years: { at-least: 2 } } } }`,
      "one-year": `{ orders: { season: { ${days}, years: 1 } } }`,
      "only-then": `{ orders: { season: { ${days}, only: true } } }`,
      "two-orders": `{ orders: { season: { ${days} }, count: { at-least: 2 } } }`,
      "lately-only": `{ orders: { season: { ${days}, only: true }, within: 1 year } }`,
      "toys-only": `{ orders: { season: { ${days}, only: true }, where: { category: toys } } }`,
    },
    dropped: {
      customers: [{ memberId: "none" }],
      orders: [
        bought("a", "2024-11-20"),
        bought("a", "2025-12-24", { category: "toys" }),
        bought("b", "2024-11-19"),
        bought("b", "2025-12-25"),
        bought("c", "2025-12-01", { category: "toys" }),
        bought("c", "2025-12-02"),
        bought("c", "2026-01-15", { kind: "return" }),
        bought("d", "2026-11-21"),
        bought("d", "2024-06-01"),
      ],
    },
  });
  expect(found).toEqual({
    ever: "a c d",
    "two-years": "a",
    "one-year": "c d",
    "only-then": "a c",
    "two-orders": "a c",
    "lately-only": "a c d",
    "toys-only": "a c",
  });
});

test("a season over new year is of the year in which it begins", async () => {
  const season = "from: 12-01, to: 01-31";
  const found = await whoIs({
    rules: {
      winter: `{ orders: { season: { ${season} } } }`,
      "two-winters": `{ orders: { season: { ${season}, years: 2 } } }`,
    },
    dropped: {
      orders: [
        bought("a", "2024-12-31"),
        bought("a", "2025-01-31"),
        bought("b", "2025-01-01"),
        bought("b", "2025-12-01"),
        bought("c", "2025-02-01"),
        bought("c", "2025-11-30"),
      ],
    },
  });
  expect(found).toEqual({ winter: "a b", "two-winters": "b" });
});

test("29 February is the 28th where there is none", async () => {
  const found = await whoIs({
    rules: {
      "leap-day": "{ orders: { season: { from: 02-29, to: 02-29 } } }",
      until: "{ orders: { season: { from: 02-01, to: 02-28 } } }",
    },
    dropped: {
      orders: [
        bought("a", "2023-02-28"),
        bought("b", "2024-02-28"),
        bought("c", "2024-02-29"),
        bought("d", "2023-03-01"),
      ],
    },
  });
  expect(found).toEqual({ "leap-day": "a c", until: "a b" });
});

test("a season is a window of any date: born in summer, first bought before Christmas", async () => {
  const found = await whoIs({
    rules: {
      summer: "{ profile: { birth_date: { season: { from: 06-01, to: 08-31 } } } }",
      gifts: "{ orders: { first: { season: { from: 12-01, to: 12-24 } } } }",
    },
    dropped: {
      customers: [
        { memberId: "a", birth_date: "1980-06-01" },
        { memberId: "b", birth_date: "1980-09-01" },
        { memberId: "c" },
      ],
      orders: [bought("a", "2025-12-24"), bought("b", "2025-12-25"), bought("b", "2026-11-01")],
    },
  });
  expect(found).toEqual({ summer: "a", gifts: "a" });
});

test("what a season cannot say is told", () => {
  const day = "write a month and a day of it, such as 11-20";
  expect(wrongWith("{ orders: { season: { from: 11-31, to: 12-24 } } }")).toEqual([day]);
  expect(wrongWith("{ orders: { season: { from: 20.11., to: 12-24 } } }")).toEqual([day]);
  expect(wrongWith("{ orders: { season: { from: 11-20, to: 12-24, years: 0 } } }")).toEqual([
    "write a number of years, 1 or more",
  ]);
  expect(wrongWith("{ orders: { season: { from: 11-20, to: 12-24, only: yes } } }")).toEqual([
    "write true, or leave it out",
  ]);
  expect(
    wrongWith("{ profile: { birth_date: { season: { from: 06-01, to: 08-31, only: true } } } }"),
  ).toEqual(["is asked of purchases alone; write it in the season of an orders rule"]);
});

test("a season reads as words", () => {
  expect(
    inWords(
      "{ orders: { season: { from: 11-20, to: 12-24, years: { at-least: 2 }, only: true }, where: { category: toys } } }",
    ),
  ).toEqual([
    "bought something between 20 November and 24 December of any year (category toys), in at least 2 years, at no other time",
    "on ostanut jotain 20.11.–24.12. minä tahansa vuonna (tuoteryhmä toys), vähintään 2 vuonna, ei muulloin",
    "har köpt något mellan 20 november och 24 december vilket år som helst (kategori toys), under minst 2 år, inte annars",
  ]);
});
