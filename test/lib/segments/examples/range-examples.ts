import { attributes } from "./example.ts";
import type { Examples } from "./example.ts";

const born = (memberId: string, birth_date: string | null) => ({ memberId, birth_date });

export const ages: Examples = {
  about: "age and ranges",
  dropped: {
    customers: [
      born("a17", "2008-11-25"),
      born("a18", "2008-11-24"),
      born("a24", "2001-11-25"),
      born("a25", "2001-11-24"),
      born("a29", "1996-11-25"),
      born("a30", "1996-11-24"),
      born("a31", "1995-11-24"),
      born("a64", "1961-11-25"),
      born("a65", "1961-11-24"),
      born("unknown", null),
    ],
  },
  examples: [
    {
      rule: "age: { between: [25, 64] }",
      who: "a25 a29 a30 a31 a64",
      words: ["aged between 25 and 64", "ikä 25–64 vuotta", "ålder mellan 25 och 64 år"],
    },
    {
      rule: "age: 30",
      who: "a30",
      words: ["aged exactly 30", "ikä tasan 30 vuotta", "ålder precis 30 år"],
    },
    {
      rule: "age: { at-least: 18, below: 30 }",
      who: "a18 a24 a25 a29",
      words: [
        "aged at least 18 and less than 30",
        "ikä vähintään 18 ja alle 30 vuotta",
        "ålder minst 18 och mindre än 30 år",
      ],
    },
    {
      rule: "age: { above: 30, at-most: 64 }",
      who: "a31 a64",
      words: [
        "aged more than 30 and at most 64",
        "ikä yli 30 ja enintään 64 vuotta",
        "ålder mer än 30 och högst 64 år",
      ],
    },
    {
      rule: "age: { exactly: 17 }",
      who: "a17",
      words: ["aged exactly 17", "ikä tasan 17 vuotta", "ålder precis 17 år"],
    },
    {
      rule: "not: { age: { at-least: 18 } }",
      who: "a17 unknown",
      words: ["not: aged at least 18", "ei: ikä vähintään 18 vuotta", "inte: ålder minst 18 år"],
    },
  ],
};

export const numbers: Examples = {
  about: "numbers and money",
  folder: attributes,
  dropped: {
    customers: [
      { memberId: "p99-half", points: 99.5 },
      { memberId: "p100", points: 100 },
      { memberId: "no-points" },
    ],
    orders: [
      ["e99-and-99", 9_999],
      ["e100", 10_000],
      ["e500-and-50", 50_050],
      ["e500-and-51", 50_051],
    ].map(([name = "", amount_cents = 0]) => ({
      memberId: String(name),
      order_id: String(name),
      ordered_on: "2026-11-01",
      amount_cents,
    })),
  },
  examples: [
    {
      rule: "profile: { points: { at-most: 99.5 } }",
      who: "p99-half",
      words: ["points at most 99.5", "points enintään 99,5", "points högst 99,5"],
    },
    {
      rule: "orders: { spend: { between: [100, 500.50] } }",
      who: "e100 e500-and-50",
      words: [
        "spent between 100 and 500.50",
        "ostoja yhteensä 100–500,50",
        "köpt för mellan 100 och 500,50",
      ],
    },
  ],
};
