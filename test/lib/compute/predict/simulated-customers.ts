import type { BgNbd } from "../../../../lib/compute/predict/bg-nbd.ts";
import type { GammaGamma, SpendingHistory } from "../../../../lib/compute/predict/gamma-gamma.ts";
import type { PurchaseHistory } from "../../../../lib/compute/predict/purchase-history.ts";

/** Numbers between 0 and 1 that look like chance and repeat with their seed (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
}

/** Draws from the distributions that the models are made of. */
function drawsFrom(seed: number) {
  const chance = chanceFrom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(chance())) * Math.cos(2 * Math.PI * chance());
  // Marsaglia and Tsang 2000.
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * chance() ** (1 / shape);
    const middle = shape - 1 / 3;
    for (;;) {
      const z = normal();
      const cube = (1 + z / Math.sqrt(9 * middle)) ** 3;
      const bound = z ** 2 / 2 + middle * (1 - cube + Math.log(cube));
      if (cube > 0 && Math.log(chance()) < bound) return middle * cube;
    }
  };
  const beta = (a: number, b: number) => {
    const left = gamma(a);
    return left / (left + gamma(b));
  };
  return { chance, gamma, beta, wait: (rate: number) => -Math.log(chance()) / rate };
}

type Draws = ReturnType<typeof drawsFrom>;

/** When somebody known for so long bought again. */
function purchasesOf(draws: Draws, { r, alpha, a, b }: BgNbd, known: number): readonly number[] {
  const rate = draws.gamma(r) / alpha;
  const leaves = draws.beta(a, b);
  const bought: number[] = [];
  for (let at = draws.wait(rate); at <= known; at += draws.wait(rate)) {
    bought.push(at);
    if (draws.chance() < leaves) break;
  }
  return bought;
}

/** What so many purchases were worth on average. */
const valueOf = (draws: Draws, { p, q, gamma }: GammaGamma, repeats: number): number =>
  draws.gamma(p * repeats) / (draws.gamma(q) / gamma) / repeats;

export interface World {
  readonly buying: BgNbd;
  readonly spending: GammaGamma;
  readonly customers: number;
  /** Customers are known for up to so long. */
  readonly longest: number;
  readonly seed: number;
}

export const world: World = {
  buying: { r: 0.6, alpha: 60, a: 0.8, b: 2.5 },
  spending: { p: 6, q: 3.7, gamma: 15 },
  customers: 20_000,
  longest: 1000,
  seed: 20_261_122,
};

/** Customers who live by the models; and how often each buys in `tail` more days. */
export function simulatedCustomers(
  differs: Partial<World> = {},
  tail = 0,
): PurchaseHistory & SpendingHistory & { readonly later: Float64Array } {
  const { buying, spending, customers, longest, seed } = { ...world, ...differs };
  const draws = drawsFrom(seed);
  const rows = Array.from({ length: customers }, () => {
    const known = draws.chance() * longest;
    const all = purchasesOf(draws, buying, known + tail);
    const bought = all.filter((at) => at <= known);
    const value = bought.length === 0 ? Number.NaN : valueOf(draws, spending, bought.length);
    return { known, bought, value, later: all.length - bought.length };
  });
  const column = (of: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, of);
  return {
    repeats: column(({ bought }) => bought.length),
    last: column(({ bought }) => bought.at(-1) ?? 0),
    known: column(({ known }) => known),
    value: column(({ value }) => value),
    later: column(({ later }) => later),
  };
}

/** The same customers in the opposite order, or any other that the rows are given in. */
export const reordered = (column: Float64Array, rows: readonly number[]): Float64Array =>
  Float64Array.from(rows, (row) => column[row] ?? Number.NaN);

/** By which share a fitted parameter misses what the customers live by, where it misses it most. */
export const missedBy = (found: object, lived: object): number => {
  const parameters = new Map<string, unknown>(Object.entries(found));
  const misses = Object.entries(lived).map(([name, value]) =>
    Math.abs(Number(parameters.get(name)) / Number(value) - 1),
  );
  return Math.max(...misses);
};
