import { parsePhoneNumberFromString } from "libphonenumber-js/max/es6";
import { cleanText } from "./clean-text.ts";
import type { CountryCode } from "./country.ts";
import { type PerPlatform, unusableText } from "./per-platform.ts";
import { plainPhone } from "./plain-phone.ts";

const onlyDigits = /^\+?\d+$/;

/**
 * The number as somebody would dial it. `+00358 40 …` says twice that a country code follows; `0401234567.0` went
 * through a spreadsheet, whose zero would otherwise make it another person's number.
 */
function asDialled(raw: string): string {
  const text = cleanText(raw);
  if (text.startsWith("+00")) return `+${text.slice(3)}`;
  return text.endsWith(".0") && onlyDigits.test(text.slice(0, -2)) ? text.slice(0, -2) : text;
}

/** A valid number, however it is written, as E.164. */
function anyPhone(text: string, region: CountryCode): string | undefined {
  const phone = parsePhoneNumberFromString(text, {
    defaultCountry: region,
    // Otherwise the first number is picked out of any text.
    extract: false,
  });
  return phone?.isValid() === true ? phone.number : undefined;
}

/**
 * A phone number, national ones as dialled in `region` (the person's country, else the workspace's).
 *
 * Meta: country code and number, digits only, no leading zeroes (Custom Audience guide, 2026-09-12).
 * Google: E.164, the same digits after a `+` (Data Manager "Format user data").
 *
 * Read with libphonenumber's full metadata, so that `+46 (0)70-…` and `00358 …` come out right, where both
 * platforms' own libraries keep the trunk zero. Both undefined for a number that no network could have given out.
 * A number that arrives hashed is unusable: the two platforms hash different texts, and it does not say which this was.
 */
export function normalisePhone(raw: string, region: CountryCode): PerPlatform<string | undefined> {
  const text = asDialled(raw);
  const number = plainPhone(text, region) ?? anyPhone(text, region);
  return number === undefined ? unusableText : { meta: number.slice(1), google: number };
}
