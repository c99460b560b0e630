import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { CountryCode } from "../../../lib/identity/country.ts";
import { normalisePhone } from "../../../lib/identity/phone.ts";

const none = { meta: undefined, google: undefined };

test.each<[string, CountryCode, string]>([
  ["1 800 555 0100", "US", "+18005550100"],
  ["441134960987", "GB", "+441134960987"],
  ["+44-113-496-0987", "FI", "+441134960987"],
  ["920 02 350", "NO", "+4792002350"],
  ["+47 41 21 23 81", "SE", "+4741212381"],
  ["31 45 67 23", "DK", "+4531456723"],
  ["0046 70 123 45 67", "FI", "+46701234567"],
  ["358401234567", "FI", "+358401234567"],
  ["\u200E+358\u00A040\u00A01234567", "FI", "+358401234567"],
  ["040 1234567", "AX", "+358401234567"],
  ["+00358 40 1234567", "SE", "+358401234567"],
  ["+0046 70 123 45 67", "FI", "+46701234567"],
])("%j dialled in %s is %s", (raw, region, e164) =>
  expect(normalisePhone(raw, region)).toEqual({ meta: e164.slice(1), google: e164 }),
);

test.each(["", "12", "+abc-DEF", "++++", "not a phone", "+358 40", "0".repeat(300)])(
  "%j is no number",
  (raw) => expect(normalisePhone(raw, "FI")).toEqual(none),
);

test("a number is not picked out of a sentence", () =>
  expect(normalisePhone("call 040 123 4567 or 050 123 4567", "FI")).toEqual(none));

test("a number that a spreadsheet made a quantity of gets no digit more", () => {
  expect(normalisePhone("0401234567.0", "FI").google).toBe("+358401234567");
  expect(normalisePhone("358401234567.0", "FI").google).toBe("+358401234567");
  expect(normalisePhone("040.123.4560", "FI").google).toBe("+358401234560");
});

test("a hashed phone is not taken for digits", () =>
  expect(
    normalisePhone("e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176", "US"),
  ).toEqual(none));

test("a number without its country belongs to where it is dialled", () => {
  expect(normalisePhone("070-123 45 67", "SE").google).toBe("+46701234567");
  expect(normalisePhone("070-123 45 67", "NO").google).not.toBe("+46701234567");
});

test("any text is read without an error, and E.164 stays as it is wherever it is read", () => {
  const dialled = fc.string({ unit: fc.constantFrom(..."0123456789+-() ".split("")) });
  fc.assert(
    fc.property(fc.oneof(dialled, fc.string({ unit: "binary" })), (raw) => {
      const { google } = normalisePhone(raw, "FI");
      expect(normalisePhone(google ?? "", "US").google).toBe(google);
    }),
  );
});
