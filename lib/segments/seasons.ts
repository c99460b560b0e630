import * as z from "zod";
import { isDay } from "../core/run-clock.ts";
import {
  all,
  any,
  atLeast,
  atMost,
  call,
  equal,
  firstOf,
  minus,
  modulo,
  not,
  plus,
  times,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { strict } from "../workspace/yaml-schemas.ts";
import type { Language } from "./language.ts";
import { rangeSchema } from "./ranges.ts";
import type { Range } from "./ranges.ts";

/** From one day of the year to another, both in it, as month × 100 + day; over new year where `to` comes first. */
export interface SeasonDays {
  readonly from: number;
  readonly to: number;
}

/** A season and what must have been bought in it: in how many years, and whether nothing else. */
export interface Season extends SeasonDays {
  readonly years: Range | undefined;
  readonly only: boolean;
}

const advice = "write a month and a day of it, such as 11-20";
const yearDay = z
  .string({ error: advice })
  .refine((of) => isDay(`2024-${of}`), { error: advice })
  .transform((of) => Number(of.replace("-", "")));

const years = rangeSchema({
  read: (written) => (Number.isInteger(written) && written >= 1 ? written : undefined),
  advice: "write a number of years, 1 or more",
  steps: true,
});

const boughtOnly = z
  .undefined({ error: "is asked of purchases alone; write it in the season of an orders rule" })
  .optional();

/** A season as a window over any date: `{ from: 11-20, to: 12-24 }`. */
export const seasonDays: z.ZodType<SeasonDays> = strict({
  from: yearDay,
  to: yearDay,
  years: boughtOnly,
  only: boughtOnly,
}).transform(({ from, to }) => ({ from, to }));

/** A season of purchases: `{ from: 11-20, to: 12-24, years: { at-least: 2 }, only: true }`. */
export const seasonSchema: z.ZodType<Season> = strict({
  from: yearDay,
  to: yearDay,
  years: years.optional(),
  only: z.boolean({ error: "write true, or leave it out" }).default(false),
}).transform((of) => ({ ...of, years: of.years }));

const leapDay = 229;
const divides = (by: number, of: Expression): Expression => equal(modulo(of, value(by)), value(0));

const inLeapYear = (day: Expression): Expression => {
  const year = call("year", day);
  return all(divides(4, year), any(not(divides(100, year)), divides(400, year)));
};

const yearDayOf = (day: Expression): Expression =>
  plus(times(call("month", day), value(100)), call("day", day));

/** On the season's first day or later in the year; 29 February is the 28th where there is none. */
function hasStarted({ from }: SeasonDays, day: Expression): Expression {
  const onOrAfter = atLeast(yearDayOf(day), value(from));
  if (from !== leapDay) return onOrAfter;
  return any(onOrAfter, all(equal(yearDayOf(day), value(leapDay - 1)), not(inLeapYear(day))));
}

/** Whether a day lies in the season of any year. */
export function inSeason(season: SeasonDays, day: Expression): Expression {
  const notOver = atMost(yearDayOf(day), value(season.to));
  return (season.from <= season.to ? all : any)(hasStarted(season, day), notOver);
}

/** The year in which the season began that the day lies in. */
export function seasonYear(season: SeasonDays, day: Expression): Expression {
  const year = call("year", day);
  if (season.from <= season.to) return year;
  return firstOf([{ when: hasStarted(season, day), gives: year }], minus(year, value(1)));
}

const monthNames: Readonly<Record<"en" | "sv", readonly string[]>> = {
  en: "January February March April May June July August September October November December".split(
    " ",
  ),
  sv: "januari februari mars april maj juni juli augusti september oktober november december".split(
    " ",
  ),
};

function dayWords(of: number, language: Language): string {
  const [month, day] = [Math.floor(of / 100), of % 100];
  return language === "fi" ? `${day}.${month}.` : `${day} ${monthNames[language][month - 1] ?? ""}`;
}

/** `between 20 November and 24 December of any year`. */
export function seasonWords({ from, to }: SeasonDays, language: Language): string {
  const [first, last] = [dayWords(from, language), dayWords(to, language)];
  return {
    en: `between ${first} and ${last} of any year`,
    fi: `${first}–${last} minä tahansa vuonna`,
    sv: `mellan ${first} och ${last} vilket år som helst`,
  }[language];
}
