import { cleanText } from "./clean-text.ts";

/** 1985-03-09, 1985/3/9, 1985.03.09; a time of day may follow. */
const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/;
const compact = /^(\d{4})(\d\d)(\d\d)$/;
/** 9.3.1985: with dots it is the day that comes first, everywhere. */
const dayFirst = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/;

const thirtyDays: ReadonlySet<number> = new Set([4, 6, 9, 11]);

function daysIn(year: number, month: number): number {
  if (month !== 2) return thirtyDays.has(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/**
 * A birth date as ISO text (`1985-03-09`), or undefined: no such day, a year outside 1900–2100 (there is no clock here
 * to ask for today), or an order that cannot be known. 3/9/1985 and 3-9-1985 are never guessed at: a column map names
 * their format.
 */
export function birthDateOf(raw: string): string | undefined {
  const text = cleanText(raw);
  const iso = yearFirst.exec(text);
  if (iso !== null) return realDay(iso[1], iso[3], iso[4]);
  const run = compact.exec(text);
  if (run !== null) return realDay(run[1], run[2], run[3]);
  const dotted = dayFirst.exec(text);
  return dotted === null ? undefined : realDay(dotted[3], dotted[2], dotted[1]);
}

function realDay(year = "", month = "", day = ""): string | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (y < 1900 || y > 2100 || m < 1 || m > 12 || d < 1 || d > daysIn(y, m)) return undefined;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** The three parts as Meta hashes them, each for itself: YYYY, MM, DD (guide, 2026-09-12). Google takes no birth dates. */
export const metaBirthDate = (iso: string) => ({
  year: iso.slice(0, 4),
  month: iso.slice(5, 7),
  day: iso.slice(8, 10),
});
