import fc from "fast-check";
import { expect, test } from "vitest";
import { amountCents } from "../../../lib/ingest/amount-cents.ts";
import { cellName } from "../../../lib/ingest/plan-dataset.ts";
import { planLayout } from "../../../lib/ingest/plan-layout.ts";
import { ordersPlan } from "../../../lib/ingest/plan-orders.ts";
import { aWorkspace } from "../../builders/ingest-bench.ts";
import { valuesOfEach } from "../../builders/value-of-each.ts";

/** A decimal of so many digits before and after the point, small ones and halves as often as large. */
const decimal = (whole: number, scale: number): fc.Arbitrary<string | null> => {
  const sized = fc
    .tuple(fc.integer({ min: 0, max: whole }), fc.integer({ min: 0, max: scale }))
    .chain(([before, after]) =>
      fc.tuple(
        fc.constantFrom("", "-"),
        fc.bigInt({ min: 0n, max: 10n ** BigInt(before) - 1n }),
        fc.bigInt({ min: 0n, max: 10n ** BigInt(after) - 1n }),
        fc.constant(after),
      ),
    )
    .map(([sign, before, after, digits]) =>
      digits === 0 ? `${sign}${before}` : `${sign}${before}.${String(after).padStart(digits, "0")}`,
    );
  const halves = fc
    .tuple(fc.integer({ min: -9999, max: 9999 }), fc.constantFrom("005", "5", "125", "015", "335"))
    .map(([before, after]) => `${before}.${after}`);
  const edges = fc.constantFrom(null, "0", "9999.999", "10000", "99999.99", "100000", "-0.005");
  return fc.oneof(sized, halves, edges);
};

const rates = ["1", "1", "0.5", "1.5", "0.087", "0.00000001", "117.23456789", "999.99999999"];
const rate = fc.constantFrom(null, ...rates);
const nothing = fc.constant(null);

/** quantity, unit price, amount, whether the cell of the amount is filled, rate. */
type Line = readonly (string | null)[];
const either = fc.tuple(
  decimal(8, 3),
  decimal(9, 6),
  decimal(9, 6),
  fc.constantFrom(null, "filled"),
  rate,
);
const product = fc.tuple(decimal(8, 3), decimal(9, 6), nothing, nothing, rate);
const ownProduct = fc.tuple(decimal(8, 3), decimal(9, 6), nothing, nothing, fc.constant("1"));
const ownAmount = fc.tuple(
  nothing,
  nothing,
  decimal(9, 6),
  fc.constant("filled"),
  fc.constant("1"),
);

const typedColumns = {
  quantity: "DECIMAL(11,3)",
  unit_price: "DECIMAL(15,6)",
  amount: "DECIMAL(15,6)",
  [cellName("amount")]: "VARCHAR",
  rate: "DECIMAL(11,8)",
} as const;

const { settings, datasets } = aWorkspace();
const centsBy = (header: readonly string[]) =>
  amountCents({
    layout: planLayout(
      ["order_id", "customer_id", "ordered_at", ...header],
      datasets.orders,
      ordersPlan,
    ),
    settings,
    receivedAt: "2026-11-22T10:00:00.000Z",
  });

/** A decimal without its point, of so many digits behind it. */
function unitsOf(text: string, digits: number): bigint {
  const [whole = "", fraction = ""] = text.split(".");
  return BigInt(`${whole}${fraction.padEnd(digits, "0")}`);
}

const mostCents = 2n ** 63n;

/** Cents to the last digit, half away from zero; null where they are unknown or too many to count. */
function exactCents([quantity, price, amount, filled, worth]: Line): string | null {
  const [left, right] = filled === null ? [quantity, price] : [amount, "1"];
  if (typeof left !== "string" || typeof right !== "string" || typeof worth !== "string")
    return null;
  const digits = 10n ** 18n;
  const exact = unitsOf(left, 6) * unitsOf(right, 6) * unitsOf(worth, 8);
  const half = exact < 0n ? -digits / 2n : digits / 2n;
  const cents = (exact + half) / digits;
  return cents >= -mostCents && cents < mostCents ? String(cents) : null;
}

/** Lines whose cents are not what the digits say. */
async function differing(
  lines: readonly Line[],
  header: readonly string[],
): Promise<readonly unknown[]> {
  const found = await valuesOfEach(typedColumns, lines, { cents: centsBy(header) });
  return lines.flatMap((one, at) => {
    const cents = found[at]?.["cents"] ?? null;
    return cents === exactCents(one) ? [] : [{ line: one, cents, exact: exactCents(one) }];
  });
}

const lines: readonly [what: string, header: readonly string[], of: fc.Arbitrary<Line>][] = [
  ["an amount or a product", ["quantity", "unit_price", "amount", "currency"], either],
  ["quantity × unit price", ["quantity", "unit_price", "currency"], product],
  ["quantity × unit price in our currency", ["quantity", "unit_price"], ownProduct],
  ["an amount in our currency", ["amount"], ownAmount],
];

test.each(lines)("%s is worked out to the cent, half away from zero", async (_, header, of) => {
  await fc.assert(
    fc.asyncProperty(fc.array(of, { minLength: 400, maxLength: 400 }), async (some) => {
      expect(await differing(some, header)).toEqual([]);
    }),
    { numRuns: 12 },
  );
});
