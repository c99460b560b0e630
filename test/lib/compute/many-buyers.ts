import { memberOf } from "./a-company.ts";

/** Numbers between 0 and 1 that look like chance and repeat (Park and Miller's generator). */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const dayAfter = (first: string, days: number): string =>
  new Date(Date.parse(first) + days * 86_400_000).toISOString().slice(0, 10);

interface Buyers {
  readonly customers?: number;
  readonly first?: string;
  readonly days?: number;
}

/** Orders of customers who buy at rates of their own, for sums of their own, until they leave. */
export function manyBuyers({ customers = 900, first = "2025-06-01", days = 500 }: Buyers = {}) {
  const chance = chanceFrom(20_261_122);
  const wait = (mean: number) => -Math.log(chance()) * mean;
  return Array.from({ length: customers }, (_, at) => {
    const [mean, leaves, worth] = [20 + wait(60), chance() ** 2 / 2, 1000 + wait(4000)];
    const bought: number[] = [];
    for (let day = chance() * days; day < days; day += wait(mean)) {
      bought.push(Math.floor(day));
      if (chance() < leaves) break;
    }
    return bought.map((day, order) => ({
      memberId: `b${at}`,
      order_id: `${at}-${order}`,
      ordered_on: dayAfter(first, day),
      amount_cents: Math.round(worth * (0.5 + chance())),
    }));
  }).flat();
}

/** The same as a query, for a file of orders. */
export function manyBuyersSql(of: Buyers = {}): string {
  const rows = manyBuyers(of).map(
    ({ memberId, order_id, ordered_on, amount_cents }, line) =>
      `('${memberOf(memberId)}', '${order_id}', DATE '${ordered_on}', ${amount_cents}::BIGINT, ${line}::BIGINT)`,
  );
  return `
    SELECT *, ordered_on + INTERVAL 10 HOURS AS ordered_at, 'sale' AS kind
    FROM (VALUES ${rows.join(", ")}) AS sold(memberId, order_id, ordered_on, amount_cents, line)`;
}
