import { attributes } from "./example.ts";
import type { Examples } from "./example.ts";

/** Somebody who bought on these days and on no others. The run's day is 24 November 2026, a Tuesday. */
const bought = (memberId: string, ...days: readonly string[]) =>
  days.map((ordered_on) => ({ memberId, order_id: `${memberId} ${ordered_on}`, ordered_on }));

export const seasons: Examples = {
  about: "season",
  dropped: {
    orders: [
      ...bought("two-christmases", "2024-11-20", "2025-12-24"),
      ...bought("twice-in-one", "2025-11-20", "2025-12-24"),
      ...bought("also-in-summer", "2024-11-20", "2025-12-24", "2026-07-01"),
      ...bought("a-day-too-early", "2024-11-19", "2025-12-24"),
      ...bought("a-day-too-late", "2024-11-20", "2025-12-25"),
      ...bought("new-year", "2024-12-31", "2026-01-01"),
    ],
  },
  examples: [
    {
      rule: "orders: { season: { from: 11-20, to: 12-24, years: { at-least: 2 }, only: true } }",
      who: "two-christmases",
      words: [
        "bought something between 20 November and 24 December of any year, in at least 2 years, at no other time",
        "on ostanut jotain 20.11.–24.12. minä tahansa vuonna, vähintään 2 vuonna, ei muulloin",
        "har köpt något mellan 20 november och 24 december vilket år som helst, under minst 2 år, inte annars",
      ],
    },
    {
      rule: "orders: { season: { from: 11-20, to: 12-24, years: { at-least: 2 } } }",
      who: "also-in-summer two-christmases",
      words: [
        "bought something between 20 November and 24 December of any year, in at least 2 years",
        "on ostanut jotain 20.11.–24.12. minä tahansa vuonna, vähintään 2 vuonna",
        "har köpt något mellan 20 november och 24 december vilket år som helst, under minst 2 år",
      ],
    },
    {
      rule: "orders: { season: { from: 11-20, to: 12-24 }, count: 1 }",
      who: "a-day-too-early a-day-too-late",
      words: [
        "exactly 1 order between 20 November and 24 December of any year",
        "tasan 1 tilaus 20.11.–24.12. minä tahansa vuonna",
        "precis 1 beställning mellan 20 november och 24 december vilket år som helst",
      ],
    },
    {
      rule: "orders: { season: { from: 12-30, to: 01-02, years: 2 } }",
      who: "new-year",
      words: [
        "bought something between 30 December and 2 January of any year, in exactly 2 years",
        "on ostanut jotain 30.12.–2.1. minä tahansa vuonna, tasan 2 vuonna",
        "har köpt något mellan 30 december och 2 januari vilket år som helst, under precis 2 år",
      ],
    },
  ],
};

export const daysToCome: Examples = {
  about: "days to come, and birthdays",
  folder: attributes,
  dropped: {
    customers: [
      { memberId: "ends-today", contract_end: "2026-11-24" },
      { memberId: "ended-yesterday", contract_end: "2026-11-23" },
      { memberId: "ends-in29", contract_end: "2026-12-23" },
      { memberId: "ends-in30", contract_end: "2026-12-24" },
      { memberId: "no-contract" },
      { memberId: "birthday-today", birth_date: "1990-11-24" },
      { memberId: "birthday-yesterday", birth_date: "1990-11-23" },
      { memberId: "birthday-in13", birth_date: "1952-12-07" },
      { memberId: "birthday-in14", birth_date: "1990-12-08" },
    ],
  },
  examples: [
    {
      rule: "profile: { contract_end: { next: 30 days } }",
      who: "ends-today ends-in29",
      words: [
        "contract end in the next 30 days",
        "contract end seuraavien 30 päivän aikana",
        "contract end under de kommande 30 dagarna",
      ],
    },
    {
      rule: "profile: { birth_date: { anniversary: 14 days } }",
      who: "birthday-today birthday-in13",
      words: [
        "birth date with its anniversary in the next 14 days",
        "syntymäpäivä (vuosipäivä seuraavien 14 päivän aikana)",
        "födelsedag med årsdag under de kommande 14 dagarna",
      ],
    },
  ],
};
