import * as z from "zod";
import type { RunClock } from "../core/run-clock.ts";
import { cast, equal, known, not, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { oneOrMore, strict, yesNo } from "../workspace/yaml-schemas.ts";
import type { Language, Phrase } from "./language.ts";
import { rangeWords } from "./range-words.ts";
import { anyNumber, exactSchema, inRange, rangeFrom, rangeShape } from "./ranges.ts";
import { askedTexts, plainText, textFrom, textMatches, textShape, textWords } from "./texts.ts";
import type { TextForm, TextMatch } from "./texts.ts";
import { windowWords } from "./window-words.ts";
import { inWindow, oneWindow, windowShape } from "./windows.ts";
import type { Moment } from "./windows.ts";

/** What a column holds, and so what may be asked of it. */
export type ColumnType =
  | "text"
  | "path"
  | "list"
  | "number"
  | "yes-no"
  | "date"
  | "time"
  | "gender"
  | "presence";

/** A condition over one column. */
export interface ColumnCondition {
  readonly holds: (of: Moment, clock: RunClock) => Expression;
  readonly words: (language: Language) => string;
  /** Texts that it compares the column with: what should be found in the data. */
  readonly texts: readonly string[];
}

const knownWords = {
  yes: { en: "known", fi: "tiedossa", sv: "finns" },
  no: { en: "not known", fi: "ei tiedossa", sv: "saknas" },
} as const satisfies Record<string, Phrase>;
const yesNoWords = {
  yes: { en: "yes", fi: "kyllä", sv: "ja" },
  no: { en: "no", fi: "ei", sv: "nej" },
} as const satisfies Record<string, Phrase>;

const isKnown = (of: Expression, answer: "yes" | "no"): Expression =>
  answer === "yes" ? known(of) : not(known(of));

const knownCondition = (answer: "yes" | "no"): ColumnCondition => ({
  holds: ({ day }) => isKnown(day, answer),
  words: (language) => knownWords[answer][language],
  texts: [],
});

/** Every column may be asked whether it is known. */
const knownSchema = strict({ known: yesNo }).transform((of) => knownCondition(of.known));

const textCondition = (match: TextMatch, form: TextForm): ColumnCondition => ({
  holds: ({ day }) => textMatches(match, day, form),
  words: (language) => textWords(match, language, form),
  texts: askedTexts(match),
});

/** A map that may say `known`, and then nothing else. */
function knownOr<W extends { readonly known?: "yes" | "no" | undefined }>(
  of: W,
  context: z.core.$RefinementCtx,
  otherwise: (of: W) => ColumnCondition,
): ColumnCondition {
  if (of.known === undefined) return otherwise(of);
  if (Object.values(of).filter((one) => one !== undefined).length > 1) {
    context.addIssue({ code: "custom", message: "write known by itself" });
  }
  return knownCondition(of.known);
}

const askKnown = { known: yesNo.optional() };

const textOf = (form: TextForm): z.ZodType<ColumnCondition> =>
  z.union([
    plainText.transform((match) => textCondition(match, form)),
    strict({ ...textShape, ...askKnown }).transform((of, context) =>
      knownOr(of, context, () => textCondition(textFrom(of, context), form)),
    ),
  ]);

const number: z.ZodType<ColumnCondition> = z.union([
  exactSchema(anyNumber).transform((range) => numberCondition(range)),
  strict({ ...rangeShape(anyNumber), ...askKnown }).transform((of, context) =>
    knownOr(of, context, () => {
      const { known: _, ...written } = of;
      return numberCondition(rangeFrom(written, anyNumber, context));
    }),
  ),
]);

const numberCondition = (range: Parameters<typeof inRange>[0]): ColumnCondition => ({
  holds: ({ day }) => inRange(range, cast(day, "DECIMAL(38,6)")),
  words: (language) => rangeWords(range, language),
  texts: [],
});

const yesNoCondition: z.ZodType<ColumnCondition> = z.union([
  yesNo.transform((answer): ColumnCondition => ({
    holds: ({ day }) => equal(day, value(answer === "yes")),
    words: (language) => yesNoWords[answer][language],
    texts: [],
  })),
  knownSchema,
]);

const dateOf = (hours: boolean): z.ZodType<ColumnCondition> =>
  strict({ ...windowShape(hours), ...askKnown }).transform((of, context) =>
    knownOr(of, context, () => {
      const { known: _, ...written } = of;
      const window = oneWindow(Object.values(written), context);
      if (window !== undefined)
        return {
          holds: (at, clock) => inWindow(window, at, clock),
          words: (language) => windowWords(window, language),
          texts: [],
        };
      context.addIssue({ code: "custom", message: "write a window, such as within: 90 days" });
      return z.NEVER;
    }),
  );

const genderWord = z.enum(["f", "m"], {
  error: "write f or m, or { known: no } for those whose gender is unknown",
});

const gender: z.ZodType<ColumnCondition> = z.union([
  oneOrMore(genderWord).transform((any) => textCondition({ any }, "one")),
  knownSchema,
]);

const schemas: Readonly<Record<ColumnType, z.ZodType<ColumnCondition>>> = {
  text: textOf("one"),
  path: textOf("path"),
  list: textOf("several"),
  number,
  "yes-no": yesNoCondition,
  date: dateOf(false),
  time: dateOf(true),
  gender,
  presence: knownSchema,
};

/** How a condition over a column of this type is written. */
export const columnCondition = (type: ColumnType): z.ZodType<ColumnCondition> => schemas[type];
