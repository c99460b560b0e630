import { type CountryCode, getCountries } from "libphonenumber-js/max/es6";
import { smallText } from "./clean-text.ts";
import { countryNames, foldCountryName } from "./country-names.ts";
import { remember } from "./remember.ts";

/** ISO 3166-1 alpha-2, large letters. Åland is AX. */
export type { CountryCode } from "libphonenumber-js/max/es6";

/** Phone regions that are no ISO 3166-1 countries; Google refuses a request with one. */
const notIso: ReadonlySet<string> = new Set(["AC", "TA", "XK"]);

const codes: ReadonlyMap<string, CountryCode> = new Map(
  getCountries().flatMap((code): [string, CountryCode][] =>
    notIso.has(code) ? [] : [[code, code]],
  ),
);

let names: ReadonlyMap<string, CountryCode> | undefined;

const known = remember((raw: string): { readonly code: CountryCode | undefined } => {
  const text = smallText(raw);
  const code = codes.get(text.toUpperCase());
  if (code !== undefined || text.length < 2) return { code };
  // Read from ICU on first use: 20 ms that a file of ISO codes never spends.
  names ??= countryNames([...codes.values()]);
  return { code: names.get(foldCountryName(text)) };
});

/**
 * The country that a text names: its ISO code, or its name in Finnish, Swedish, Norwegian, Danish, English or its own
 * language. Undefined when there is none or more than one.
 */
export const countryOf: (raw: string) => CountryCode | undefined = (raw) => known(raw).code;
