import type { ExplainedCustomer, FoundValue } from "../app/explain-customer.ts";

type Language = ExplainedCustomer["language"];
type Phrase = Readonly<Record<Language, string>>;

const locales: Phrase = { en: "en-GB", fi: "fi-FI", sv: "sv-SE" };
const notKnown: Phrase = { en: "not known", fi: "ei tiedossa", sv: "inte känt" };
const yes: Phrase = { en: "yes", fi: "kyllä", sv: "ja" };
const no: Phrase = { en: "no", fi: "ei", sv: "nej" };
const needed: Phrase = { en: "needs", fi: "vaaditaan", sv: "kräver" };

const isDay = (of: string): boolean => /^\d{4}-\d{2}-\d{2}(T|$)/.test(of);

const dayInWords = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: "medium", timeZone: "UTC" }).format(
    new Date(day),
  );

const numberInWords = (of: number, language: Language): string =>
  new Intl.NumberFormat(locales[language], { maximumFractionDigits: 2 }).format(of);

/** Cents as `1,204.50`, `1 204,50`. */
const moneyInWords = (cents: number, language: Language): string =>
  new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(cents / 100);

const shareInWords = (of: number, language: Language): string =>
  new Intl.NumberFormat(locales[language], { style: "percent", maximumFractionDigits: 1 }).format(
    of,
  );

/** What was found for a clause, as its reader writes numbers and days. */
export function valueInWords(
  { value, as }: Pick<FoundValue, "value" | "as">,
  language: Language,
): string {
  if (value === null) return notKnown[language];
  if (typeof value === "boolean") return (value ? yes : no)[language];
  if (typeof value === "string") return isDay(value) ? dayInWords(value, language) : value;
  if (typeof value !== "number") return value.length === 0 ? "–" : value.join(", ");
  if (as === "money") return moneyInWords(value, language);
  return as === "share" ? shareInWords(value, language) : numberInWords(value, language);
}

/** `orders in the last 24 months: 2, needs at least 3` */
export function foundInWords(found: FoundValue, language: Language): string {
  const needs = found.needs === "" ? "" : `, ${needed[language]} ${found.needs}`;
  return `${found.what}: ${valueInWords(found, language)}${needs}`;
}
