import * as z from "zod";
import type { RunClock } from "../core/run-clock.ts";
import { cast, equal, known, not, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { oneOrMore, strict, yesNo } from "../workspace/yaml-schemas.ts";
import { anyNumber, exactSchema, inRange, rangeFrom, rangeShape, rangeWords } from "./ranges.ts";
import { plainText, textFrom, textMatches, textShape, textWords } from "./texts.ts";
import type { TextForm, TextMatch } from "./texts.ts";
import { inWindow, oneWindow, windowShape, windowWords } from "./windows.ts";
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
  readonly words: string;
}

const isKnown = (of: Expression, answer: "yes" | "no"): Expression =>
  answer === "yes" ? known(of) : not(known(of));

const knownCondition = (answer: "yes" | "no"): ColumnCondition => ({
  holds: ({ day }) => isKnown(day, answer),
  words: answer === "yes" ? "known" : "not known",
});

/** Every column may be asked whether it is known. */
const knownSchema = strict({ known: yesNo }).transform((of) => knownCondition(of.known));

const textCondition = (match: TextMatch, form: TextForm): ColumnCondition => ({
  holds: ({ day }) => textMatches(match, day, form),
  words: textWords(match),
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
  words: rangeWords(range),
});

const yesNoCondition: z.ZodType<ColumnCondition> = z.union([
  yesNo.transform((answer): ColumnCondition => ({
    holds: ({ day }) => equal(day, value(answer === "yes")),
    words: answer,
  })),
  knownSchema,
]);

const dateOf = (hours: boolean): z.ZodType<ColumnCondition> =>
  strict({ ...windowShape(hours), ...askKnown }).transform((of, context) =>
    knownOr(of, context, () => {
      const window = oneWindow(
        [of.within, of.before, of.between, of.next, of.anniversary],
        context,
      );
      if (window !== undefined)
        return { holds: (at, clock) => inWindow(window, at, clock), words: windowWords(window) };
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
