import { smallText } from "./clean-text.ts";
import { type PerPlatform, unusableText } from "./per-platform.ts";

/** Meta's own list of punctuation (its capi-param-builder), with spaces, and the apostrophes and dashes that word processors make of ' and -. */
const metaPunctuation =
  /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~\s\u00B4\u02BC\u2010-\u2015\u2018\u2019\u2212]+/gu;
const spaces = /\s+/gu;
const letterOrDigit = /[\p{L}\p{N}]/u;

/** Google takes these off with their dot only ("mr." is a title, "mr" may be a name). */
const givenPrefixes = /^(?:(?:mr|mrs|ms|dr)\.(?: |$))+/;
const familySuffixes = /(?:[, ]+(?:jr\.?|sr\.?|2nd|3rd|iii?|iv|v|vi|cpa|dc|dds|vm|jd|md|phd))+$/;

/** Longer texts are no names. */
const longest = 256;

/**
 * A first name.
 *
 * Meta: small letters, no punctuation, no spaces; letters outside a–z stay (Custom Audience guide, 2026-09-12: only
 * names may be in UTF-8). Google: small letters, single spaces, no title before it; hyphens and å, ä, ö stay
 * (Google's data-manager-node formatter and upload template, 2026).
 */
export const normaliseFirstName = (raw: string): PerPlatform<string | undefined> =>
  normaliseName(raw, givenPrefixes);

/** A last name. Meta: as a first name. Google: as a first name, but it is the suffixes (jr., iii, phd …) that go. */
export const normaliseLastName = (raw: string): PerPlatform<string | undefined> =>
  normaliseName(raw, familySuffixes);

function normaliseName(raw: string, notForGoogle: RegExp): PerPlatform<string | undefined> {
  const name = smallText(raw);
  if (name.length > longest || !letterOrDigit.test(name)) return unusableText;
  const google = name.replace(spaces, " ").replace(notForGoogle, "").trim();
  return {
    meta: name.replace(metaPunctuation, ""),
    google: letterOrDigit.test(google) ? google : undefined,
  };
}
