import { durationText } from "../core/duration.ts";
import type { Duration } from "../core/duration.ts";
import type { Language } from "./language.ts";

type Units = Readonly<Record<Duration["unit"], string>>;

/** Finnish counts in the partitive (`90 päivää`), and `of the last …` stands in the genitive (`90 päivän`). */
const finnish: Units = {
  hours: "tuntia",
  days: "päivää",
  weeks: "viikkoa",
  months: "kuukautta",
  years: "vuotta",
};
const finnishGenitive: Units = {
  hours: "tunnin",
  days: "päivän",
  weeks: "viikon",
  months: "kuukauden",
  years: "vuoden",
};
const finnishOne: Units = {
  hours: "tunti",
  days: "päivä",
  weeks: "viikko",
  months: "kuukausi",
  years: "vuosi",
};
const swedishMany: Units = {
  hours: "timmar",
  days: "dagar",
  weeks: "veckor",
  months: "månader",
  years: "år",
};
const swedishOne: Units = {
  hours: "timme",
  days: "dag",
  weeks: "vecka",
  months: "månad",
  years: "år",
};
const swedishManyDefinite: Units = {
  hours: "timmarna",
  days: "dagarna",
  weeks: "veckorna",
  months: "månaderna",
  years: "åren",
};
const swedishOneDefinite: Units = {
  hours: "timmen",
  days: "dagen",
  weeks: "veckan",
  months: "månaden",
  years: "året",
};

/** `90 days`, `90 päivää`, `90 dagar`. */
export function durationWords(of: Duration, language: Language): string {
  const one = of.amount === 1;
  if (language === "fi") return `${of.amount} ${(one ? finnishOne : finnish)[of.unit]}`;
  if (language === "sv") return `${of.amount} ${(one ? swedishOne : swedishMany)[of.unit]}`;
  return durationText(of);
}

const lasts = { fi: "viimeisten", sv: "de senaste", en: "the last" } as const;
const nexts = { fi: "seuraavien", sv: "de kommande", en: "the next" } as const;
const lastOne = { fi: "viimeisen", sv: "senaste", en: "the last" } as const;
const nextOne = { fi: "seuraavan", sv: "kommande", en: "the next" } as const;

/** `within 3 days`, `3 päivän kuluessa`, `inom 3 dagar`. */
export function withinWords(of: Duration, language: Language): string {
  const length = durationWords(of, language);
  if (language === "fi") return `${of.amount} ${finnishGenitive[of.unit]} kuluessa`;
  return language === "sv" ? `inom ${length}` : `within ${length}`;
}

/** `in the last 90 days`, `seuraavien 30 päivän aikana`, `under det senaste året`. */
export function spanWords(of: Duration, way: "last" | "next", language: Language): string {
  const one = of.amount === 1;
  const many = (way === "last" ? lasts : nexts)[language];
  const single = (way === "last" ? lastOne : nextOne)[language];
  if (language === "fi") {
    const unit = finnishGenitive[of.unit];
    return one ? `${single} ${unit} aikana` : `${many} ${of.amount} ${unit} aikana`;
  }
  if (language === "sv") {
    const article = of.unit === "years" ? "det" : "den";
    return one
      ? `under ${article} ${single} ${swedishOneDefinite[of.unit]}`
      : `under ${many} ${of.amount} ${swedishManyDefinite[of.unit]}`;
  }
  return one ? `in ${single} ${of.unit.slice(0, -1)}` : `in ${many} ${durationText(of)}`;
}
