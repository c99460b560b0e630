import * as z from "zod";
import { all, any, call, equal, value } from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import { country, laterKeys, oneOrMore, strict } from "../../workspace/yaml-schemas.ts";
import { ruleKind } from "../rule-kind.ts";
import { textMatches, textSchema, textWords } from "../texts.ts";
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
  words: (rule) =>
    [
      ...(rule.country === undefined ? [] : [`in ${rule.country.join(" or ")}`]),
      ...(rule.region === undefined ? [] : [`in the region ${textWords(rule.region)}`]),
      ...(rule.postal === undefined ? [] : [`with postal code ${rule.postal.join(" or ")}`]),
    ].join(", "),
});
