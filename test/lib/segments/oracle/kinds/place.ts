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

/** A customer, and the place that their country and postal code are of. */
interface Located {
  readonly customer: Customer | undefined;
  readonly own: Place | undefined;
}

/** Whether one part of a place holds; where it is not asked it does. */
type Judge = (rule: PlaceRule, of: Located, look: Look) => Verdict;

const isInCountry: Judge = ({ country }, { customer }) => {
  const found = customer?.country ?? null;
  if (country === undefined) return true;
  return found === null ? null : [country].flat().includes(found);
};

const isInRegion: Judge = ({ region }, { customer, own }) =>
  region === undefined || textMatches(region, own?.region ?? customer?.region ?? null);

const isInMunicipality: Judge = ({ municipality }, { own }) =>
  municipality === undefined || textMatches(municipality, own?.municipality ?? null);

const hasCode: Judge = ({ postal }, { customer }) => {
  const found = customer?.postal_code ?? null;
  if (postal === undefined) return true;
  if (found === null) return null;
  return [postal]
    .flat()
    .map(tight)
    .some((code) =>
      code.endsWith("*") ? tight(found).startsWith(code.slice(0, -1)) : tight(found) === code,
    );
};

const isNear: Judge = (rule, { own }, look) => {
  const { near } = rule;
  if (near === undefined) return true;
  const centre = placeAt(countryOf(rule), near.postal, look);
  if (own === undefined || centre === undefined) return null;
  const km = distance(own, centre);
  return km === null ? null : km <= near.km;
};

const judges = [isInCountry, isInRegion, isInMunicipality, hasCode, isNear];

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
    const own = placeAt(customer?.country ?? null, customer?.postal_code ?? null, look);
    return allOf(judges.map((judge) => judge(rule, { customer, own }, look)));
  },
});
