import { durationWords, spanWords } from "./duration-words.ts";
import type { Language } from "./language.ts";
import { seasonWords } from "./seasons.ts";
import type { Window } from "./windows.ts";

const ago = (of: string, language: Language): string =>
  ({ en: `at least ${of} ago`, fi: `vähintään ${of} sitten`, sv: `för minst ${of} sedan` })[
    language
  ];

const betweenAgo = (from: string, to: string, language: Language): string =>
  ({
    en: `between ${from} and ${to} ago`,
    fi: `aikavälillä ${from} – ${to} sitten`,
    sv: `för mellan ${from} och ${to} sedan`,
  })[language];

const fromTo = (first: string, last: string, language: Language): string =>
  ({ en: `from ${first} to ${last}`, fi: `${first} – ${last}`, sv: `från ${first} till ${last}` })[
    language
  ];

const anniversary = (span: string, language: Language): string =>
  ({
    en: `with its anniversary ${span}`,
    fi: `jonka vuosipäivä on ${span}`,
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
      return betweenAgo(
        durationWords(window.from, language),
        durationWords(window.to, language),
        language,
      );
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
