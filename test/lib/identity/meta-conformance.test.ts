import { describe, expect, test } from "vitest";
import { birthDateOf } from "../../../lib/identity/birth-date.ts";
import { countryOf } from "../../../lib/identity/country.ts";
import { customerIdText } from "../../../lib/identity/customer-id.ts";
import { normaliseEmail } from "../../../lib/identity/email.ts";
import { genderOf, metaGender } from "../../../lib/identity/gender.ts";
import { readSha256 } from "../../../lib/identity/hash-identifier.ts";
import { hashPerson } from "../../../lib/identity/hash-person.ts";
import type { ContactRow, MetaIdentity } from "../../../lib/identity/identity.ts";
import { normaliseLastName } from "../../../lib/identity/name.ts";
import { normalisePhone } from "../../../lib/identity/phone.ts";
import {
  normaliseCity,
  normalisePostalCode,
  normaliseRegion,
} from "../../../lib/identity/place.ts";
import { type Difference, differences } from "./meta-differences.ts";
import { type MetaKind, type MetaVector, metaVectors } from "./meta-test-vectors.ts";

type Ours = (input: string) => string | undefined;

/** What arrives hashed in a column, as it is let through. */
const orHashed =
  (column: keyof ContactRow, sent: keyof MetaIdentity, normalise: Ours): Ours =>
  (input) =>
    readSha256(input) === undefined
      ? normalise(input)
      : [hashPerson({ [column]: input }, "US").meta[sent]].flat()[0];

/** Meta's library asks for no country: five digits are read as American here, Canada's provinces as Canadian. */
const american = /^\s*\d{5}(?!\d)/;
const canadian =
  /^(?:ontario|quebec|british columbia|alberta|saskatchewan|manitoba|nova scotia|new brunswick|prince edward island|newfoundland and labrador|yukon|northwest territories|nunavut)$/i;

const ours: Record<MetaKind, Ours> = {
  name: orHashed("last_name", "ln", (input) => normaliseLastName(input).meta),
  city: orHashed("city", "ct", (input) => normaliseCity(input).meta),
  state: orHashed(
    "region",
    "st",
    (input) => normaliseRegion(input, canadian.test(input) ? "CA" : "US").meta,
  ),
  country: (input) => countryOf(input)?.toLowerCase(),
  postalCode: orHashed(
    "postal_code",
    "zip",
    (input) => normalisePostalCode(input, american.test(input) ? "US" : "GB").meta,
  ),
  phone: (input) => normalisePhone(input, "US").meta,
  email: orHashed("email", "emails", (input) => normaliseEmail(input).meta),
  gender: (input) => metaGender(genderOf(input)),
  birthDate: (input) => birthDateOf(input)?.replaceAll("-", ""),
  customerId: (input) => customerIdText(input) || undefined,
};

interface Compared {
  readonly kind: MetaKind;
  readonly vector: MetaVector;
  readonly ours: string | undefined;
  readonly because: Difference | "we agree" | undefined;
}

function compare(kind: MetaKind, vector: MetaVector): Compared {
  const given = ours[kind](vector.input);
  if (given === vector.expected) return { kind, vector, ours: given, because: "we agree" };
  const because = differences.find(
    ({ kinds, holds }) => kinds.includes(kind) && holds(vector, given),
  );
  return { kind, vector, ours: given, because };
}

const kinds = [
  "name",
  "city",
  "state",
  "country",
  "postalCode",
  "phone",
  "email",
  "gender",
  "birthDate",
  "customerId",
] as const satisfies readonly MetaKind[];
const compared = kinds.flatMap((kind) => metaVectors(kind).map((vector) => compare(kind, vector)));

describe("the tests of Meta's own library, put to ours", () => {
  test("are read as Meta's library answers them", () => {
    expect(compared.filter(({ vector }) => vector.answered !== vector.expected)).toEqual([]);
  });

  test.each(kinds)("%s: we agree, or the table says why not", (kind) => {
    const unexplained = compared.filter((c) => c.kind === kind && c.because === undefined);
    expect(unexplained).toEqual([]);
  });

  test("so many agree, so many differ on purpose", () => {
    const counts = kinds.map((kind) => {
      const all = compared.filter((c) => c.kind === kind);
      const agreed = all.filter((c) => c.because === "we agree").length;
      return [kind, agreed, all.length - agreed];
    });
    expect(counts).toEqual([
      ["name", 263, 6],
      ["city", 173, 30],
      ["state", 202, 52],
      ["country", 147, 53],
      ["postalCode", 114, 35],
      ["phone", 42, 84],
      ["email", 130, 12],
      ["gender", 314, 225],
      ["birthDate", 67, 68],
      ["customerId", 71, 34],
    ]);
  });
});

describe("where we differ from Meta's library on purpose", () => {
  const told = differences.map((row): [string, Difference] => [
    `${row.kinds.join(", ")}: ${row.about}: Meta's library ${row.meta}; we ${row.we}, because ${row.why}`,
    row,
  ]);

  test.each(told)("%s", (_, row) => {
    expect(compared.filter((c) => c.because === row)).not.toEqual([]);
  });
});
