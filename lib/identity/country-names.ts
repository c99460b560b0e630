import type { CountryCode } from "libphonenumber-js/max/es6";
import { smallText } from "./clean-text.ts";

/** The languages of the Nordic countries, and English. Each country's own comes on top. */
const languages = ["fi", "sv", "nb", "nn", "da", "en"];

/** What people and other systems write and ICU does not have: ISO 3166's own English names, older names, three letters. */
const also: Partial<Record<CountryCode, readonly string[]>> = {
  AE: ["UAE"],
  BN: ["Brunei Darussalam"],
  BO: ["Bolivia, Plurinational State of"],
  BQ: ["Bonaire, Sint Eustatius and Saba"],
  BY: ["Vitryssland", "Hviterussland"],
  CD: ["Congo, the Democratic Republic of the", "Democratic Republic of the Congo"],
  CG: ["Congo, Republic of the", "Republic of the Congo"],
  CI: ["Ivory Coast"],
  CN: ["People's Republic of China"],
  CZ: ["Czech Republic", "Tjeckiska republiken"],
  DK: ["DNK"],
  EE: ["EST"],
  FI: ["FIN", "Finland/Suomi", "Suomi/Finland"],
  FK: ["Falkland Islands (Malvinas)"],
  FM: ["Micronesia, Federated States of", "Federated States of Micronesia"],
  FO: ["Faroes"],
  GB: [
    "GBR",
    "Great Britain",
    "Britain",
    "United Kingdom of Great Britain and Northern Ireland",
    "England",
    "Scotland",
    "Wales",
    "Northern Ireland",
    "Englanti",
    "Skotlanti",
    "Skottland",
    "Yhdistynyt kuningaskunta",
  ],
  IE: ["Republic of Ireland"],
  IR: ["Iran, Islamic Republic of"],
  IS: ["ISL"],
  KP: ["Korea, Democratic People's Republic of"],
  KR: ["Korea, Republic of", "Republic of Korea"],
  LA: ["Lao People's Democratic Republic"],
  MD: ["Moldova, Republic of", "Republic of Moldova"],
  MF: ["Saint Martin (French part)"],
  MK: ["Macedonia", "Macedonia, the former Yugoslav Republic of"],
  MM: ["Burma"],
  MO: ["Macau"],
  NL: ["Holland", "Hollanti", "Netherlands, Kingdom of the"],
  NO: ["NOR"],
  PS: ["Palestine, State of", "State of Palestine"],
  RU: ["Russian Federation"],
  SE: ["SWE"],
  SK: ["Slovak Republic"],
  SX: ["Sint Maarten (Dutch part)"],
  SY: ["Syrian Arab Republic"],
  SZ: ["Swaziland"],
  TL: ["East Timor"],
  TR: ["Turkey"],
  TW: ["Taiwan, Province of China"],
  TZ: ["Tanzania, United Republic of", "United Republic of Tanzania"],
  US: ["America", "United States of America", "Amerikan yhdysvallat"],
  VA: ["Holy See", "Holy See (Vatican City State)", "Vatican"],
  VE: ["Venezuela, Bolivarian Republic of"],
  VG: ["Virgin Islands, British"],
  VI: ["Virgin Islands, U.S."],
};

const brackets = /\s*\([^)]*\)/gu;
const accents = /\p{M}+/gu;
const between = /[^\p{L}\p{N}]+/u;
const unsaid: ReadonlySet<string> = new Set(["the", "and"]);

/** So that `U.K.`, `United-States`, `Reunion`, `Saint Lucia` and `Bosnia and Herzegovina` are found: letters alone, small and without accents. */
export const foldCountryName = (name: string): string =>
  smallText(name)
    .normalize("NFD")
    .replace(accents, "")
    .split(between)
    .filter((word) => !unsaid.has(word))
    .map((word) => (word === "saint" ? "st" : word))
    .join("");

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
