import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { categories } from "../a-random-company.ts";
import { dayOf } from "../company.ts";
import type { Look, OrderLine } from "../company.ts";
import { oracle } from "../oracle-kind.ts";
import type { Verdict } from "../oracle-kind.ts";
import { linesOf, spendOf } from "../purchases.ts";
import { aPercentRange, aRange, inRange } from "../ranges.ts";
import type { Range, Ratio } from "../ranges.ts";
import { pathMatches } from "../texts.ts";
import {
  aDateWindow,
  aWindow,
  inWindow,
  seasonYear,
  someSeasonDays,
  windowAmong,
} from "../windows.ts";
import type { SeasonDays, Window, WindowKeys } from "../windows.ts";
import {
  aCount,
  anAmount,
  aWhere,
  different,
  every,
  meets,
  momentOf,
  someUnits,
} from "./order-lines.ts";
import type { Where } from "./order-lines.ts";

interface Season extends SeasonDays {
  readonly years?: Range;
  readonly only?: boolean;
}

type ShareRange = Partial<Record<"at-least" | "at-most" | "above" | "below" | "exactly", string>>;

interface Measures {
  readonly count?: Range;
  readonly spend?: Range;
  readonly average?: Range;
  readonly largest?: Range;
  readonly units?: Range;
  readonly days?: Range;
  readonly products?: Range;
  readonly returns?: Range;
  readonly interval?: Range;
  readonly first?: Window;
  readonly last?: Window;
  readonly share?: ShareRange & { readonly of: "spend" | "count" | "units"; readonly where: Where };
  readonly together?: readonly string[];
  readonly overdue?: string;
}

type OrdersRule = Measures & WindowKeys & { readonly where?: Where; readonly season?: Season };

const share = fc
  .tuple(
    fc.constantFrom("spend" as const, "count" as const, "units" as const),
    aWhere.filter((where) => Object.keys(where).length > 0),
    aPercentRange([0, 25, 33.33, 50, 70, 100, 120]),
  )
  .map(([of, where, range]) => ({
    of,
    where,
    ...(typeof range === "string" ? { exactly: range } : range),
  }));

const season = fc
  .tuple(
    someSeasonDays,
    fc.record({ years: aRange([1, 2, 3]), only: fc.boolean() }, { requiredKeys: [] }),
  )
  .map(([days, asked]): Season => ({ ...days, ...asked }));

const measures: fc.Arbitrary<Measures> = fc
  .record({
    count: aCount,
    spend: anAmount,
    average: anAmount,
    largest: anAmount,
    units: someUnits,
    days: aCount,
    products: aCount,
    returns: aCount,
    interval: aRange([1, 30.5, 90, 150, 200, 300]),
    first: fc.oneof(aWindow, aDateWindow),
    last: fc.oneof(aWindow, aDateWindow),
    share,
    together: fc.array(fc.constantFrom(...categories), { minLength: 2, maxLength: 3 }),
    overdue: fc.constantFrom("50%", "100%", "150%", "0.5%", "33.33%"),
  })
  .chain((all) =>
    fc
      .subarray(Object.entries(all), { maxLength: 2 })
      .map((some): Measures => Object.fromEntries(some)),
  );

const rule: fc.Arbitrary<OrdersRule> = fc
  .tuple(
    measures,
    fc.oneof({ arbitrary: aWindow, weight: 1 }, { arbitrary: fc.constant({}), weight: 2 }),
    fc.oneof(
      { arbitrary: fc.constant({}), weight: 4 },
      { arbitrary: fc.record({ where: aWhere }), weight: 2 },
      { arbitrary: fc.record({ season }), weight: 2 },
      { arbitrary: fc.record({ where: aWhere, season }), weight: 1 },
    ),
  )
  .map(([asked, window, lines]) => ({ ...asked, ...window, ...lines }));

/** Sales and returns among the lines that the clause looks at. */
interface Found {
  readonly lines: readonly OrderLine[];
  readonly sales: readonly OrderLine[];
  readonly returns: readonly OrderLine[];
  readonly look: Look;
}

const found = (lines: readonly OrderLine[], look: Look): Found => ({
  lines,
  sales: lines.filter(({ kind }) => kind === "sale"),
  returns: lines.filter(({ kind }) => kind === "return"),
  look,
});

const orderIds = (lines: readonly OrderLine[]) => new Set(lines.map(({ order_id }) => order_id));

const units = ({ sales }: Found): number =>
  sales.reduce((sum, { quantity }) => sum + (quantity ?? 1), 0);

/** The greatest of the orders in which something was bought. */
function largest({ lines, sales }: Found): Ratio | null {
  const worths = [...orderIds(sales)].map((id) =>
    spendOf(lines.filter((line) => line.order_id === id)),
  );
  return worths.length === 0 ? null : { part: Math.max(...worths), of: 100 };
}

const saleDays = ({ sales, look }: Found): readonly string[] =>
  [...new Set(sales.map((line) => dayOf(line.ordered_at, look)))].toSorted();

const daysBetween = (first: string, last: string): number =>
  Temporal.PlainDate.from(first).until(last).days;

/** The mean days between sale days, as a ratio. */
function interval(of: Found, fewest: number): Ratio | null {
  const days = saleDays(of);
  const [first = "", last = ""] = [days[0], days.at(-1)];
  return days.length < fewest ? null : { part: daysBetween(first, last), of: days.length - 1 };
}

/** Days since the last sale day, as a share of the mean interval. */
function overdueBy(of: Found): Ratio | null {
  const own = interval(of, 3);
  if (own === null) return null;
  const since = daysBetween(saleDays(of).at(-1) ?? "", of.look.day);
  return { part: since * own.of, of: own.part };
}

function momentIn(window: Window, end: "first" | "last", { sales, look }: Found): Verdict {
  const sorted = sales.toSorted((a, b) => Date.parse(a.ordered_at) - Date.parse(b.ordered_at));
  const line = sorted.at(end === "first" ? 0 : -1);
  return line === undefined ? null : inWindow(window, momentOf(line, look), look);
}

const shareOf = {
  spend: ({ lines }: Found) => spendOf(lines),
  count: ({ sales }: Found) => orderIds(sales).size,
  units,
};

function shareIn(
  { of, where, ...range }: Exclude<Measures["share"], undefined>,
  all: Found,
): Verdict {
  const some = found(
    all.lines.filter((line) => meets(where, line, all.look)),
    all.look,
  );
  const [part, whole] = [shareOf[of](some), shareOf[of](all)];
  return inRange(range, whole > 0 ? { part, of: whole } : 0);
}

const together = (paths: readonly string[], { sales }: Found): boolean =>
  [...orderIds(sales)].some((id) =>
    paths.every((path) =>
      sales.some((line) => line.order_id === id && pathMatches(path, line.category) === true),
    ),
  );

/** The verdict by a measure, where it is asked for. */
const given = <T>(asked: T | undefined, check: (asked: T) => Verdict): readonly Verdict[] =>
  asked === undefined ? [] : [check(asked)];

const averageOf = ({ lines, sales }: Found): Ratio | null => {
  const count = orderIds(sales).size;
  return count === 0 ? null : { part: spendOf(lines), of: count * 100 };
};

const productsOf = ({ sales }: Found): number =>
  different(sales.flatMap(({ product_id }) => product_id ?? []));

/** The verdict by each measure that is asked for. */
const measured = (asked: Measures, of: Found): readonly Verdict[] => [
  ...given(asked.count, (range) => inRange(range, orderIds(of.sales).size)),
  ...given(asked.spend, (range) => inRange(range, { part: spendOf(of.lines), of: 100 })),
  ...given(asked.average, (range) => inRange(range, averageOf(of))),
  ...given(asked.largest, (range) => inRange(range, largest(of))),
  ...given(asked.units, (range) => inRange(range, units(of))),
  ...given(asked.days, (range) => inRange(range, saleDays(of).length)),
  ...given(asked.products, (range) => inRange(range, productsOf(of))),
  ...given(asked.returns, (range) => inRange(range, orderIds(of.returns).size)),
  ...given(asked.interval, (range) => inRange(range, interval(of, 2))),
  ...given(asked.first, (window) => momentIn(window, "first", of)),
  ...given(asked.last, (window) => momentIn(window, "last", of)),
  ...given(asked.share, (wanted) => shareIn(wanted, of)),
  ...given(asked.together, (paths) => together(paths, of)),
  ...given(asked.overdue, (least) => inRange({ "at-least": least }, overdueBy(of))),
];

/** What a season asks for beyond its days: in how many years, and nothing outside. */
function seasonHolds(asked: Season, all: Found): readonly Verdict[] {
  const years = all.sales.map((line) => seasonYear(asked, dayOf(line.ordered_at, all.look)));
  const inside = years.filter((year) => year !== null);
  return [
    ...(asked.years === undefined ? [] : [inRange(asked.years, different(inside))]),
    ...(asked.only === true ? [inside.length === years.length] : []),
  ];
}

function holds(asked: OrdersRule, memberId: string, look: Look): Verdict {
  const window = windowAmong(asked);
  const all = found(
    linesOf(memberId, look)
      .filter((line) => window === undefined || inWindow(window, momentOf(line, look), look))
      .filter((line) => meets(asked.where ?? {}, line, look)),
    look,
  );
  const { season: days } = asked;
  const inside = found(
    all.lines.filter(
      (line) => days === undefined || seasonYear(days, dayOf(line.ordered_at, look)) !== null,
    ),
    look,
  );
  const verdicts = measured(asked, inside);
  return every([
    ...(verdicts.length === 0 ? [inside.sales.length > 0] : verdicts),
    ...(days === undefined ? [] : seasonHolds(days, all)),
  ]);
}

/** Orders as a slow reader of the language would count them. */
export const ordersOracle = oracle<OrdersRule>({ rule, holds });
