import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type NumberFormat, numberOf } from "../../../lib/ingest/typed-cells.ts";
import { differing, text, valuesOf } from "../../builders/value-of-each.ts";
import { slowNumber } from "./slow-cells.ts";

const runs = { numRuns: 10 };
const types = ["DECIMAL(11,3)", "DECIMAL(15,6)", "DECIMAL(38,6)"] as const;
const decimals = ["point", "comma"] as const;
const formats = types.flatMap((type) => decimals.map((decimal) => ({ type, decimal })));

const digits = (most: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: most }).map((each) => each.join(""));

/** Numbers of all sizes, with as many decimals as they like. */
const number = fc
  .tuple(fc.constantFrom("", "", "-", "+"), digits(34), fc.constantFrom(".", ",", ""), digits(9))
  .map((parts) => parts.join("").trim());
const small = fc
  .tuple(fc.constantFrom("", "-"), digits(3), fc.constantFrom(".", ","), digits(4))
  .map((parts) => parts.join("").trim());
const priced = fc
  .tuple(
    fc.constantFrom("", "", "€", "EUR ", "eur\u00a0", "$", "kr "),
    fc.oneof(small, number),
    fc.constantFrom("", "", " €", "\u202fEUR", "€", " kr", " SEK", "E"),
  )
  .map((parts) => parts.join("").trim());
const odd = fc
  .array(
    fc.constantFrom(
      ..."0159.,-+ \u00a0\u202feE_€x?\t".split(""),
      "EUR",
      "000",
      "0x",
      "inf",
      "nan",
      "1 234",
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join("").trim());
const texts = fc.array(fc.oneof(small, number, priced, odd), { minLength: 400, maxLength: 400 });

const inEuros = (format: Pick<NumberFormat, "type" | "decimal">) =>
  numberOf(text, { ...format, currency: "EUR" });

test.each(formats)("$type with a decimal $decimal is read to the digit", async (format) => {
  const slow = slowNumber(text, { ...format, sign: "(?i)€|EUR" });
  await fc.assert(
    fc.asyncProperty(texts, async (cells) => {
      expect(await differing(cells, inEuros(format), slow)).toEqual([]);
    }),
    runs,
  );
});

const read = (currency: string, decimal: "comma" | "point", cell: string) =>
  valuesOf(numberOf(text, { type: "DECIMAL(15,6)", decimal, currency }), [cell]);

describe("amounts with the workspace's currency", () => {
  test.each([
    ["EUR", "comma", "1 234,50 €"],
    ["EUR", "comma", "1\u202f234,50\u00a0€"],
    ["EUR", "comma", "€1.234,50"],
    ["EUR", "point", "EUR 1234.50"],
    ["EUR", "point", "1\u00a0234.50eur"],
    ["SEK", "comma", "1 234,50 kr"],
    ["NOK", "point", "Kr 1234.50"],
    ["DKK", "comma", "1.234,50 kr."],
    ["SEK", "point", "SEK 1234.50"],
    ["GBP", "point", "£1234.50"],
    ["USD", "point", "$1234.50"],
    ["PLN", "comma", "1 234,50 PLN"],
  ] as const)("in %s with a decimal %s, %s is a number", async (currency, decimal, cell) => {
    expect(await read(currency, decimal, cell)).toEqual(["1234.500000"]);
  });

  test.each([
    ["EUR", "12.50 kr"],
    ["EUR", "$12.50"],
    ["EUR", "12.50 SEK"],
    ["EUR", "12€50"],
    ["EUR", "12.50 EUROS"],
    ["EUR", "€"],
    ["SEK", "12.50 NOK"],
    ["SEK", "12.50 €"],
    ["PLN", "12.50 zł"],
  ])("in %s, %s is none", async (currency, cell) => {
    expect(await read(currency, "point", cell)).toEqual([null]);
  });
});
