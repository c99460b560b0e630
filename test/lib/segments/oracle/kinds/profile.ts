import * as fc from "fast-check";
import { cities, countries, interests, postalCodes, regions } from "../a-random-company.ts";
import { dayOf } from "../company.ts";
import type { Customer, Look } from "../company.ts";
import { allOf } from "../all-of.ts";
import { oracle } from "../oracle-kind.ts";
import type { AnyOracle, Verdict } from "../oracle-kind.ts";
import { aRange, inRange } from "../ranges.ts";
import { aColumnMatch, listMatches, textMatches } from "../texts.ts";
import { aDateWindow, aWindow, inWindow } from "../windows.ts";

interface Known {
  readonly known: "yes" | "no";
}

const asksKnown = (asked: unknown): asked is Known =>
  typeof asked === "object" && asked !== null && "known" in asked;

/** What a column may be asked, what a customer has there, and whether that meets it. */
interface Column<Asked, Value> {
  readonly asked: fc.Arbitrary<Asked>;
  readonly of: (customer: Customer) => Value | null;
  readonly meets: (asked: Asked, value: Value, look: Look) => Verdict;
}

const known: fc.Arbitrary<Known> = fc.record({ known: fc.constantFrom("yes", "no") });

/** Every column may be asked whether it is known; one that is not known says nothing of anything else. */
const column = <Asked, Value>({ asked, of, meets }: Column<Asked, Value>): AnyOracle =>
  oracle<Asked | Known>({
    rule: fc.oneof({ arbitrary: asked, weight: 5 }, { arbitrary: known, weight: 1 }),
    holds: (rule, memberId, look) => {
      const customer = look.company.customers.find((one) => one.memberId === memberId);
      const value = customer === undefined ? null : of(customer);
      if (asksKnown(rule)) return (value !== null) === (rule.known === "yes");
      return value === null ? null : meets(rule, value, look);
    },
  });

const text = (values: readonly string[], of: (customer: Customer) => string | null) =>
  column({ asked: aColumnMatch(values), of, meets: textMatches });
const list = (values: readonly string[], of: (customer: Customer) => readonly string[] | null) =>
  column({ asked: aColumnMatch(values), of, meets: listMatches });
const day = (of: (customer: Customer) => string | null) =>
  column({
    asked: aDateWindow,
    of,
    meets: (window, found, look) => inWindow(window, { day: found }, look),
  });
const presence = (has: (customer: Customer) => boolean) =>
  column({ asked: known, of: (customer) => (has(customer) ? true : null), meets: () => null });

const gender = fc.constantFrom<string[]>("f", "m");

const columns: Readonly<Record<string, AnyOracle>> = {
  postal_code: text(postalCodes, (of) => of.postal_code),
  city: text(cities, (of) => of.city),
  region: text(regions, (of) => of.region),
  country: text(countries, (of) => of.country),
  language: text(["fi", "sv", "en"], (of) => of.language),
  occupation: text(["Nurse", "Lärare"], (of) => of.occupation),
  diet: text(["vegan", "kala"], (of) => of.diet),
  interests: list(interests, (of) => of.interests),
  values: list(["quality", "price"], (of) => of.values),
  likes: list(["sauna", "opera"], (of) => of.likes),
  gender: column({
    asked: fc.oneof(gender, fc.uniqueArray(gender, { minLength: 1 })),
    of: (customer) => (customer.gender === "unknown" ? null : customer.gender),
    meets: (asked, found) => [asked].flat().includes(found),
  }),
  club: column({
    asked: fc.constantFrom("yes", "no"),
    of: ({ club }) => club,
    meets: (asked, club) => club === (asked === "yes"),
  }),
  height: column({
    asked: aRange([160, 170, 170.5, 180]),
    of: ({ height }) => height,
    meets: inRange,
  }),
  birth_date: day((of) => of.birth_date),
  vaccinated: day((of) => of.vaccinated),
  joined_at: column({
    asked: fc.oneof(aWindow, aDateWindow),
    of: (customer) => customer.joined_at,
    meets: (window, time, look) => inWindow(window, { day: dayOf(time, look), time }, look),
  }),
  email: presence((of) => of.has_email),
  phone: presence((of) => of.has_phone),
};

const asked: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc
  .subarray(Object.entries(columns), { minLength: 1, maxLength: 3 })
  .chain((chosen) => fc.record(Object.fromEntries(chosen.map(([name, { rule }]) => [name, rule]))));

export const profileOracle = oracle({
  rule: asked,
  holds: (rule, memberId, look) => {
    const verdicts = Object.entries(columns).flatMap(([name, { judge }]) =>
      name in rule ? [judge(rule[name])(memberId, look)] : [],
    );
    return allOf(verdicts);
  },
});
