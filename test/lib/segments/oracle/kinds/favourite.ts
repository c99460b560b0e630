import * as fc from "fast-check";
import { campaigns, categories, channels, products } from "../a-random-company.ts";
import type { Look, OrderLine } from "../company.ts";
import { oracle } from "../oracle-kind.ts";
import type { Verdict } from "../oracle-kind.ts";
import { lineIn, linesOf, spendOf } from "../purchases.ts";
import { aWindow, someSeasonDays, windowAmong } from "../windows.ts";
import type { SeasonDays, Window, WindowKeys } from "../windows.ts";

interface FavouriteRule extends WindowKeys {
  readonly of: "category" | "product" | "channel" | "campaign";
  readonly is: string | readonly string[];
  readonly season?: SeasonDays;
}

const wanted = {
  category: categories,
  product: products,
  channel: channels,
  campaign: campaigns,
} as const;

const rule: fc.Arbitrary<FavouriteRule> = fc
  .constantFrom(
    "category" as const,
    "category" as const,
    "product" as const,
    "channel" as const,
    "campaign" as const,
  )
  .chain((of) => {
    const one = fc.constantFrom<string>(...wanted[of]);
    const when: fc.Arbitrary<Window | object> = fc.oneof(
      { arbitrary: fc.constant({}), weight: 4 },
      { arbitrary: aWindow, weight: 2 },
      { arbitrary: fc.record({ season: someSeasonDays }), weight: 1 },
    );
    return fc
      .tuple(fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 })), when)
      .map(([is, window]): FavouriteRule => ({ of, is, ...window }));
  });

const fold = (of: string): string => of.normalize("NFC").trim().toLowerCase();

const valueOf = (of: FavouriteRule["of"], line: OrderLine): string | null => {
  const value = of === "product" ? line.product_id : line[of];
  return value === null ? null : fold(value);
};

/** What a line counts for at a depth: the beginning of its path, if it reaches that far. */
function keyAt(of: FavouriteRule["of"], depth: number, line: OrderLine): string | null {
  const value = valueOf(of, line);
  if (value === null || of !== "category") return value;
  const steps = value.split("/");
  return steps.length < depth ? null : steps.slice(0, depth).join("/");
}

/** Whether one value is what most was spent on; null where nothing was. */
function isFavourite(of: FavouriteRule["of"], is: string, lines: readonly OrderLine[]): Verdict {
  const depth = is.split("/").length;
  const keys = new Set(lines.map((line) => keyAt(of, depth, line)).filter((key) => key !== null));
  const spent = (key: string) => spendOf(lines.filter((line) => keyAt(of, depth, line) === key));
  const most = Math.max(0, ...[...keys].map(spent));
  return most > 0 ? spent(fold(is)) === most : null;
}

function holds(asked: FavouriteRule, memberId: string, look: Look): Verdict {
  const window = asked.season === undefined ? windowAmong(asked) : { season: asked.season };
  const lines = linesOf(memberId, look, lineIn(window, look));
  const verdicts = [asked.is].flat().map((is) => isFavourite(asked.of, is, lines));
  if (verdicts.includes(true)) return true;
  return verdicts.includes(null) ? null : false;
}

/** What somebody spends most on, line by line. */
export const favouriteOracle = oracle<FavouriteRule>({ rule, holds });
