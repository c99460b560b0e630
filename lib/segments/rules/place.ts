import * as z from "zod";
import { all, any, call, equal, value } from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import { country, laterKeys, oneOrMore, strict } from "../../workspace/yaml-schemas.ts";
import type { Features } from "../features.ts";
import { orOf } from "../language.ts";
import type { Language, Phrase } from "../language.ts";
import { ruleKind } from "../rule-kind.ts";
import type { Finding } from "../rule-kind.ts";
import { askedTexts, textMatches, textSchema, textWords } from "../texts.ts";
import type { TextMatch } from "../texts.ts";

interface PlaceRule {
  readonly country?: readonly string[] | undefined;
  readonly region?: TextMatch | undefined;
  readonly postal?: readonly string[] | undefined;
}

const postal = z.string().regex(/^[A-Za-z0-9 -]+\*?$/, {
  error: 'write a postal code in quotes, or its beginning and a star: "00*"',
});

/** Postal codes are compared without spaces: 111 22 is 11122. */
const tight = (of: string): string => of.toUpperCase().replaceAll(" ", "");

function postalMatches(codes: readonly string[], of: Expression): Expression {
  const stored = call("upper", call("replace", of, value(" "), value("")));
  return any(
    ...codes
      .map(tight)
      .map((code) =>
        code.endsWith("*")
          ? call("starts_with", stored, value(code.slice(0, -1)))
          : equal(stored, value(code)),
      ),
  );
}

type Words = (language: Language) => string;
const orWords =
  (of: readonly string[]): Words =>
  (language) =>
    orOf(of, language);
const matchWords =
  (of: TextMatch): Words =>
  (language) =>
    textWords(of, language);

const labels = {
  country: { en: "country", fi: "maa", sv: "land" },
  region: { en: "region", fi: "maakunta", sv: "region" },
  postal_code: { en: "postal code", fi: "postinumero", sv: "postnummer" },
} as const satisfies Record<string, Phrase>;

const found = (column: keyof typeof labels, features: Features, needs: Words): Finding => ({
  what: (language) => labels[column][language],
  of: features.customer(column),
  as: "text",
  needs,
});

/** `place: { country: FI, postal: ["00*"] }`: all given parts must hold. */
export const place = ruleKind<PlaceRule>("place", {
  schema: () =>
    strict({
      country: oneOrMore(country).optional(),
      region: textSchema.optional(),
      postal: oneOrMore(postal).optional(),
      ...laterKeys("municipality", "near"),
    }).refine((of) => Object.keys(of).length > 0, { error: "write country, region or postal" }),
  expression: (rule, features) =>
    all(
      ...(rule.country === undefined
        ? []
        : [textMatches({ any: rule.country }, features.customer("country"), "one")]),
      ...(rule.region === undefined
        ? []
        : [textMatches(rule.region, features.customer("region"), "one")]),
      ...(rule.postal === undefined
        ? []
        : [postalMatches(rule.postal, features.customer("postal_code"))]),
    ),
  finds: (rule, features) => [
    ...(rule.country === undefined ? [] : [found("country", features, orWords(rule.country))]),
    ...(rule.region === undefined ? [] : [found("region", features, matchWords(rule.region))]),
    ...(rule.postal === undefined ? [] : [found("postal_code", features, orWords(rule.postal))]),
  ],
  words: (rule, language) =>
    [
      ...(rule.country === undefined
        ? []
        : [`${labels.country[language]} ${orOf(rule.country, language)}`]),
      ...(rule.region === undefined
        ? []
        : [`${labels.region[language]} ${textWords(rule.region, language)}`]),
      ...(rule.postal === undefined
        ? []
        : [`${labels.postal_code[language]} ${orOf(rule.postal, language)}`]),
    ].join(", "),
  asks: (rule) => [
    ...(rule.country === undefined
      ? []
      : [{ dataset: "customers" as const, column: "country", texts: rule.country }]),
    ...(rule.region === undefined
      ? []
      : [{ dataset: "customers" as const, column: "region", texts: askedTexts(rule.region) }]),
    ...(rule.postal === undefined
      ? []
      : [{ dataset: "customers" as const, column: "postal_code", texts: [] }]),
  ],
});
