import type { CountryCode } from "libphonenumber-js/max/es6";

/** Texts of 13 characters and more may be views into the chunk of the file they were cut from, and would keep it alive. */
const longestKept = 12;

/**
 * Remembers the answers for short texts that come again and again (first names, towns, countries),
 * since hashing them anew is most of the work of a row. Bounded: starts afresh when full. Never for
 * e-mails or phones, which hardly repeat and should not linger in memory.
 */
export function remember<T>(answer: (text: string) => T, limit = 20_000): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > longestKept) return answer(text);
    const seen = known.get(text);
    if (seen !== undefined) return seen;
    const fresh = answer(text);
    if (known.size >= limit) known.clear();
    known.set(text, fresh);
    return fresh;
  };
}

/** The same for an answer that depends on a country too: each country remembers its own. */
export function rememberByCountry<T>(
  answer: (text: string, country: CountryCode) => T,
): (text: string, country: CountryCode) => T {
  const countries = new Map<CountryCode, (text: string) => T>();
  return (text, country) => {
    const known = countries.get(country);
    if (known !== undefined) return known(text);
    const fresh = remember((raw) => answer(raw, country));
    countries.set(country, fresh);
    return fresh(text);
  };
}
