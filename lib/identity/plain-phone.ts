import type { CountryCode } from "libphonenumber-js/max/es6";
import metadata from "libphonenumber-js/max/metadata";
import * as z from "zod";

/**
 * Phone numbers as nearly everybody writes them, read by libphonenumber's metadata in libphonenumber's steps, several
 * times faster than the library itself, which builds every pattern anew for every number. What is written in any other
 * way, and what seems not to be valid, is left to the library; a test holds the two together in every country.
 */

/** A kind of number (mobile, fixed …), with its lengths where they are not all those of the country. */
interface Kind {
  readonly matches: RegExp;
  readonly lengths: readonly number[] | undefined;
}

interface Country {
  readonly callingCode: string;
  /** What is dialled before the calling code of another country. */
  readonly outward: RegExp;
  /** What is dialled before a national number. */
  readonly prefix: RegExp | undefined;
  readonly number: RegExp;
  readonly lengths: readonly number[];
  /** Tells it from others with its calling code. */
  readonly leading: RegExp | undefined;
  readonly kinds: readonly Kind[];
}

const entirely = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);
const atStart = (pattern: unknown): RegExp | undefined =>
  typeof pattern === "string" && pattern !== "" ? new RegExp(`^(?:${pattern})`) : undefined;

/** `["pattern", [lengths]]`; no pattern or 0 where there are none of the kind. */
const kindSchema = z
  .union([z.tuple([z.string()]).rest(z.array(z.int())), z.unknown().transform(() => [""] as const)])
  .transform(([pattern, lengths]): readonly Kind[] =>
    pattern === "" ? [] : [{ matches: entirely(pattern), lengths }],
  );

/** What stands where (libphonenumber-js METADATA.md, version 4): 0 where there is nothing. */
const countrySchema = z
  .tuple([z.string(), z.string(), z.string(), z.array(z.int())])
  .rest(z.unknown())
  .transform(
    ([callingCode, outward, number, lengths, , national, , parsed, , , leading, kinds]) => ({
      callingCode,
      outward: new RegExp(`^(?:${outward})`),
      prefix: atStart(parsed) ?? atStart(national),
      number: entirely(number),
      lengths,
      leading: atStart(leading),
      kinds: z.array(kindSchema).parse(kinds).flat(),
    }),
  );

const countries = new Map<CountryCode, Country>();

/** Read when somebody first lives there. */
function plan(code: CountryCode): Country {
  const known = countries.get(code);
  if (known !== undefined) return known;
  const read = countrySchema.parse(metadata.countries[code]);
  countries.set(code, read);
  return read;
}

const isValid = (number: string, { number: any, kinds }: Country): boolean =>
  any.test(number) &&
  kinds.some(
    ({ matches, lengths }) => (lengths?.includes(number.length) ?? true) && matches.test(number),
  );

/** Whose a national number is, of the countries that share its calling code. */
function countryOf(callingCode: string, number: string): Country | undefined {
  const sharing = metadata.country_calling_codes[callingCode] ?? [];
  if (sharing.length === 1) return sharing.map(plan)[0];
  return sharing
    .map(plan)
    .find((country) => country.leading?.test(number) ?? isValid(number, country));
}

/** Without what is dialled before it. Undefined where that is not plain: more than a prefix, or perhaps none. */
function withoutPrefix(number: string, { prefix, number: any, callingCode }: Country) {
  const found = prefix?.exec(number);
  if (found == null || found[0] === "") return number;
  const rest = number.slice(found[0].length);
  if (found.some((group, at) => at > 0 && group !== undefined) || !any.test(rest)) return undefined;
  return countryOf(callingCode, rest)?.lengths.includes(rest.length) === true ? rest : undefined;
}

const longestCallingCode = 3;

/** The country that stands for all with a number's calling code. */
function callingPlan(digits: string): Country | undefined {
  for (let length = 1; length <= longestCallingCode; length += 1) {
    const [main] = metadata.country_calling_codes[digits.slice(0, length)] ?? [];
    if (main !== undefined) return plan(main);
  }
  return undefined;
}

const plain = /^\+?\d[\d -]{1,30}\d$/;
const gaps = /[ -]+/g;

/** The digits after the calling code, and the country whose rules they are read by. */
function split(text: string, region: CountryCode): readonly [Country, string] | undefined {
  const written = text.replace(gaps, "");
  if (!written.startsWith("+")) {
    const home = plan(region);
    const isAbroad = home.outward.test(written) || written.startsWith(home.callingCode);
    return isAbroad ? undefined : [home, written];
  }
  const digits = written.slice(1);
  const abroad = callingPlan(digits);
  return abroad === undefined ? undefined : [abroad, digits.slice(abroad.callingCode.length)];
}

/**
 * A number as E.164 (`+358401234567`), national ones as dialled in `region`; undefined for what only the library can
 * tell.
 */
export function plainPhone(text: string, region: CountryCode): string | undefined {
  if (!plain.test(text)) return undefined;
  const found = split(text, region);
  if (found === undefined) return undefined;
  const [country, dialled] = found;
  const number = withoutPrefix(dialled, country);
  if (number === undefined) return undefined;
  const owner = countryOf(country.callingCode, number);
  if (owner === undefined || !isValid(number, owner)) return undefined;
  return `+${country.callingCode}${number}`;
}
