import * as fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import type { Company, Customer } from "./company.ts";

/** What random companies hold, so that random rules can ask for it. */
export const zone = "Europe/Helsinki";
const people = ["a", "b", "c", "d", "e", "f", "g", "h"] as const;
export const categories = [
  "pets",
  "pets/cats",
  "pets/cats/food",
  "pets/cats/litter",
  "pets/dogs",
  "Pets/Dogs/Food",
  "garden",
  "petsitting",
] as const;
export const channels = ["online", "store", "phone"] as const;
export const products = ["p1", "p2", "p3"] as const;
export const eventNames = ["email_open", "page_view", "cart"] as const;
export const campaigns = ["spring", "Spring ", "kesä", "autumn"] as const;
export const countries = ["FI", "SE", "NO"] as const;
export const postalCodes = ["00100", "02100", "33100", "111 22", "11122"] as const;
export const regions = ["Uusimaa", "Pirkanmaa", "Stockholms län"] as const;
export const cities = ["Helsinki", "Espoo", "Tampere", "Åbo"] as const;
export const interests = ["cats", "Dogs", "äänikirjat"] as const;
export const purposes = ["advertising", "email"] as const;

/** D of the runs: after a night on which clocks change, on a leap day, at a month's end, in between. */
export const moments = [
  "2026-11-24T03:00:00.000Z",
  "2026-10-25T01:30:00.000Z",
  "2026-03-29T02:00:00.000Z",
  "2028-02-29T12:00:00.000Z",
  "2027-02-28T22:30:00.000Z",
  "2026-03-31T12:00:00.000Z",
] as const;

const maybe = <T>(of: fc.Arbitrary<T>, freq = 4): fc.Arbitrary<T | null> => fc.option(of, { freq });
const oneOf = <T>(of: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...of);
const some = (of: readonly string[]) => maybe(fc.uniqueArray(oneOf(of), { maxLength: 3 }));

const hour = 3_600_000;
/** Hours before the run that are near an edge: of a day, of a window, of a change of clocks. */
const nearEdges = [0, 1, 23, 24, 25, 7 * 24, 30 * 24, 90 * 24, 90 * 24 + 1, 365 * 24, 366 * 24];

/** Moments around the run's: mostly before it, on whole hours and days so that ties happen. */
const momentAround = (now: string): fc.Arbitrary<string> =>
  fc
    .oneof(
      { arbitrary: oneOf(nearEdges), weight: 3 },
      { arbitrary: fc.integer({ min: 0, max: 800 }).map((days) => days * 24), weight: 3 },
      { arbitrary: fc.integer({ min: -48, max: 800 * 24 }), weight: 3 },
    )
    .map((hours) => new Date(Date.parse(now) - hours * hour).toISOString());

const dayAround = (now: string): fc.Arbitrary<string> =>
  momentAround(now).map((at) => at.slice(0, 10));

/** Birth days of people of 0 to 90 years, often near today and on leap days. */
const birthDate = (now: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc
      .tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: -16, max: 16 }))
      .map(([years, days]) =>
        Temporal.PlainDate.from(now.slice(0, 10)).subtract({ years }).add({ days }).toString(),
      ),
    fc.constantFrom("2000-02-29", "2004-02-29", "1999-12-31", "2001-01-01"),
  );

const customer = (memberId: string, now: string): fc.Arbitrary<Customer> =>
  fc.record({
    memberId: fc.constant(memberId),
    postal_code: maybe(oneOf(postalCodes)),
    city: maybe(oneOf(cities)),
    region: maybe(oneOf(regions)),
    country: maybe(oneOf(countries)),
    birth_date: maybe(birthDate(now)),
    gender: maybe(fc.constantFrom("f", "m", "unknown")),
    language: maybe(fc.constantFrom("fi", "sv", "en")),
    interests: some(interests),
    values: some(["quality", "price"]),
    occupation: maybe(fc.constantFrom("Nurse", "nurse ", "Lärare")),
    joined_at: maybe(momentAround(now)),
    has_email: fc.boolean(),
    has_phone: fc.boolean(),
    club: maybe(fc.boolean()),
    diet: maybe(fc.constantFrom("vegan", "Vegan", "kala")),
    likes: some(["sauna", "Sauna", "opera"]),
    height: maybe(fc.constantFrom(160, 170.5, 180)),
    vaccinated: maybe(dayAround(now)),
  });

const price = fc.constantFrom(0, 1, 999, 1000, 2500, 10_000, 30_000);

/** A company with everything that rules ask for, rich in ties, gaps and edges. */
export const aRandomCompany = (now: string): fc.Arbitrary<Company> => {
  const who = oneOf(people);
  const at = momentAround(now);
  return fc.record({
    customers: fc
      .subarray([...people], { minLength: 4 })
      .chain((ids) => fc.tuple(...ids.map((id) => customer(id, now)))),
    orders: fc.array(
      fc
        .record({
          memberId: who,
          order_id: fc.constantFrom("1", "2", "3", "4"),
          ordered_at: at,
          product_id: maybe(oneOf(products)),
          category: maybe(oneOf(categories)),
          quantity: maybe(fc.constantFrom(1, 2, 3, 1.5)),
          amount_cents: price,
          kind: fc.constantFrom(
            "sale" as const,
            "sale" as const,
            "sale" as const,
            "return" as const,
          ),
          channel: maybe(oneOf(channels)),
          campaign: maybe(oneOf(campaigns)),
        })
        .map((line) => ({ ...line, order_id: `${line.memberId}${line.order_id}` })),
      { maxLength: 60, size: "max" },
    ),
    events: numbered(
      fc.record({
        memberId: who,
        event: oneOf(eventNames),
        occurred_at: at,
        campaign: maybe(oneOf(campaigns)),
        seconds: maybe(fc.constantFrom(1, 2.5, 60)),
      }),
      60,
    ).map((rows) => rows.map(({ id, ...row }) => ({ ...row, event_id: id }))),
    feedback: numbered(
      fc.record({
        memberId: who,
        kind: fc.constantFrom(
          "rating" as const,
          "nps" as const,
          "review" as const,
          "complaint" as const,
        ),
        score: maybe(fc.constantFrom(0, 1, 3, 3.5, 8, 9, 10)),
        product_id: maybe(oneOf(products)),
        given_at: at,
      }),
      30,
    ).map((rows) => rows.map(({ id, ...row }) => ({ ...row, feedback_id: id }))),
    referrals: numbered(
      fc.record({
        memberId: who,
        referred_member: maybe(fc.constantFrom(...people, "nobody")),
        referred_at: at,
      }),
      15,
    ).map((rows) => rows.map(({ id, ...row }) => ({ ...row, referral_id: id }))),
    consents: fc.array(
      fc.record({
        memberId: who,
        purpose: oneOf(purposes),
        granted: fc.boolean(),
        at: maybe(at, 9),
      }),
      { maxLength: 20, size: "max" },
    ),
    places: fc.constant(knownPlaces),
  });
};

const numbered = <T extends object>(of: fc.Arbitrary<T>, maxLength: number) =>
  fc
    .array(of, { maxLength, size: "max" })
    .map((rows) => rows.map((row, id) => ({ ...row, id: `n${id}` })));

const knownPlaces = [
  {
    country: "FI",
    postal_code: "00100",
    place: "Helsinki",
    region: "Uusimaa",
    municipality: "Helsinki",
    latitude: 60.1714,
    longitude: 24.9316,
  },
  {
    country: "FI",
    postal_code: "02100",
    place: "Espoo",
    region: "Uusimaa",
    municipality: "Espoo",
    latitude: 60.1769,
    longitude: 24.8058,
  },
  {
    country: "FI",
    postal_code: "33100",
    place: "Tampere",
    region: "Pirkanmaa",
    municipality: "Tampere",
    latitude: 61.4974,
    longitude: 23.7754,
  },
  {
    country: "SE",
    postal_code: "11122",
    place: "Stockholm",
    region: "Stockholms län",
    municipality: "Stockholm",
    latitude: 59.3326,
    longitude: 18.0649,
  },
  {
    country: "NO",
    postal_code: "00100",
    place: null,
    region: null,
    municipality: null,
    latitude: null,
    longitude: null,
  },
];
