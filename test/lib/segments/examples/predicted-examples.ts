import { manyBuyers } from "../../compute/many-buyers.ts";

const dayBefore = (days: number): string =>
  new Date(Date.parse("2026-11-24") - days * 86_400_000).toISOString().slice(0, 10);

/** Somebody who bought every so many days, from so long ago until so long ago, for so many euros each time. */
export const bought = (
  memberId: string,
  every: number,
  { from, to, euros = 20 }: { readonly from: number; readonly to: number; readonly euros?: number },
) =>
  Array.from({ length: Math.floor((from - to) / every) + 1 }, (_, at) => ({
    memberId,
    order_id: `${memberId} ${at}`,
    ordered_on: dayBefore(from - at * every),
    amount_cents: euros * 100,
  }));

/** Among nine hundred buyers, people of whom anybody could foretell what the models must. */
const orders = [
  ...manyBuyers(),
  ...bought("weekly-until-now", 7, { from: 350, to: 0, euros: 1 }),
  ...bought("weekly-until-spring", 7, { from: 350, to: 200 }),
  ...bought("once-long-ago", 1, { from: 350, to: 350 }),
  ...bought("weekly-for-much", 7, { from: 350, to: 0, euros: 900 }),
];
export const dropped = { customers: [{ memberId: "never" }], orders };

/** The examples, by what they ask for. */
export const rules = {
  alive: "predicted: { alive: { below: 30% } }",
  purchases: "predicted: { purchases: { at-least: 1 }, next: 90 days }",
  spend: "predicted: { spend: { top: 10% }, next: 1 year }",
  not: "not: { predicted: { alive: { below: 30% } } }",
} as const;
