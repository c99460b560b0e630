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
import { rangeWords } from "../range-words.ts";
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
  readonly words: (language: Language) => string;
  readonly asks: readonly Asked[];
}

/** All parts must hold; never none. */
type PlaceRule = readonly Part[];

/** `Finland`, `Suomi`; of letters that are no country's the letters. */
const countryName = (code: string, language: Language): string =>
  new Intl.DisplayNames([language], { type: "region", fallback: "code" }).of(code) ?? code;

const countryWord: Phrase = { en: "country", fi: "maa", sv: "land" };

const inCountry = (countries: readonly string[]): Part => ({
  what: countryWord,
  of: (features) => features.customer("country"),
  as: "text",
  holds: (of) => textMatches({ any: countries }, of, "one"),
  needs: (language) => orOf(countries, language),
  words: (language) => {
    const names = countries.map((code) => countryName(code, language));
    return `${countryWord[language]} ${orOf(names, language)}`;
  },
  asks: [{ dataset: "customers", column: "country", texts: countries }],
});

const matching = (
  what: Phrase,
  match: TextMatch,
): Pick<Part, "what" | "as" | "holds" | "needs" | "words"> => ({
  what,
  as: "text",
  holds: (of) => textMatches(match, of, "one"),
  needs: (language) => textWords(match, language),
  words: (language) => `${what[language]} ${textWords(match, language)}`,
});

const inRegion = (match: TextMatch): Part => ({
  of: regionOf,
  ...matching({ en: "region", fi: "maakunta", sv: "region" }, match),
  asks: [
    { dataset: "places", column: "region", texts: askedTexts(match) },
    { dataset: "customers", column: "region", texts: askedTexts(match) },
  ],
});

const inMunicipality = (match: TextMatch): Part => ({
  of: municipalityOf,
  ...matching({ en: "municipality", fi: "kunta", sv: "kommun" }, match),
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

const codeWord: Phrase = { en: "postal code", fi: "postinumero", sv: "postnummer" };

const withCode = (codes: readonly string[]): Part => ({
  what: codeWord,
  of: (features) => features.customer("postal_code"),
  as: "text",
  holds: (of) => codeMatches(codes, of),
  needs: (language) => orOf(codes, language),
  words: (language) => `${codeWord[language]} ${orOf(codes, language)}`,
  asks: [{ dataset: "customers", column: "postal_code", texts: [] }],
});

const kmWords = (km: number, language: Language): string =>
  `${rangeWords({ low: undefined, high: { at: km, open: false } }, language)} km`;

function nearWords(centre: PostalCode, km: number, language: Language): string {
  const place = `${centre.code} (${countryName(centre.country, language)})`;
  const near = kmWords(km, language);
  return {
    en: `${near} from ${place}`,
    fi: `${near} postinumerosta ${place}`,
    sv: `${near} från ${place}`,
  }[language];
}

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
    words: (language) => nearWords(centre, km, language),
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
    region: textSchema.transform(inRegion).optional(),
    municipality: textSchema.transform(inMunicipality).optional(),
    postal: oneOrMore(codes).transform(withCode).optional(),
    near: near.optional(),
  })
    .refine((of) => Object.keys(of).length > 0, {
      error: "write country, region, municipality, postal or near",
    })
    .transform(({ country: countries, near: nearby, ...parts }): PlaceRule => {
      const single = countries?.length === 1 ? countries[0] : undefined;
      const home = nearby?.country ?? single ?? workspace.settings.country;
      return [
        countries && inCountry(countries),
        parts.region,
        parts.municipality,
        parts.postal,
        nearby && nearTo({ country: home, code: nearby.postal }, nearby.km),
      ].filter((part) => part !== undefined);
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
  words: (parts, language) => parts.map(({ words }) => words(language)).join(", "),
  asks: (parts) => parts.flatMap(({ asks }) => asks),
});
