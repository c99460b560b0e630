import type { Examples } from "./example.ts";

const five = [1, 2, 3, 4, 5] as const;

/** Somebody with a score of each kind. */
export interface Scored {
  readonly memberId: string;
  readonly scores: readonly [recency: number, frequency: number, monetary: number];
}

/**
 * 125 people, one for each way in which three scores can be: 25 of them have each value of each measure, so
 * that the cut points are the values themselves and the value is the score.
 */
export const everyScore: readonly Scored[] = five.flatMap((recency) =>
  five.flatMap((frequency) =>
    five.map((monetary) => ({
      memberId: `r${recency}f${frequency}m${monetary}`,
      scores: [recency, frequency, monetary] as const,
    })),
  ),
);

/** So many orders of so much in all, the last of them so lately. */
const orders = ({ memberId, scores: [recency, frequency, monetary] }: Scored) =>
  Array.from({ length: frequency }, (_, at) => ({
    memberId,
    order_id: `${memberId} ${at}`,
    ordered_on: `2026-11-${recency + 10}`,
    amount_cents: at === 0 ? monetary * 1000 : 0,
  }));

export const everyScoreOrders = everyScore.flatMap(orders);

/** Those whose scores are such. */
export const scored = (is: (recency: number, frequency: number, monetary: number) => boolean) =>
  everyScore
    .filter(({ scores }) => is(...scores))
    .map(({ memberId }) => memberId)
    .join(" ");

const champions = scored((r, f, m) => r >= 4 && f >= 4 && m >= 4);

export const rfms: Examples = {
  about: "rfm",
  dropped: {
    customers: [{ memberId: "never" }],
    orders: [
      ...everyScoreOrders,
      { memberId: "returned-only", order_id: "r", ordered_on: "2026-11-15", kind: "return" },
    ],
  },
  examples: [
    {
      rule: "rfm: champions",
      who: champions,
      words: [
        "champions by recency, frequency and spend",
        "huippuasiakkaat ostojen tuoreuden, tiheyden ja summan mukaan",
        "toppkunder efter hur nyligen, ofta och för hur mycket de köpt",
      ],
    },
    {
      rule: "rfm: { recency: { at-least: 4 }, monetary: 5 }",
      who: scored((r, _, m) => r >= 4 && m === 5),
      words: [
        "recency score at least 4, monetary score exactly 5",
        "viimeisimmän oston pisteet vähintään 4, rahankäytön pisteet tasan 5",
        "poäng för senaste köp minst 4, poäng för köpbelopp precis 5",
      ],
    },
  ],
};

export const rfmsWithin: Examples = {
  about: "rfm in a window: what was bought two years ago or earlier counts for nothing",
  dropped: {
    orders: [
      ...everyScoreOrders,
      ...everyScoreOrders.map((order) => ({
        ...order,
        memberId: "long-ago",
        order_id: `old ${order.order_id}`,
        ordered_on: "2024-11-24",
      })),
    ],
  },
  examples: [
    {
      rule: "rfm: { is: [champions, loyal], within: 2 years }",
      who: scored((r, f, m) => (r >= 4 && f >= 4 && m >= 4) || (r >= 2 && f >= 3 && m >= 3)),
      words: [
        "champions or loyal by recency, frequency and spend, in the last 2 years",
        "huippuasiakkaat tai uskolliset ostojen tuoreuden, tiheyden ja summan mukaan, viimeisten 2 vuoden aikana",
        "toppkunder eller lojala efter hur nyligen, ofta och för hur mycket de köpt, under de senaste 2 åren",
      ],
    },
  ],
};
