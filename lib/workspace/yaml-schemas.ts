import * as z from "zod";
import { parseDuration } from "../core/duration.ts";
import { didYouMean } from "../core/nearest.ts";

/** Small schemas that the user's files are made of. Their messages say what to write. */

/** A map with these keys and no others; an unknown key is told with the nearest known one. */
export const strict = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => unknownKey(key, Object.keys(shape))).join("\n")
        : undefined,
  });

/** What is said of a key that nobody knows. */
const unknownKey = (key: string, known: readonly string[]): string =>
  `unknown key “${key}”.${didYouMean(key, known) || ` Known here: ${known.join(", ")}.`}`;

/** A key of the language that this version does not understand: refused, never ignored. */
export const later = (key: string) =>
  z.undefined({ error: `not supported yet: ${key}` }).optional();

/** Several such keys. */
export const laterKeys = <K extends string>(
  ...keys: readonly K[]
): Record<K, ReturnType<typeof later>> => {
  const shape: Partial<Record<K, ReturnType<typeof later>>> = {};
  for (const key of keys) shape[key] = later(key);
  return whole(keys, shape);
};

function whole<K extends string, V>(keys: readonly K[], part: Partial<Record<K, V>>): Record<K, V> {
  const isWhole = (of: Partial<Record<K, V>>): of is Record<K, V> =>
    keys.every((key) => of[key] !== undefined);
  if (!isWhole(part)) throw new TypeError("a key was left out");
  return part;
}

export const text = z.string().trim().min(1);

const percentageAdvice = { error: "write a percentage, such as 30%" };
/** A share as a percentage, `30%`, to 0–1 (or above). */
export const percentage = z
  .string(percentageAdvice)
  .regex(/^\d{1,4}(\.\d+)?%$/, percentageAdvice)
  .transform((written) => Number(written.slice(0, -1)) / 100);

/** A share that is at most the whole. */
export const share = percentage.refine((of) => of <= 1, { error: "write a percentage up to 100%" });

const lengthAdvice =
  "write a length of time: a whole number of hours, days, weeks, months or years, such as 90 days";

/** `90 days`, `24 months`. */
export const duration = z
  .string({ error: lengthAdvice })
  .meta({
    pattern: "^ *\\d{1,7} +(hour|day|week|month|year)s? *$",
    examples: ["90 days", "2 years"],
  })
  .transform((written, context) => {
    const found = parseDuration(written);
    if (found !== undefined) return found;
    context.addIssue({ code: "custom", message: lengthAdvice });
    return z.NEVER;
  });

/** A length counted in days of the calendar. */
export const calendarDuration = duration.refine((of) => of.unit !== "hours", {
  error: "hours cannot be counted here; write days, weeks, months or years",
});

/** Digits of an account, as text: leading zeros count. */
export const accountId = z.string().regex(/^\d+$/, {
  error: "write the digits of the account only, in quotes, without dashes or prefix",
});

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "write small letters, digits and single dashes" });

/** One or several. */
export const oneOrMore = <T extends z.ZodType>(of: T) =>
  z.union([of, z.array(of).min(1)]).transform((found) => (Array.isArray(found) ? found : [found]));

export const yesNo = z.enum(["yes", "no"], { error: "write yes or no" });

/** A name of something, of which an editor offers those that there are. */
export const offering = (names: readonly string[]) => z.string().meta({ examples: [...names] });

/** ISO 3166-1 alpha-2. */
export const country = z
  .string()
  .regex(/^[A-Z]{2}$/, { error: "write the country's two capital letters, such as FI" });
