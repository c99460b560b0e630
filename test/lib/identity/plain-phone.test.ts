import * as fc from "fast-check";
import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/max/es6";
import metadata from "libphonenumber-js/max/metadata";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { plainPhone } from "../../../lib/identity/plain-phone.ts";

/** What libphonenumber itself makes of a text. */
function byLibrary(text: string, region: CountryCode): string | undefined {
  const phone = parsePhoneNumberFromString(text, { defaultCountry: region, extract: false });
  return phone?.isValid() === true ? phone.number : undefined;
}

const countrySchema = z.tuple([z.string(), z.unknown(), z.string()]).rest(z.unknown());
const prefixSchema = z.string().min(1).catch("0");
const all = Object.keys(metadata.countries).map((code) => {
  const [callingCode, , number, , , prefix] = countrySchema.parse(
    metadata.countries[code as CountryCode],
  );
  return {
    code: code as CountryCode,
    callingCode,
    number: new RegExp(`^(?:${number})$`),
    prefix: prefixSchema.parse(prefix),
  };
});
type Country = (typeof all)[number];

const digits = (lengths: fc.StringConstraints) =>
  fc.string({ unit: fc.constantFrom(..."0123456789".split("")), ...lengths });

/** Numbers of a country's own pattern, near misses, and any digits. */
const numbersOf = ({ number }: Country) =>
  fc.oneof(
    fc.stringMatching(number),
    fc.tuple(fc.stringMatching(number), digits({ maxLength: 2 })).map((parts) => parts.join("")),
    digits({ minLength: 1, maxLength: 14 }),
  );

/** As people write them: at home, from abroad, by habit. */
const waysOf = ({ prefix, callingCode }: Country) =>
  fc.constantFrom(
    (number: string) => number,
    (number: string) => `${prefix}${number}`,
    (number: string) => `0${number}`,
    (number: string) => `+${callingCode}${number}`,
    (number: string) => `+${callingCode}${prefix}${number}`,
    (number: string) => `00${callingCode}${number}`,
    (number: string) => `${callingCode}${number}`,
  );

const gapped = (text: string, gaps: readonly number[]) =>
  gaps.reduce((so, at, nth) => {
    const place = 1 + (at % so.length);
    return `${so.slice(0, place)}${nth % 2 === 0 ? " " : "-"}${so.slice(place)}`;
  }, text);

const textsOf = (country: Country) =>
  fc
    .tuple(numbersOf(country), waysOf(country), fc.array(fc.nat(20), { maxLength: 3 }))
    .map(([number, write, gaps]) => gapped(write(number), gaps));

describe("a number that is read without the library is what the library says", () => {
  test.each(all)("of $code", (country) => {
    const readers = fc.constantFrom(country.code, country.code, "FI", "US");
    fc.assert(
      fc.property(textsOf(country), readers, (text, region) => {
        const read = plainPhone(text, region);
        expect(read ?? byLibrary(text, region)).toEqual(byLibrary(text, region));
      }),
      { numRuns: 150 },
    );
  });
});

test.each([
  ["040 123 4567", "FI", "+358401234567"],
  ["+358 40 123 4567", "SE", "+358401234567"],
  ["0401234567", "AX", "+358401234567"],
  ["070-123 45 67", "SE", "+46701234567"],
  ["+4790123456", "FI", "+4790123456"],
  ["20 12 34 56", "DK", "+4520123456"],
  ["(040) 123 4567", "FI", undefined],
  ["00358401234567", "FI", undefined],
  ["12", "FI", undefined],
  ["", "FI", undefined],
] as const)("%s, dialled in %s, is read as %s without the library", (text, region, read) => {
  expect(plainPhone(text, region)).toBe(read);
});
