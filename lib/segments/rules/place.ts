import * as z from "zod";
import { all, any, atMost, call, equal, value } from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import { tightCode } from "../../sql/tight-code.ts";
import { country, oneOrMore, strict } from "../../workspace/yaml-schemas.ts";
import { kmFrom, municipalityOf, regionOf, tight } from "../customer-places.ts";
import type { PostalCode } from "../customer-places.ts";
import type { Features } from "../features.ts";
import { orOf } from "../language.ts";
import type { Language, Phrase } from "../language.ts";
import { ruleKind } from "../rule-kind.ts";
import type { Asked, Finding, RuleContext } from "../rule-kind.ts";
import { askedTexts, textMatches, textSchema, textWords } from "../texts.ts";
import type { TextMatch } from "../texts.ts";

/** One part of a place: what is looked at, and what it must be. */
interface Part {
  readonly what: Phrase;
  readonly of: (features: Features) => Expression;
  readonly as: Finding["as"];
  readonly holds: (of: Expression) => Expression;
  readonly needs: (language: Language) => string;
  readonly asks: readonly Asked[];
}

/** All parts must hold; never none. */
type PlaceRule = readonly Part[];

const inCountry = (countries: readonly string[]): Part => ({
  what: { en: "country", fi: "maa", sv: "land" },
  of: (features) => features.customer("country"),
  as: "text",
  holds: (of) => textMatches({ any: countries }, of, "one"),
  needs: (language) => orOf(countries, language),
  asks: [{ dataset: "customers", column: "country", texts: countries }],
});

const matching = (match: TextMatch): Pick<Part, "as" | "holds" | "needs"> => ({
  as: "text",
  holds: (of) => textMatches(match, of, "one"),
  needs: (language) => textWords(match, language),
});

const inRegion = (match: TextMatch): Part => ({
  what: { en: "region", fi: "maakunta", sv: "region" },
  of: regionOf,
  ...matching(match),
  asks: [
    { dataset: "places", column: "region", texts: askedTexts(match) },
    { dataset: "customers", column: "region", texts: askedTexts(match) },
  ],
});

const inMunicipality = (match: TextMatch): Part => ({
  what: { en: "municipality", fi: "kunta", sv: "kommun" },
  of: municipalityOf,
  ...matching(match),
  asks: [{ dataset: "places", column: "municipality", texts: askedTexts(match) }],
});

const codeMatches = (codes: readonly string[], of: Expression): Expression =>
  any(
    ...codes
      .map(tight)
      .map((code) =>
        code.endsWith("*")
          ? call("starts_with", tightCode(of), value(code.slice(0, -1)))
          : equal(tightCode(of), value(code)),
      ),
  );

const withCode = (codes: readonly string[]): Part => ({
  what: { en: "postal code", fi: "postinumero", sv: "postnummer" },
  of: (features) => features.customer("postal_code"),
  as: "text",
  holds: (of) => codeMatches(codes, of),
  needs: (language) => orOf(codes, language),
  asks: [{ dataset: "customers", column: "postal_code", texts: [] }],
});

const kmWords = (km: number, language: Language): string =>
  ({ en: `at most ${km} km`, fi: `enintään ${km} km`, sv: `högst ${km} km` })[language];

const nearTo = (centre: PostalCode, km: number): Part => {
  const place = `${centre.country} ${centre.code}`;
  return {
    what: {
      en: `distance from ${place}`,
      fi: `etäisyys postinumerosta ${place}`,
      sv: `avstånd från ${place}`,
    },
    of: (features) => kmFrom(centre, features),
    as: "number",
    holds: (of) => atMost(of, value(km)),
    needs: (language) => kmWords(km, language),
    asks: [{ dataset: "places", column: "postal_code", texts: [centre.code] }],
  };
};

const code = z.string().regex(/^[A-Za-z0-9 -]+$/, { error: "write a postal code in quotes" });
const codes = z.string().regex(/^[A-Za-z0-9 -]+\*?$/, {
  error: 'write a postal code in quotes, or its beginning and a star: "00*"',
});

const near = strict({
  postal: code,
  km: z.number().positive({ error: "write a distance in km, more than 0" }),
  country: country.optional(),
});

const schema = ({ workspace }: RuleContext): z.ZodType<PlaceRule> =>
  strict({
    country: oneOrMore(country).optional(),
    region: textSchema.optional(),
    municipality: textSchema.optional(),
    postal: oneOrMore(codes).optional(),
    near: near.optional(),
  })
    .refine((of) => Object.keys(of).length > 0, {
      error: "write country, region, municipality, postal or near",
    })
    .transform((of): PlaceRule => {
      const [only, ...others] = of.country ?? [];
      const single = others.length === 0 ? only : undefined;
      const home = of.near?.country ?? single ?? workspace.settings.country;
      return [
        ...(of.country === undefined ? [] : [inCountry(of.country)]),
        ...(of.region === undefined ? [] : [inRegion(of.region)]),
        ...(of.municipality === undefined ? [] : [inMunicipality(of.municipality)]),
        ...(of.postal === undefined ? [] : [withCode(of.postal)]),
        ...(of.near === undefined
          ? []
          : [nearTo({ country: home, code: of.near.postal }, of.near.km)]),
      ];
    });

/**
 * `place: { country: FI, region: Uusimaa, near: { postal: "33100", km: 30 } }`: all given parts must hold. The
 * place is that of country and postal code. The postal code of `near` is of its own `country`, else of the
 * rule's where it is one, else of the workspace's.
 */
export const place = ruleKind<PlaceRule>("place", {
  schema,
  expression: (parts, features) => all(...parts.map(({ of, holds }) => holds(of(features)))),
  finds: (parts, features) =>
    parts.map(({ what, of, as, needs }) => ({
      what: (language) => what[language],
      of: of(features),
      as,
      needs,
    })),
  words: (parts, language) =>
    parts.map(({ what, needs }) => `${what[language]} ${needs(language)}`).join(", "),
  asks: (parts) => parts.flatMap(({ asks }) => asks),
});
