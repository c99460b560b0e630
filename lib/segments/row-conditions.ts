import { callWhere, column } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { orZero } from "./features.ts";
import type { Features, Rows } from "./features.ts";
import type { Language, Phrase } from "./language.ts";
import { rangeWords } from "./range-words.ts";
import { inRange } from "./ranges.ts";
import type { Range } from "./ranges.ts";
import type { Asked, Told } from "./rule-kind.ts";
import { windowWords } from "./window-words.ts";
import { countsHours, inWindow } from "./windows.ts";
import type { Window } from "./windows.ts";

/** Rows of a person that a clause looks at: those of a dataset for which `filter` holds. */
export interface SomeRows {
  readonly features: Features;
  readonly rows: Rows;
  readonly filter: Expression;
}

/** One thing that is asked of the rows: a measure and what it must be. */
export interface RowCondition extends Told {
  readonly of: (some: SomeRows) => Expression;
  /** Whether it is as asked; unknown where it cannot be measured. */
  readonly holds: (some: SomeRows) => Expression;
  /** `at least 3 times`. */
  readonly words: (language: Language) => string;
  readonly asks?: readonly Asked[];
}

/** How many rows there are. */
export const countRows = ({ features, rows, filter }: SomeRows, name = "count"): Expression =>
  orZero(features.gather(rows, name, callWhere("count", filter)));

/** A whole number of something. */
export const counted =
  (measure: {
    readonly what: Phrase;
    readonly of: (some: SomeRows) => Expression;
    /** Says the range: `at least 3` as `at least 3 times`. */
    readonly words: (said: string) => Phrase;
  }) =>
  (range: Range): RowCondition => ({
    as: "number",
    what: (language) => measure.what[language],
    needs: (language) => rangeWords(range, language),
    of: measure.of,
    holds: (some) => inRange(range, measure.of(some)),
    words: (language) => measure.words(rangeWords(range, language))[language],
  });

/** When the first or the last of the rows is from, by the columns of its day and its time. */
export const dated =
  (
    end: "first" | "last",
    { what, day, time }: { readonly what: Phrase; readonly day: string; readonly time: string },
  ) =>
  (window: Window): RowCondition => {
    const pick = end === "first" ? "min" : "max";
    const gathered = ({ features, rows, filter }: SomeRows, of: string): Expression =>
      features.gather(rows, `${end} ${of}`, callWhere(pick, filter, column(of)));
    const dayOf = (some: SomeRows) => gathered(some, day);
    return {
      as: "day",
      what: (language) => what[language],
      needs: (language) => windowWords(window, language),
      of: dayOf,
      holds: (some) => {
        const exact = countsHours(window) ? { time: gathered(some, time) } : {};
        return inWindow(window, { day: dayOf(some), ...exact }, some.features.clock);
      },
      words: (language) => `${what[language]} ${windowWords(window, language)}`,
    };
  };

/** `at least 3 times`, `exactly once`. */
export function timesWords(said: string): Phrase {
  const [, most] = /^(\D*) 1$/.exec(said) ?? [];
  return most === undefined
    ? { en: `${said} times`, fi: `${said} kertaa`, sv: `${said} gånger` }
    : { en: `${most} once`, fi: `${most} kerran`, sv: `${most} en gång` };
}

/** 1 or more. */
export const atLeastOne: Range = { low: { at: 1, open: false }, high: undefined };
