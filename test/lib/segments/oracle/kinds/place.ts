import * as fc from "fast-check";
import { countries, postalCodes, regions } from "../a-random-company.ts";
import { allOf } from "../all-of.ts";
import type { Customer, Look, Place } from "../company.ts";
import { oracle } from "../oracle-kind.ts";
import type { Verdict } from "../oracle-kind.ts";
import { aTextMatch, textMatches } from "../texts.ts";
import type { TextMatch } from "../texts.ts";

interface Near {
  readonly postal: string;
  readonly km: number;
  readonly country?: string;
}

interface PlaceRule {
  readonly country?: string | readonly string[];
  readonly region?: TextMatch;
  readonly municipality?: TextMatch;
  readonly postal?: string | readonly string[];
  readonly near?: Near;
}

/** The country of the random companies' workspace. */
const home = "FI";

const tight = (code: string): string => code.replaceAll(" ", "").toUpperCase();

const placeAt = (
  country: string | null,
  code: string | null,
  { company }: Look,
): Place | undefined =>
  company.places.find(
    (place) =>
      place.country === country && code !== null && tight(place.postal_code) === tight(code),
  );

const radians = (degrees: number): number => (degrees / 180) * Math.PI;

/** Km on a round earth: by the angle between two directions from its middle. */
function distance(a: Place, b: Place): number | null {
  if (a.latitude === null || a.longitude === null) return null;
  if (b.latitude === null || b.longitude === null) return null;
  const [x, y, turn] = [
    radians(a.latitude),
    radians(b.latitude),
    radians(a.longitude - b.longitude),
  ];
  const cosine = Math.sin(x) * Math.sin(y) + Math.cos(x) * Math.cos(y) * Math.cos(turn);
  return 6371 * Math.acos(Math.min(1, cosine));
}

const countryOf = ({ country, near }: PlaceRule): string => {
  const single = [country].flat().length === 1 ? [country].flat()[0] : undefined;
  return near?.country ?? single ?? home;
};

function isNear(rule: PlaceRule, own: Place | undefined, look: Look): Verdict {
  const centre = placeAt(countryOf(rule), rule.near?.postal ?? null, look);
  if (own === undefined || centre === undefined) return null;
  const km = distance(own, centre);
  return km === null ? null : km <= (rule.near?.km ?? 0);
}

function postalMatches(codes: string | readonly string[], own: string | null): Verdict {
  if (own === null) return null;
  return [codes].flat().some((code) => {
    const wanted = tight(code);
    return wanted.endsWith("*")
      ? tight(own).startsWith(wanted.slice(0, -1))
      : tight(own) === wanted;
  });
}

function verdicts(rule: PlaceRule, customer: Customer | undefined, look: Look): readonly Verdict[] {
  const own = placeAt(customer?.country ?? null, customer?.postal_code ?? null, look);
  const region = own?.region ?? customer?.region ?? null;
  const { country, municipality, postal } = rule;
  return [
    ...(country === undefined
      ? []
      : [
          customer === undefined || customer.country === null
            ? null
            : [country].flat().includes(customer.country),
        ]),
    ...(rule.region === undefined ? [] : [textMatches(rule.region, region)]),
    ...(municipality === undefined ? [] : [textMatches(municipality, own?.municipality ?? null)]),
    ...(postal === undefined ? [] : [postalMatches(postal, customer?.postal_code ?? null)]),
    ...(rule.near === undefined ? [] : [isNear(rule, own, look)]),
  ];
}

const aCountry = fc.oneof(
  fc.constantFrom(...countries),
  fc.uniqueArray(fc.constantFrom(...countries), { minLength: 1 }),
);
const aPostal = fc.constantFrom(...postalCodes, "00*", "1*", "111 2*", "33*");

const aNear: fc.Arbitrary<Near> = fc
  .tuple(
    fc.record({
      postal: fc.constantFrom(...postalCodes, "99999"),
      km: fc.constantFrom(0.1, 6, 8, 100, 158, 165, 390, 405, 1000.5),
    }),
    fc.option(fc.constantFrom(...countries), { freq: 2, nil: undefined }),
  )
  .map(([near, country]) => (country === undefined ? near : { ...near, country }));

const parts = fc.record({
  country: aCountry,
  region: aTextMatch(regions),
  municipality: aTextMatch(["Helsinki", "Espoo", "Tampere", "Stockholm"]),
  postal: fc.oneof(aPostal, fc.uniqueArray(aPostal, { minLength: 1, maxLength: 3 })),
  near: aNear,
});

export const placeOracle = oracle<PlaceRule>({
  rule: parts.chain((all) =>
    fc
      .subarray(Object.entries(all), { minLength: 1, maxLength: 2 })
      .map((some): PlaceRule => Object.fromEntries(some)),
  ),
  holds: (rule, memberId, look) => {
    const customer = look.company.customers.find((one) => one.memberId === memberId);
    return allOf(verdicts(rule, customer, look));
  },
});
