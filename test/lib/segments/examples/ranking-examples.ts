import { aWorkspaceWith, numbered } from "./example.ts";
import type { Examples } from "./example.ts";

const orders = (memberId: string, differs: object, ...days: readonly string[]) =>
  days.map((ordered_on, at) => ({
    memberId,
    order_id: `${memberId} ${at}`,
    ordered_on,
    ...differs,
  }));

const spent = (memberId: string, euros: number, ordered_on = "2026-11-01") => ({
  memberId,
  order_id: `${memberId} ${ordered_on}`,
  ordered_on,
  amount_cents: euros * 100,
});
const lives = (country: string, ...names: readonly string[]) =>
  names.map((memberId) => ({ memberId, country }));
const eight = numbered("spent", 8);

export const bestFinns: Examples = {
  about:
    "rank: of eleven who bought in Finland the best tenth are two, and a third who spent as much",
  segments: { "in-finland": "{ place: { country: FI } }" },
  dropped: {
    customers: [
      ...lives("FI", "best", "second", "as-much-as-second", "long-ago", "never", ...eight),
      ...lives("SE", "swede"),
    ],
    orders: [
      spent("best", 1100),
      spent("second", 1000),
      spent("as-much-as-second", 1000),
      ...eight.map((memberId, at) => spent(memberId, 900 - at)),
      spent("long-ago", 9000, "2025-11-24"),
      spent("swede", 9000),
    ],
  },
  examples: [
    {
      rule: "rank: { by: spend, top: 10%, within: 1 year, among: in-finland }",
      who: "as-much-as-second best second",
      words: [
        "the top 10% of the segment in-finland by spend in the last year",
        "ylin 10 % segmentissä in-finland ostojen summan mukaan viimeisen vuoden aikana",
        "de högsta 10 % i segmentet in-finland efter köpbelopp under det senaste året",
      ],
    },
  ],
};

export const fewestOrders: Examples = {
  about:
    "rank: 499 ordered once, two twice, ten three times; the last 500 are 501, as two ordered equally often",
  dropped: {
    customers: [{ memberId: "never" }],
    orders: [
      ...numbered("once", 499).flatMap((one) => orders(one, {}, "2026-11-01")),
      ...numbered("twice", 2).flatMap((one) => orders(one, {}, "2026-11-01", "2026-11-02")),
      ...numbered("often", 10).flatMap((one) =>
        orders(one, {}, "2026-11-01", "2026-11-01", "2026-11-02"),
      ),
    ],
  },
  examples: [
    {
      rule: "rank: { by: count, bottom: 500 }",
      who: [...numbered("once", 499), ...numbered("twice", 2)].join(" "),
      words: [
        "the bottom 500 by number of orders",
        "alimmat 500 tilausten määrän mukaan",
        "de 500 lägsta efter antal beställningar",
      ],
    },
  ],
};

const six = ["best", "second", "third", "fourth", "fifth", "last"];
const given = (dataset: "feedback" | "referral", memberId: string, at: number) => ({
  memberId,
  [`${dataset}_id`]: `${memberId} ${at}`,
});

export const scores: Examples = {
  about:
    "score: of six the best has 100, the second exactly 80: 4 of 5 others have less of everything",
  folder: aWorkspaceWith(
    "score: { spend: 50%, orders: 20%, referrals: 20%, rating: 10%, within: 2 years }",
  ),
  dropped: {
    orders: [
      ...orders("best", { amount_cents: 30_000 }, "2026-11-01", "2026-11-02", "2026-11-03"),
      ...orders("second", { amount_cents: 25_000 }, "2026-11-01", "2026-11-02"),
      spent("third", 400),
      spent("fourth", 300),
      spent("fifth", 200),
      spent("last", 9000, "2024-11-24"),
    ],
    referrals: ["best", "best", "second"].map((memberId, at) => ({
      ...given("referral", memberId, at),
      referred_on: "2026-11-01",
      referred_at: "2026-11-01 10:00:00",
    })),
    feedback: six.map((memberId, at) => ({
      ...given("feedback", memberId, at),
      kind: "rating",
      score: Math.max(5 - at, 3),
      given_on: "2026-11-01",
      given_at: "2026-11-01 10:00:00",
    })),
  },
  examples: [
    {
      rule: "score: { top: 20% }",
      who: "best second",
      words: ["the top 20% by score", "ylin 20 % pisteiden mukaan", "de högsta 20 % efter poäng"],
    },
    {
      rule: "score: { at-least: 80 }",
      who: "best second",
      words: ["score at least 80", "pisteet vähintään 80", "poäng minst 80"],
    },
    {
      rule: "score: { above: 80 }",
      who: "best",
      words: ["score more than 80", "pisteet yli 80", "poäng mer än 80"],
    },
  ],
};
