/** A calendar length, as written: `90 days`, `24 months`. */
export interface Duration {
  readonly amount: number;
  readonly unit: "hours" | "days" | "weeks" | "months" | "years";
}

const units = {
  hour: "hours",
  day: "days",
  week: "weeks",
  month: "months",
  year: "years",
} as const satisfies Record<string, Duration["unit"]>;

/** Two centuries: longer is a slip of the pen, and would leave the years that calendars agree on. */
const longest = {
  hours: 1_753_200,
  days: 73_050,
  weeks: 10_435,
  months: 2400,
  years: 200,
} as const;

const isUnit = (word: string): word is keyof typeof units => Object.hasOwn(units, word);

/** Reads `90 days`, `1 year`; undefined when it is no length, is nothing at all or is over 200 years. */
export function parseDuration(text: string): Duration | undefined {
  const [, digits = "", word = ""] = /^(\d{1,7}) +([a-z]+?)s?$/.exec(text.trim()) ?? [];
  if (!isUnit(word)) return undefined;
  const [amount, unit] = [Number(digits), units[word]];
  return amount >= 1 && amount <= longest[unit] ? { amount, unit } : undefined;
}

/** As it is written: `1 year`, `90 days`. */
export const durationText = ({ amount, unit }: Duration): string =>
  `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
