import * as fc from "fast-check";
import { campaigns, categories, channels, products } from "../a-random-company.ts";
import { dayOf } from "../company.ts";
import type { Look, OrderLine } from "../company.ts";
import type { Verdict } from "../oracle-kind.ts";
import { aRange, inRange } from "../ranges.ts";
import type { Range } from "../ranges.ts";
import { aColumnMatch, pathMatches, textMatches } from "../texts.ts";
import type { ColumnMatch } from "../texts.ts";
import { aDateWindow, aWindow, inWindow } from "../windows.ts";
import type { Window } from "../windows.ts";

/** `where` over order lines, as it stands in YAML. */
export interface Where {
  readonly category?: ColumnMatch;
  readonly channel?: ColumnMatch;
  readonly campaign?: ColumnMatch;
  readonly product_id?: ColumnMatch;
  readonly kind?: string;
  readonly quantity?: Range | { readonly known: "yes" | "no" };
  readonly amount?: Range;
  readonly ordered_at?: Window;
}

/** Ranges over measures of random companies. */
export const aCount = aRange([0, 1, 2, 3]);
export const anAmount = aRange([0, 0.01, 9.99, 10, 25, 35, 100, 300]);
export const someUnits = aRange([0, 1, 1.5, 2, 3, 4.5]);

/** Conditions over one or two columns. */
export const aWhere: fc.Arbitrary<Where> = fc
  .record(
    {
      category: aColumnMatch(categories),
      channel: aColumnMatch(channels),
      campaign: aColumnMatch(campaigns),
      product_id: aColumnMatch(products),
      kind: fc.constantFrom("sale", "return"),
      quantity: fc.oneof(
        someUnits,
        fc.constantFrom({ known: "yes" } as const, { known: "no" } as const),
      ),
      amount: anAmount,
      ordered_at: fc.oneof(aWindow, aDateWindow),
    },
    { requiredKeys: [] },
  )
  .chain((all) =>
    fc
      .subarray(Object.entries(all), { maxLength: 2 })
      .map((some): Where => Object.fromEntries(some)),
  );

/** The day of a line in the zone, and its time. */
export const momentOf = (line: OrderLine, look: Look) => ({
  day: dayOf(line.ordered_at, look),
  time: line.ordered_at,
});

function quantityHolds(
  asked: Exclude<Where["quantity"], undefined>,
  quantity: number | null,
): Verdict {
  if (typeof asked === "object" && "known" in asked)
    return (quantity !== null) === (asked.known === "yes");
  return inRange(asked, quantity);
}

/** Whether a line meets all that is asked; what is not known meets nothing. */
export function meets(where: Where, line: OrderLine, look: Look): boolean {
  const asked = [
    where.category === undefined || pathMatches(where.category, line.category),
    where.channel === undefined || textMatches(where.channel, line.channel),
    where.campaign === undefined || textMatches(where.campaign, line.campaign),
    where.product_id === undefined || textMatches(where.product_id, line.product_id),
    where.kind === undefined || where.kind === line.kind,
    where.quantity === undefined || quantityHolds(where.quantity, line.quantity),
    where.amount === undefined || inRange(where.amount, { part: line.amount_cents, of: 100 }),
    where.ordered_at === undefined || inWindow(where.ordered_at, momentOf(line, look), look),
  ];
  return asked.every((one) => one === true);
}

/** How many different ones there are. */
export const different = (of: readonly unknown[]): number => new Set(of).size;

/** All hold; null where one is not known and none is false. */
export function every(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(null) ? null : true;
}
