import * as z from "zod";
import {
  all,
  among,
  any,
  call,
  equal,
  lambda,
  list,
  above,
  not,
  value,
  column,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { oneOrMore, strict } from "../workspace/yaml-schemas.ts";
import { andOf, orOf } from "./language.ts";
import type { Language, Phrase } from "./language.ts";

/** What a text must be; all that is given must hold. Values are as written. */
export interface TextMatch {
  readonly any?: readonly string[] | undefined;
  readonly all?: readonly string[] | undefined;
  readonly none?: readonly string[] | undefined;
  readonly contains?: string | undefined;
  readonly startsWith?: string | undefined;
  readonly endsWith?: string | undefined;
}

/** How a column holds its text: one value, several, or one path that matches everything below it. */
export type TextForm = "one" | "several" | "path";

/** Case, surrounding space and Unicode form do not matter. */
export const foldText = (of: string): string => of.normalize("NFC").trim().toLowerCase();
export const folded = (of: Expression): Expression =>
  call("lower", call("trim", call("nfc_normalize", of)));

/** A text to compare with, in the same form. */
const wanted = (of: string): Expression => value(foldText(of));

const word = z.string().trim().min(1);

/** The keys of a text match, for a map that may hold others too. */
export const textShape = {
  any: oneOrMore(word).optional(),
  all: oneOrMore(word).optional(),
  none: oneOrMore(word).optional(),
  contains: word.optional(),
  "starts-with": word.optional(),
  "ends-with": word.optional(),
};

interface Written extends Omit<TextMatch, "startsWith" | "endsWith"> {
  readonly "starts-with"?: string | undefined;
  readonly "ends-with"?: string | undefined;
}

/** Makes a match of its keys. */
export function textFrom(of: Written, context: z.core.$RefinementCtx): TextMatch {
  const match = {
    any: of.any,
    all: of.all,
    none: of.none,
    contains: of.contains,
    startsWith: of["starts-with"],
    endsWith: of["ends-with"],
  };
  if (Object.values(match).every((one) => one === undefined)) {
    context.addIssue({
      code: "custom",
      message: "write any, all, none, contains, starts-with or ends-with",
    });
  }
  return match;
}

/** A value or a list, as a match of any of them. */
export const plainText = oneOrMore(word).transform((of): TextMatch => ({ any: of }));

/** A value (equal), a list (any of), or `{ any, all, none, contains, starts-with, ends-with }`. */
export const textSchema: z.ZodType<TextMatch> = z.union([
  word.transform((of): TextMatch => ({ any: [of] })),
  z
    .array(word)
    .min(1)
    .transform((of): TextMatch => ({ any: of })),
  strict(textShape).transform(textFrom),
]);

/** How one value is compared, as conditions over it. */
interface Comparison {
  readonly anyOf: (values: readonly string[]) => Expression;
  readonly allOf: (values: readonly string[]) => Expression;
  readonly some: (holds: (text: Expression) => Expression) => Expression;
}

function single(of: Expression): Comparison {
  const text = folded(of);
  return {
    anyOf: (values) => among(text, values.map(wanted)),
    allOf: (values) => all(...values.map((one) => equal(text, wanted(one)))),
    some: (holds) => holds(text),
  };
}

const trimmedPath = (of: string): string => of.replace(/\/+$/, "");

function path(of: Expression): Comparison {
  const text = folded(of);
  const under = (one: string) =>
    any(
      equal(text, wanted(trimmedPath(one))),
      call("starts_with", text, wanted(`${trimmedPath(one)}/`)),
    );
  return {
    anyOf: (values) => any(...values.map(under)),
    allOf: (values) => all(...values.map(under)),
    some: (holds) => holds(text),
  };
}

const listed = (values: readonly string[]): Expression => list(...values.map(wanted));

function several(of: Expression): Comparison {
  const texts = call("list_transform", of, lambda("one", folded(column("one"))));
  return {
    anyOf: (values) => call("list_has_any", texts, listed(values)),
    allOf: (values) => call("list_has_all", texts, listed(values)),
    some: (holds) =>
      above(
        call("length", call("list_filter", texts, lambda("one", holds(column("one"))))),
        value(0),
      ),
  };
}

const comparisons = { one: single, several, path } as const satisfies Record<
  TextForm,
  (of: Expression) => Comparison
>;

/** The condition that a column's text matches; unknown where the text is. */
export function textMatches(match: TextMatch, of: Expression, form: TextForm): Expression {
  const { anyOf, allOf, some } = comparisons[form](of);
  const { contains, startsWith, endsWith } = match;
  return all(
    ...(match.any === undefined ? [] : [anyOf(match.any)]),
    ...(match.all === undefined ? [] : [allOf(match.all)]),
    ...(match.none === undefined ? [] : [not(anyOf(match.none))]),
    ...(contains === undefined ? [] : [some((text) => call("contains", text, wanted(contains)))]),
    ...(startsWith === undefined
      ? []
      : [some((text) => call("starts_with", text, wanted(startsWith)))]),
    ...(endsWith === undefined ? [] : [some((text) => call("ends_with", text, wanted(endsWith)))]),
  );
}

const allOfWords: Phrase = { en: "all of", fi: "kaikki näistä:", sv: "alla av" };
const otherThan: Phrase = { en: "other than", fi: "muu kuin", sv: "annat än" };
const containing: Phrase = { en: "containing", fi: "sisältää tekstin", sv: "som innehåller" };
const starting: Phrase = { en: "starting with", fi: "alkaa tekstillä", sv: "som börjar med" };
const ending: Phrase = { en: "ending with", fi: "päättyy tekstiin", sv: "som slutar på" };

/** `both nature and quality`, `sekä nature että quality`. */
function allWords(of: readonly string[], language: Language): string {
  const [one = "", other, ...more] = of;
  if (other === undefined) return one;
  if (more.length > 0) return `${allOfWords[language]} ${of.join(", ")}`;
  return {
    en: `both ${one} and ${other}`,
    fi: `sekä ${one} että ${other}`,
    sv: `både ${one} och ${other}`,
  }[language];
}

/** `other than cats`; of several values `without cats`. */
function noneWords(of: readonly string[], language: Language, form: TextForm): string {
  const values = orOf(of, language);
  if (form !== "several") return `${otherThan[language]} ${values}`;
  return { en: `without ${values}`, fi: `(joissa ei ole ${values})`, sv: `utan ${values}` }[
    language
  ];
}

/** `cats or dogs`, `starting with “00”`. */
export function textWords(match: TextMatch, language: Language, form: TextForm = "one"): string {
  const said = (phrase: Phrase, of: string | undefined) =>
    of === undefined ? [] : [`${phrase[language]} ${of}`];
  const quoted = (of: string | undefined) =>
    of === undefined ? undefined : `${language === "en" ? "“" : "”"}${of}”`;
  return andOf(
    [
      ...(match.any === undefined ? [] : [orOf(match.any, language)]),
      ...(match.all === undefined ? [] : [allWords(match.all, language)]),
      ...(match.none === undefined ? [] : [noneWords(match.none, language, form)]),
      ...said(containing, quoted(match.contains)),
      ...said(starting, quoted(match.startsWith)),
      ...said(ending, quoted(match.endsWith)),
    ],
    language,
  );
}

/** The texts that a match asks for by their whole value: those that can be looked up in the data. */
export const askedTexts = (match: TextMatch): readonly string[] => [
  ...(match.any ?? []),
  ...(match.all ?? []),
  ...(match.none ?? []),
];
