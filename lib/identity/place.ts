import { cleanText } from "./clean-text.ts";
import type { CountryCode } from "./country.ts";
import { type PerPlatform, unusableText } from "./per-platform.ts";
import { romanise } from "./romanise.ts";
import { usStates } from "./us-states.ts";

/** A town. Meta: a–z only (Custom Audience guide, 2026-09-12). Google takes no towns. */
export function normaliseCity(raw: string): PerPlatform<string | undefined> {
  const city = romanise(cleanText(raw));
  return { meta: city === "" ? undefined : city, google: undefined };
}

/**
 * A region or state. Meta: a–z only, in the US the two-letter code (guide, 2026-09-12), so what is no state there is
 * left out. Google takes none.
 */
export function normaliseRegion(
  raw: string,
  country: CountryCode,
): PerPlatform<string | undefined> {
  const region = romanise(cleanText(raw));
  if (region === "") return unusableText;
  if (country !== "US" || region.length === 2) return { meta: region, google: undefined };
  return { meta: usStates.get(region), google: undefined };
}

/**
 * Country prefixes that are no part of the code (`SE-211 20`, `FI-00100`, `D 10115`). Latvia's LV- and Moldova's MD-
 * are part of theirs, and a British code never has a space or dash between its first letters and a digit.
 */
const countryPrefix =
  /^(?:ax|fi|fin|sf|se|s|swe|no|n|nor|dk|dnk|is|isl|fo|gl|ee|est|lt|de|d|at|a|ch|li|fl|be|b|nl|lu|l|fr|f|it|i|es|e|pt|p|pl|cz|sk|hu|h|hr|si|us)[- ]+(?=\d)/i;
/** `90210-`: an American code whose last four digits are not known. */
const openEnd = /[- ]+$/;
const dashes = /[\u2010-\u2015\u2212]/gu;
const spaces = /\s+/gu;
const shape = /^[a-z\d](?:[a-z\d -]{0,10}[a-z\d])$/i;
const notInCode = /[^a-z\d]/g;
const digit = /\d/;
const fiveDigits = /^\d{5}/;

/**
 * A postal code. Google gets it as plain text, so whatever has not the shape of one (2–12 letters, digits, spaces
 * and dashes, with a digit) is left out rather than sent.
 *
 * Meta: small letters, no spaces or dashes; in the US the first five digits (Custom Audience guide, 2026-09-12). The
 * guide speaks of "area, district and sector" for the UK, while its examples and libraries carry the whole code
 * (`m11ae`): the whole code it is.
 * Google: trimmed, not hashed, dashes kept (Google's data-manager-node formatter: `1229-076`).
 */
export function normalisePostalCode(
  raw: string,
  country: CountryCode,
): PerPlatform<string | undefined> {
  const code = cleanText(raw)
    .replace(dashes, "-")
    .replace(spaces, " ")
    .replace(countryPrefix, "")
    .replace(openEnd, "");
  if (!shape.test(code) || !digit.test(code)) return unusableText;
  const meta = code.toLowerCase().replace(notInCode, "");
  return { meta: country === "US" ? fiveDigits.exec(meta)?.[0] : meta, google: code };
}
