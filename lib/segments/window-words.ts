import type { Duration } from "../core/duration.ts";
import { durationWords, spanWords } from "./duration-words.ts";
import type { Language } from "./language.ts";
import { seasonWords } from "./seasons.ts";
import type { Window } from "./windows.ts";

const ago = (of: string, language: Language): string =>
  ({ en: `at least ${of} ago`, fi: `vähintään ${of} sitten`, sv: `för minst ${of} sedan` })[
    language
  ];

/** The unit is said once where it is the same: `400–90 päivää sitten`. */
function betweenAgo(from: Duration, to: Duration, language: Language): string {
  const same = from.unit === to.unit;
  const [longer, shorter] = [durationWords(from, language), durationWords(to, language)];
  if (language === "fi")
    return same && to.amount > 1
      ? `${from.amount}–${shorter} sitten`
      : `aikavälillä ${longer} – ${shorter} sitten`;
  const first = same && to.amount > 1 ? String(from.amount) : longer;
  return language === "sv"
    ? `för mellan ${first} och ${shorter} sedan`
    : `between ${first} and ${shorter} ago`;
}

/** `31.3.2026`; English and Swedish write days as they stand. */
function finnishDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${date}.${month}.${year}`;
}

const fromTo = (first: string, last: string, language: Language): string =>
  ({
    en: `from ${first} to ${last}`,
    fi: `${finnishDay(first)}–${finnishDay(last)}`,
    sv: `från ${first} till ${last}`,
  })[language];

const anniversary = (span: string, language: Language): string =>
  ({
    en: `with its anniversary ${span}`,
    fi: `(vuosipäivä ${span})`,
    sv: `med årsdag ${span}`,
  })[language];

/** `in the last 90 days`, `viimeisten 90 päivän aikana`, `under de senaste 90 dagarna`. */
export function windowWords(window: Window, language: Language): string {
  switch (window.is) {
    case "within":
      return spanWords(window.length, "last", language);
    case "before":
      return ago(durationWords(window.length, language), language);
    case "between":
      return betweenAgo(window.from, window.to, language);
    case "days":
      return fromTo(window.first, window.last, language);
    case "next":
      return spanWords(window.length, "next", language);
    case "anniversary":
      return anniversary(spanWords(window.length, "next", language), language);
    case "season":
      return seasonWords(window.days, language);
  }
}
