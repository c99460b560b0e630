import * as fc from "fast-check";
import { categories, channels } from "../a-random-company.ts";
import type { Look, OrderLine } from "../company.ts";
import { oracle } from "../oracle-kind.ts";
import {
  countDays,
  countOrders,
  countProducts,
  daysBetween,
  isLess,
  lastDay,
  lineIn,
  linesOf,
  orderTotals,
  salesOf,
  spendOf,
  universeOf,
} from "../purchases.ts";
import type { Ratio } from "../ranges.ts";
import { aTextMatch, pathMatches, textMatches } from "../texts.ts";
import type { TextMatch } from "../texts.ts";
import { aWindow, someSeasonDays } from "../windows.ts";
import type { Window } from "../windows.ts";
import { aSegment, isMember } from "./segment.ts";
import type { SegmentName } from "./segment.ts";

type Measure = (lines: readonly OrderLine[], look: Look) => Ratio;

const whole = (part: number): Ratio => ({ part, of: 1 });

const measures = {
  spend: (lines) => whole(spendOf(lines)),
  count: (lines) => whole(countOrders(salesOf(lines))),
  average: (lines) => ({ part: spendOf(lines), of: countOrders(salesOf(lines)) }),
  largest: (lines) => whole(Math.max(...orderTotals(lines))),
  units: (lines) => whole(salesOf(lines).reduce((sum, line) => sum + (line.quantity ?? 1), 0)),
  days: (lines, look) => whole(countDays(salesOf(lines), look)),
  products: (lines) => whole(countProducts(salesOf(lines))),
  returns: (lines) => whole(countOrders(lines.filter(({ kind }) => kind === "return"))),
  last: (lines, look) => whole(-daysBetween(lastDay(salesOf(lines), look), look.day)),
} satisfies Record<string, Measure>;

interface Where {
  readonly channel?: TextMatch;
  readonly category?: TextMatch;
}

interface Written {
  readonly by: keyof typeof measures;
  readonly among?: SegmentName;
  readonly where?: Where;
}
type Size = { readonly top: number | string } | { readonly bottom: number | string };
type Rank = Written & Size & (Window | object);

const matches = ({ channel, category }: Where, line: OrderLine): boolean =>
  (channel === undefined || textMatches(channel, line.channel) === true) &&
  (category === undefined || pathMatches(category, line.category) === true);

const hasWindow = (rule: object): rule is Window =>
  ["within", "before", "between", "season"].some((key) => key in rule);

/** Who is ranked, and by how much. */
function rankedOf(rule: Rank, look: Look): ReadonlyMap<string, Ratio> {
  const isIn = lineIn(hasWindow(rule) ? rule : undefined, look);
  const found = new Map<string, Ratio>();
  for (const memberId of universeOf(look)) {
    const lines = linesOf(memberId, look, (line) => isIn(line) && matches(rule.where ?? {}, line));
    const wanted = rule.among === undefined || isMember(rule.among, memberId, look);
    if (wanted && salesOf(lines).length > 0) found.set(memberId, measures[rule.by](lines, look));
  }
  return found;
}

/** How many are taken of so many: a number, or a share rounded up. */
function taken(size: number | string, of: number): number {
  if (typeof size === "number") return size;
  const thousandths = Math.round(Number(size.replace("%", "")) * 1000);
  return Math.ceil((thousandths * of) / 100_000);
}

/** Whether the person is among so many from that end; of equal ones at the edge all are. */
export function isTaken(size: Size, memberId: string, ranked: ReadonlyMap<string, Ratio>): boolean {
  const own = ranked.get(memberId);
  if (own === undefined) return false;
  const others = [...ranked.values()];
  return "top" in size
    ? others.filter((one) => isLess(own, one)).length < taken(size.top, others.length)
    : others.filter((one) => isLess(one, own)).length < taken(size.bottom, others.length);
}

const many = fc.constantFrom(1, 2, 3, 5, 100, "1%", "12.5%", "33.3%", "50%", "66.667%", "100%");

/** So many, or such a share, from one end. */
export const aSize: fc.Arbitrary<Size> = fc.oneof(
  many.map((top) => ({ top })),
  many.map((bottom) => ({ bottom })),
);

const measureNames = Object.keys(measures).filter(
  (name): name is keyof typeof measures => name in measures,
);

const where: fc.Arbitrary<Where> = fc.record(
  { channel: aTextMatch(channels), category: aTextMatch(categories) },
  { requiredKeys: [] },
);

const by = fc.record({ by: fc.constantFrom(...measureNames) });

/** Mostly of many people, since few are in no wrong order. */
const written: fc.Arbitrary<Written> = fc.oneof(
  { arbitrary: by, weight: 4 },
  { arbitrary: fc.record({ by: fc.constantFrom(...measureNames), among: aSegment }), weight: 2 },
  { arbitrary: fc.record({ by: fc.constantFrom(...measureNames), where }), weight: 1 },
);

const seasons = someSeasonDays.map((season): Window => ({ season }));

export const rankOracle = oracle<Rank>({
  rule: fc
    .tuple(written, aSize, fc.oneof(fc.constant({}), aWindow, seasons))
    .map(([rule, size, window]) => ({ ...rule, ...size, ...window })),
  holds: (rule, memberId, look) => isTaken(rule, memberId, rankedOf(rule, look)),
});
