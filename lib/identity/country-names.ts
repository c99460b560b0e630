import type { CountryCode } from "libphonenumber-js/max";
import { smallText } from "./clean-text.ts";

/** The languages of the Nordic countries, and English. Each country's own comes on top. */
const languages = ["fi", "sv", "nb", "nn", "da", "en"];

/** What people write and ICU does not have. Folded, as `foldCountryName` leaves them. */
const also: Partial<Record<CountryCode, readonly string[]>> = {
  AX: ["aland", "aland islands"],
  CZ: ["czech republic", "tsekki", "tjeckiska republiken"],
  DK: ["dnk"],
  EE: ["est"],
  FI: ["fin", "finland/suomi", "suomi/finland"],
  FO: ["faroes"],
  GB: [
    "gbr",
    "great britain",
    "britain",
    "england",
    "scotland",
    "wales",
    "northern ireland",
    "englanti",
    "skotlanti",
    "skottland",
  ],
  IS: ["isl"],
  NL: ["holland", "hollanti"],
  NO: ["nor"],
  SE: ["swe"],
  TR: ["turkey"],
  US: ["america", "united states of america", "amerikan yhdysvallat"],
};

const brackets = /\s*\([^)]*\)/gu;
const article = /^the /;

/** So that `U.K.`, `The Netherlands` and `Bosnia and Herzegovina` are found: small, no dots, `&` for and, straight apostrophes. */
export const foldCountryName = (name: string): string =>
  smallText(name)
    .replaceAll(".", "")
    .replaceAll("’", "'")
    .replaceAll(" and ", " & ")
    .replace(article, "")
    .trim();

/** Every name of every country, folded, to its code. A name that two countries share is left out. */
export function countryNames(codes: readonly CountryCode[]): ReadonlyMap<string, CountryCode> {
  const owners = new Map<string, Set<CountryCode>>();
  for (const code of codes) {
    for (const name of namesOf(code)) {
      const folded = foldCountryName(name);
      owners.set(folded, (owners.get(folded) ?? new Set<CountryCode>()).add(code));
    }
  }
  return new Map(
    [...owners].flatMap(([name, [code, ...others]]): [string, CountryCode][] =>
      code === undefined || others.length > 0 ? [] : [[name, code]],
    ),
  );
}

function namesOf(code: CountryCode): readonly string[] {
  const own = new Intl.Locale(`und-${code}`).maximize().language;
  const shown = [...languages, own].flatMap((language) =>
    (["long", "short"] as const).flatMap((style) => displayNames(language, style).of(code) ?? []),
  );
  return [...shown, ...shown.map((name) => name.replace(brackets, "")), ...(also[code] ?? [])];
}

const made = new Map<string, Intl.DisplayNames>();

function displayNames(language: string, style: "long" | "short"): Intl.DisplayNames {
  const key = `${language} ${style}`;
  const names =
    made.get(key) ?? new Intl.DisplayNames([language], { type: "region", style, fallback: "none" });
  made.set(key, names);
  return names;
}
