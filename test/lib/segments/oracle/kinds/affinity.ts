import * as fc from "fast-check";
import { categories } from "../a-random-company.ts";
import type { Look } from "../company.ts";
import { oracle } from "../oracle-kind.ts";
import { lineIn, linesOf, salesOf, universeOf } from "../purchases.ts";
import { aRange, inRange } from "../ranges.ts";
import type { Range } from "../ranges.ts";
import { aWindow, someSeasonDays, windowAmong } from "../windows.ts";
import type { SeasonDays, Window, WindowKeys } from "../windows.ts";

interface AffinityKeys extends WindowKeys {
  readonly season?: SeasonDays;
}

/** Affinity as it stands in YAML. */
export type AffinityRule = AffinityKeys &
  (
    | { readonly has: string; readonly lacks: string; readonly lift?: Range }
    | { readonly next: string }
  );

const lift = aRange([0, 0.5, 1, 1.5, 2, 1.25]);

const isBelow = (one: string, other: string): boolean =>
  `${one.toLowerCase()}/`.startsWith(`${other.toLowerCase()}/`);

const when: fc.Arbitrary<Window | object> = fc.oneof(
  { arbitrary: fc.constant({}), weight: 4 },
  { arbitrary: aWindow, weight: 2 },
  { arbitrary: fc.record({ season: someSeasonDays }), weight: 1 },
);

/** Affinity between categories of these. */
export function anAffinityRule(among: readonly string[]): fc.Arbitrary<AffinityRule> {
  const one = fc.constantFrom(...among);
  const pair = fc
    .tuple(one, one)
    .filter(([has, lacks]) => !isBelow(has, lacks))
    .chain(([has, lacks]) =>
      fc
        .option(lift, { nil: undefined })
        .map((range): AffinityRule =>
          range === undefined ? { has, lacks } : { has, lacks, lift: range },
        ),
    );
  const next = one.map((path): AffinityRule => ({ next: path }));
  return fc
    .tuple(fc.oneof(pair, next), when)
    .map(([rule, window]): AffinityRule => ({ ...rule, ...window }));
}

type Baskets = ReadonlyMap<string, ReadonlySet<string>>;

/** Looked at once for each company and window, since every person is compared with everybody. */
const known = new WeakMap<object, Map<string, Baskets>>();

function basketsOf(look: Look, window: Window | undefined): Baskets {
  const ofCompany = known.get(look.company) ?? new Map<string, Baskets>();
  known.set(look.company, ofCompany);
  const key = JSON.stringify([look.now, look.zone, window]);
  const baskets = ofCompany.get(key) ?? filledBaskets(look, window);
  ofCompany.set(key, baskets);
  return baskets;
}

/** Everybody with a sale, and the categories of their sales, folded. */
function filledBaskets(look: Look, window: Window | undefined): Baskets {
  const sold = universeOf(look).map((member) => {
    const sales = salesOf(linesOf(member, look, lineIn(window, look)));
    return [member, sales] as const;
  });
  return new Map(
    sold
      .filter(([, sales]) => sales.length > 0)
      .map(([member, sales]) => [
        member,
        new Set(sales.flatMap(({ category }) => category?.trim().toLowerCase() ?? [])),
      ]),
  );
}

const boughtIn = (category: string, basket: ReadonlySet<string> | undefined): boolean =>
  [...(basket ?? [])].some((one) => isBelow(one, category));

/** How many bought in both, in each, and at all. */
interface Counts {
  readonly both: number;
  readonly one: number;
  readonly other: number;
  readonly customers: number;
}

function countsOf(one: string, other: string, baskets: Baskets): Counts {
  const all = [...baskets.values()];
  const buyers = (...of: readonly string[]) =>
    all.filter((basket) => of.every((category) => boughtIn(category, basket))).length;
  return {
    both: buyers(one, other),
    one: buyers(one),
    other: buyers(other),
    customers: all.length,
  };
}

const liftOf = ({ both, one, other, customers }: Counts) => ({
  part: both * customers,
  of: one * other,
});

function misses(
  {
    has,
    lacks,
    lift: range = { above: 1 },
  }: { readonly has: string; readonly lacks: string; readonly lift?: Range },
  memberId: string,
  baskets: Baskets,
): boolean {
  const basket = baskets.get(memberId);
  const counts = countsOf(has, lacks, baskets);
  return (
    boughtIn(has, basket) &&
    !boughtIn(lacks, basket) &&
    counts.both >= 30 &&
    inRange(range, liftOf(counts)) === true
  );
}

const prefixesOf = (basket: ReadonlySet<string>, depth: number): ReadonlySet<string> =>
  new Set(
    [...basket]
      .map((path) => path.split("/"))
      .filter((steps) => steps.length >= depth)
      .map((steps) => steps.slice(0, depth).join("/")),
  );

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

/** The highest lift of a category with what is in the basket, as numbers to be compared exactly. */
function strength(category: string, bought: ReadonlySet<string>, baskets: Baskets): bigint | null {
  const scale = 10n ** 30n;
  const lifts = [...bought].flatMap((one) => {
    const counts = countsOf(one, category, baskets);
    const { part, of } = liftOf(counts);
    return counts.both >= 30 && part > of ? [(BigInt(part) * scale) / BigInt(of)] : [];
  });
  return lifts.reduce((most: bigint | null, of) => (most === null || of > most ? of : most), null);
}

function isNext(next: string, memberId: string, baskets: Baskets): boolean {
  const wanted = next.toLowerCase();
  const depth = wanted.split("/").length;
  const basket = baskets.get(memberId);
  if (basket === undefined) return false;
  const bought = prefixesOf(basket, depth);
  const everything = new Set([...baskets.values()].flatMap((one) => [...prefixesOf(one, depth)]));
  const offered = [...everything].filter(
    (path) => parentOf(path) === parentOf(wanted) && !bought.has(path),
  );
  const own = offered.includes(wanted) ? strength(wanted, bought, baskets) : null;
  if (own === null) return false;
  return offered.every((path) => (strength(path, bought, baskets) ?? 0n) <= own);
}

function holds(rule: AffinityRule, memberId: string, look: Look): boolean {
  const window = rule.season === undefined ? windowAmong(rule) : { season: rule.season };
  const baskets = basketsOf(look, window);
  return "next" in rule ? isNext(rule.next, memberId, baskets) : misses(rule, memberId, baskets);
}

/** What goes together in the baskets of everybody, counted one by one. */
export const affinityOracle = oracle<AffinityRule>({ rule: anAffinityRule(categories), holds });

/** The same verdict about a rule that was not made here. */
export const affinityHolds = holds;
