import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { customerIdSchema } from "../../../lib/core/ids.ts";
import { hashIdentifier } from "../../../lib/identity/hash-identifier.ts";
import { hashPerson } from "../../../lib/identity/hash-person.ts";
import type { ContactRow } from "../../../lib/identity/identity.ts";

const sha = (text: string) => hashIdentifier(text);
const hashOfNothing = createHash("sha256").digest("hex");

const aContact = (differs: Partial<ContactRow> = {}): ContactRow => ({
  customer_id: customerIdSchema.parse("c-1"),
  ...differs,
});
const aino = aContact({
  email: "Aino.Makela+shop@gmail.com",
  phone: "040 123 4567",
  first_name: "Aino-Maija",
  last_name: "Mäkelä",
  postal_code: "FI-40100",
  city: "Jyväskylä",
  region: "Keski-Suomi",
  country: "Suomi",
  birth_date: "9.3.1985",
  gender: "nainen",
  device_id: "AECE52E7-03EE-455A-B3C4-E57283966239",
});

test("a whole person becomes two identities, each by its platform's rules", () => {
  expect(hashPerson(aino, "SE")).toEqual({
    meta: {
      emails: [sha("aino.makela+shop@gmail.com")],
      phones: [sha("358401234567")],
      fn: sha("ainomaija"),
      ln: sha("mäkelä"),
      ct: sha("jyvaskyla"),
      st: sha("keskisuomi"),
      zip: sha("40100"),
      country: sha("fi"),
      doby: sha("1985"),
      dobm: sha("03"),
      dobd: sha("09"),
      gen: sha("f"),
      madid: "aece52e7-03ee-455a-b3c4-e57283966239",
      externId: sha("c-1"),
    },
    google: {
      emails: [sha("ainomakela@gmail.com")],
      phones: [sha("+358401234567")],
      givenName: sha("aino-maija"),
      familyName: sha("mäkelä"),
      regionCode: "FI",
      postalCode: "40100",
    },
    unusable: [],
  });
});

test("a person of whom only the id is known has nothing but it", () => {
  const { meta, google, unusable } = hashPerson(
    aContact({ email: null, phone: "", first_name: "  ", gender: undefined }),
    "FI",
  );
  expect(Object.entries(meta).filter(([, value]) => value !== undefined)).toEqual([
    ["emails", []],
    ["phones", []],
    ["externId", sha("c-1")],
  ]);
  expect(Object.values(google).flat().filter(Boolean)).toEqual([]);
  expect(unusable).toEqual([]);
});

test("a person known by an e-mail alone has no id to send", () => {
  const { meta } = hashPerson({ email: "aino@example.fi" }, "FI");
  expect(meta.emails).toEqual([sha("aino@example.fi")]);
  expect(meta.externId).toBeUndefined();
});

describe("several e-mails and phones", () => {
  test("are all hashed, in order, each once by each platform's rules", () => {
    const { meta, google } = hashPerson(
      aContact({
        email: "b@x.fi | A.B@gmail.com|ab@gmail.com|B@X.FI",
        phone: "040 1234567|+358 40 123 4567|0501234567",
      }),
      "FI",
    );
    expect(meta.emails).toEqual([sha("b@x.fi"), sha("a.b@gmail.com"), sha("ab@gmail.com")]);
    expect(google.emails).toEqual([sha("b@x.fi"), sha("ab@gmail.com")]);
    expect(meta.phones).toEqual([sha("358401234567"), sha("358501234567")]);
  });

  test("one that is unusable costs neither the others nor the row", () => {
    const { meta, unusable } = hashPerson(aContact({ email: "nobody|b@x.fi", phone: "12" }), "FI");
    expect(meta.emails).toEqual([sha("b@x.fi")]);
    expect(unusable).toEqual(["phone"]);
  });
});

test("what arrives hashed is passed through in small letters and never hashed twice", () => {
  const email = sha("aino@example.fi");
  const { meta, google, unusable } = hashPerson(
    aContact({ email: email.toUpperCase(), first_name: sha("aino"), phone: sha("358401234567") }),
    "FI",
  );
  expect([meta.emails, google.emails]).toEqual([[email], [email]]);
  expect([meta.fn, google.givenName]).toEqual([sha("aino"), sha("aino")]);
  expect(unusable).toEqual(["phone"]);
});

test("the hash of nothing is dropped where it arrives, like the nothing that it is", () => {
  const nothing = ` ${hashOfNothing.toUpperCase()}`;
  const person = hashPerson(
    {
      email: `${nothing}|b@x.fi`,
      phone: nothing,
      first_name: nothing,
      last_name: hashOfNothing,
      city: nothing,
      region: nothing,
      postal_code: nothing,
    },
    "FI",
  );
  expect(person.meta.emails).toEqual([sha("b@x.fi")]);
  expect(person.unusable).toEqual([
    "phone",
    "first_name",
    "last_name",
    "postal_code",
    "city",
    "region",
  ]);
  expect(JSON.stringify(person)).not.toContain(hashOfNothing);
});

describe("the default region", () => {
  test("is where phones are dialled when the row names no country", () => {
    const phone = "070-123 45 67";
    expect(hashPerson(aContact({ phone }), "SE").google.phones).toEqual([sha("+46701234567")]);
    expect(hashPerson(aContact({ phone, country: "Sverige" }), "FI").google.phones).toEqual([
      sha("+46701234567"),
    ]);
    expect(hashPerson(aContact({ phone, country: "Atlantis" }), "SE").google.phones).toEqual([
      sha("+46701234567"),
    ]);
  });

  test("is never sent as somebody's country", () => {
    const { meta, google, unusable } = hashPerson(aContact({ country: "Atlantis" }), "FI");
    expect([meta.country, google.regionCode]).toEqual([undefined, undefined]);
    expect(unusable).toEqual(["country"]);
  });
});

test("what is unusable is named by column, once, and never repeated", () => {
  const secret = "S3CRET!";
  const row = aContact({
    email: `${secret}|${secret}`,
    phone: secret,
    first_name: "-",
    last_name: ".",
    postal_code: secret,
    city: "東京",
    region: "1",
    country: secret,
    birth_date: secret,
    gender: secret,
    device_id: secret,
  });
  const person = hashPerson(row, "FI");
  expect(person.unusable).toEqual([
    "email",
    "phone",
    "first_name",
    "last_name",
    "postal_code",
    "city",
    "region",
    "country",
    "birth_date",
    "gender",
    "device_id",
  ]);
  expect(JSON.stringify(person)).not.toContain(secret);
});

test("plain text leaves only where a platform wants it so: device id, country and postal code", () => {
  const { meta, google } = hashPerson(aino, "FI");
  const plain = [...Object.entries(meta), ...Object.entries(google)]
    .filter(([, value]) => typeof value === "string" && !/^[0-9a-f]{64}$/.test(value))
    .map(([key]) => key);
  expect(plain).toEqual(["madid", "regionCode", "postalCode"]);
});
