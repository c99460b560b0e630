import * as fc from "fast-check";
import type { Verdict } from "./oracle-kind.ts";

/** What a text must be, as it stands in YAML. */
export type TextMatch = string | readonly string[] | WrittenMatch;

interface WrittenMatch {
  readonly any?: string | readonly string[];
  readonly all?: string | readonly string[];
  readonly none?: string | readonly string[];
  readonly contains?: string;
  readonly "starts-with"?: string;
  readonly "ends-with"?: string;
}

/** What a column must be: a text, or only known or not. */
export type ColumnMatch = TextMatch | { readonly known: "yes" | "no" };

const fold = (of: string): string => of.normalize("NFC").trim().toLowerCase();
const folded = (of: string | readonly string[]): readonly string[] => [of].flat().map(fold);

const writtenOf = (match: TextMatch): WrittenMatch =>
  typeof match === "string" || Array.isArray(match)
    ? { any: match }
    : Object.fromEntries(Object.entries(match));

/** Whether a wanted text is met by one of the values that there are. */
type Meets = (value: string, wanted: string) => boolean;

const same: Meets = (value, wanted) => value === wanted;
const sameOrBelow: Meets = (value, wanted) =>
  `${value}/`.startsWith(`${wanted.replace(/\/+$/, "")}/`);

/** One check for each key of a match. */
const checks: {
  readonly [K in keyof Required<WrittenMatch>]: (
    wanted: readonly string[],
    values: readonly string[],
    meets: Meets,
  ) => boolean;
} = {
  any: (wanted, values, meets) => wanted.some((one) => values.some((value) => meets(value, one))),
  all: (wanted, values, meets) => wanted.every((one) => values.some((value) => meets(value, one))),
  none: (wanted, values, meets) => !wanted.some((one) => values.some((value) => meets(value, one))),
  contains: ([wanted = ""], values) => values.some((value) => value.includes(wanted)),
  "starts-with": ([wanted = ""], values) => values.some((value) => value.startsWith(wanted)),
  "ends-with": ([wanted = ""], values) => values.some((value) => value.endsWith(wanted)),
};

const keys = ["any", "all", "none", "contains", "starts-with", "ends-with"] as const;

function matches(match: ColumnMatch, found: readonly string[] | null, meets: Meets): Verdict {
  if (typeof match === "object" && "known" in match)
    return (found !== null) === (match.known === "yes");
  if (found === null) return null;
  const written = writtenOf(match);
  return keys.every((key) => {
    const wanted = written[key];
    return wanted === undefined || checks[key](folded(wanted), found.map(fold), meets);
  });
}

/** Whether a text matches; null where it is not known. */
export const textMatches = (match: ColumnMatch, value: string | null): Verdict =>
  matches(match, value === null ? null : [value], same);

/** Whether a column of several values matches, by its members. */
export const listMatches = (match: ColumnMatch, values: readonly string[] | null): Verdict =>
  matches(match, values, same);

/** Whether a path matches: what is asked for by its whole value is met by everything below it, too. */
export const pathMatches = (match: ColumnMatch, value: string | null): Verdict =>
  matches(match, value === null ? null : [value], sameOrBelow);

/** A text as somebody else might have typed it. */
const typed = (values: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...values), fc.constantFrom("as it is", "upper", "spaced", "apart"))
    .map(([value, how]) => {
      const plain = value.trim();
      if (how === "upper") return plain.toUpperCase();
      if (how === "spaced") return ` ${plain} `;
      return how === "apart" ? plain.normalize("NFD") : plain;
    });

/** A beginning, an end or a middle of one of the values. */
const piece = (values: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...values), fc.nat(3), fc.integer({ min: 1, max: 5 })).map(
    ([value, from, length]) =>
      value
        .trim()
        .slice(from, from + length)
        .trim() || "a",
  );

/** Text matches over a column that holds some of these values. */
export function aTextMatch(values: readonly string[]): fc.Arbitrary<TextMatch> {
  const one = typed(values);
  const several = fc.array(one, { minLength: 1, maxLength: 3 });
  const oneOrMore = fc.oneof(one, several);
  const map: fc.Arbitrary<TextMatch> = fc
    .record(
      {
        any: oneOrMore,
        all: oneOrMore,
        none: oneOrMore,
        contains: piece(values),
        "starts-with": piece(values),
        "ends-with": piece(values),
      },
      { requiredKeys: [] },
    )
    .filter((match) => Object.keys(match).length > 0);
  return fc.oneof(
    { arbitrary: one, weight: 3 },
    { arbitrary: several, weight: 2 },
    { arbitrary: oneOrMore.map((none): TextMatch => ({ none })), weight: 1 },
    { arbitrary: map, weight: 1 },
  );
}

/** Text matches, and sometimes whether the column is known at all. */
export const aColumnMatch = (values: readonly string[]): fc.Arbitrary<ColumnMatch> =>
  fc.oneof(
    { arbitrary: aTextMatch(values), weight: 6 },
    { arbitrary: fc.record({ known: fc.constantFrom("yes" as const, "no" as const) }), weight: 1 },
  );
