import { describe, expect, test } from "vitest";
import { customerIdSchema } from "../../../lib/core/ids.ts";
import { type CountryCode, countryOf } from "../../../lib/identity/country.ts";
import { normaliseEmail } from "../../../lib/identity/email.ts";
import { genderOf, metaGender } from "../../../lib/identity/gender.ts";
import { hashIdentifier } from "../../../lib/identity/hash-identifier.ts";
import { hashPerson } from "../../../lib/identity/hash-person.ts";
import { normaliseFirstName, normaliseLastName } from "../../../lib/identity/name.ts";
import { normalisePhone } from "../../../lib/identity/phone.ts";
import {
  normaliseCity,
  normalisePostalCode,
  normaliseRegion,
} from "../../../lib/identity/place.ts";

const person = (row: Record<string, string>, region: CountryCode = "FI") =>
  hashPerson({ customer_id: customerIdSchema.parse("c-1"), ...row }, region);

describe("Meta's published hashes (Custom Audience guide; Conversions API customer information parameters)", () => {
  test.each([
    ["mary@example.com", "f1904cf1a9d73a55fa5de0ac823c4403ded71afd4c3248d00bdcd0866552bb79"],
    ["15559876543", "1ef970831d7963307784fa8688e8fce101a15685d62aa765fed23f3a2c576a4e"],
    ["john_smith@gmail.com", "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f"],
    ["16505551212", "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176"],
    ["mary", "6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec"],
    ["valéry", "08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c"],
    ["정", "8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14"],
  ])("%s", (text, hash) => expect(hashIdentifier(text)).toBe(hash));

  test("a whole person, as written, gives them", () => {
    const { meta } = person(
      { email: " Mary@Example.com ", phone: "(650) 555-1212", first_name: "Mary" },
      "US",
    );
    expect(meta.emails).toEqual([
      "f1904cf1a9d73a55fa5de0ac823c4403ded71afd4c3248d00bdcd0866552bb79",
    ]);
    expect(meta.phones).toEqual([
      "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176",
    ]);
    expect(meta.fn).toBe("6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec");
    expect(person({ first_name: "Valéry", last_name: "정" }).meta).toMatchObject({
      fn: "08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c",
      ln: "8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14",
    });
  });

  test("the guide's 1 555 987 6543 is an area code nobody has, so it is not sent", () => {
    expect(person({ phone: "+1 555 987 6543" })).toMatchObject({
      meta: { phones: [] },
      unusable: ["phone"],
    });
  });
});

describe("Google's published hashes (data-manager-node formatter tests; Google Ads upload template)", () => {
  test.each([
    ["alexz@example.com", "509e933019bb285a134a9334b8bb679dff79d0ce023d529af4bd744d47b4fd8a"],
    ["+18005550100", "fb4f73a6ec5fdb7077d564cdd22c3554b43ce49168550c3b12c547b78c517b30"],
    ["john", "96d9632f363564cc3032521409cf22a852f2032eec099ed5967c0d000cec607a"],
    ["doe", "799ef92a11af918e3fb741df42934f3b568ed2d93ac1df74f1b8d41a27932a6f"],
    ["john@doe.com", "d709f370e52b57b4eb75f04e2b3422c4d41a05148cad8f81776d94a048fb70af"],
    ["givenname", "128a07bfe2df877c52076e60d7774cf5baaa046c5a6c48daf30ff43ecca2f814"],
    ["familyname", "77762c287e61ce065bee5c15464012c6fbe088398b8057627d5577249430d574"],
  ])("%s", (text, hash) => expect(hashIdentifier(text)).toBe(hash));

  test.each(["alexz@example.com", "  ALEXZ@example.com   ", "  alexz@EXAMPLE.com   "])(
    "e-mail %j",
    (email) =>
      expect(person({ email }).google.emails).toEqual([
        "509e933019bb285a134a9334b8bb679dff79d0ce023d529af4bd744d47b4fd8a",
      ]),
  );

  test.each(["+18005550100", "   +1-800-555-0100", "1-800-555-0100   ", "(800)555-0100"])(
    "phone %j",
    (phone) =>
      expect(person({ phone }, "US").google.phones).toEqual([
        "fb4f73a6ec5fdb7077d564cdd22c3554b43ce49168550c3b12c547b78c517b30",
      ]),
  );

  test("a whole address has country and postal code in plain text", () => {
    const { google } = person({
      first_name: "  GivenName  ",
      last_name: "Familyname",
      country: " us",
      postal_code: " 1229-076  ",
    });
    expect(google).toMatchObject({
      givenName: "128a07bfe2df877c52076e60d7774cf5baaa046c5a6c48daf30ff43ecca2f814",
      familyName: "77762c287e61ce065bee5c15464012c6fbe088398b8057627d5577249430d574",
      regionCode: "US",
      postalCode: "1229-076",
    });
  });

  test("a row of the upload template keeps its accents, and its postal code as written", () => {
    const { google } = person({
      first_name: "Zoë",
      last_name: "Pérez",
      country: "sg",
      postal_code: "WC2H 8LG",
    });
    expect(google).toMatchObject({
      givenName: hashIdentifier("zoë"),
      familyName: hashIdentifier("pérez"),
      regionCode: "SG",
      postalCode: "WC2H 8LG",
    });
  });

  test.each([
    ["alexz@example.com", "UJ6TMBm7KFoTSpM0uLtnnf950M4CPVKa9L10TUe0/Yo="],
    ["+18005550100", "+09zpuxf23B31WTN0iw1VLQ85JFoVQw7EsVHt4xRezA="],
    ["givenname", "EooHv+Lfh3xSB25g13dM9bqqBGxabEja8w/0Psyi+BQ="],
    ["familyname", "d3YsKH5hzgZb7lwVRkASxvvgiDmLgFdifVV3JJQw1XQ="],
  ])("%s is the same bytes as Google's base64", (text, base64) =>
    expect(Buffer.from(hashIdentifier(text), "hex").toString("base64")).toBe(base64),
  );

  test.each(["us", "us  ", "  us  "])("region code %j", (country) =>
    expect(person({ country }).google.regionCode).toBe("US"),
  );

  test.each(["", "  ", "u", " u2 "])("%j is no region code", (country) =>
    expect(person({ country }).google.regionCode).toBeUndefined(),
  );

  test.each(["94045", " 94045  "])("postal code %j", (code) =>
    expect(person({ postal_code: code, country: "US" }).google.postalCode).toBe("94045"),
  );
});

/** What is sent for Nordic people, where both platforms' own libraries contradict the guides. */
describe("the Nordic table", () => {
  test.each([
    [" Matti.Meikäläinen@Esimerkki.FI ", "matti.meikäläinen@esimerkki.fi"],
    ["MATTI+uutiset@gmail.com", "matti+uutiset@gmail.com"],
  ])("e-mail %j for Meta", (raw, meta) => expect(normaliseEmail(raw).meta).toBe(meta));

  test.each<[string, CountryCode, string]>([
    ["+358 40 123 4567", "FI", "358401234567"],
    ["040 123 4567", "FI", "358401234567"],
    ["00358401234567", "FI", "358401234567"],
    ["+46 (0)70-123 45 67", "FI", "46701234567"],
    ["070-123 45 67", "SE", "46701234567"],
  ])("phone %j in %s", (raw, region, digits) =>
    expect(normalisePhone(raw, region)).toEqual({ meta: digits, google: `+${digits}` }),
  );

  test("+46701234567 hashes as computed elsewhere", () => {
    expect(person({ phone: "070-123 45 67" }, "SE").google.phones[0]).toMatch(/^19317f04.*7528$/);
  });

  test.each([
    ["Jyväskylä", "jyvaskyla"],
    ["Åbo", "abo"],
    ["Malmö", "malmo"],
    ["Järvenpää ", "jarvenpaa"],
    ["New York", "newyork"],
    ["Göteborg", "goteborg"],
    ["København K.", "kobenhavnk"],
    ["Tromsø", "tromso"],
    ["Ísafjörður", "isafjordur"],
  ])("city %j", (raw, meta) => expect(normaliseCity(raw).meta).toBe(meta));

  test.each([
    ["Västra Götaland", "vastragotaland"],
    ["Uusimaa", "uusimaa"],
  ])("region %j", (raw, meta) => expect(normaliseRegion(raw, "SE").meta).toBe(meta));

  test.each([
    ["Mäkelä", "mäkelä", "mäkelä"],
    ["von Wright", "vonwright", "von wright"],
    ["von Sydow", "vonsydow", "von sydow"],
    ["O'Brien", "obrien", "o'brien"],
  ])("last name %j", (raw, meta, google) =>
    expect(normaliseLastName(raw)).toEqual({ meta, google }),
  );

  test.each([
    ["Anna-Liisa", "annaliisa", "anna-liisa"],
    ["Björn-Åke", "björnåke", "björn-åke"],
    ["Åsa", "åsa", "åsa"],
    ["Zoë", "zoë", "zoë"],
  ])("first name %j", (raw, meta, google) =>
    expect(normaliseFirstName(raw)).toEqual({ meta, google }),
  );

  test("mäkelä is hashed as UTF-8", () => {
    expect(person({ last_name: "Mäkelä" }).meta.ln).toMatch(/^758ccc05/);
  });

  test("åsa is hashed in its composed form, however it is stored", () => {
    expect(person({ first_name: "Åsa".normalize("NFD") }).google.givenName).toMatch(/^4f3aeda4/);
  });

  test.each([
    ["nainen", "f"],
    ["Female", "f"],
    ["kvinna", "f"],
    ["x", undefined],
  ])("gender %j", (raw, meta) => expect(metaGender(genderOf(raw))).toBe(meta));

  test.each<[string, CountryCode, [meta: string, google: string]]>([
    ["00100", "FI", ["00100", "00100"]],
    ["SE-211 20", "SE", ["21120", "211 20"]],
    ["211 20", "SE", ["21120", "211 20"]],
    ["114 55", "SE", ["11455", "114 55"]],
    ["WC2H 8LG", "GB", ["wc2h8lg", "WC2H 8LG"]],
  ])("postal code %j in %s", (raw, country, [meta, google]) =>
    expect(normalisePostalCode(raw, country)).toEqual({ meta, google }),
  );

  test.each([
    ["Finland", "FI"],
    ["FI", "FI"],
    ["Åland Islands", "AX"],
    ["Sverige", "SE"],
  ])("country %j", (raw, code) => expect(countryOf(raw)).toBe(code));

  test("a month is two digits", () => {
    const { meta } = person({ birth_date: "9.5.1985" });
    expect([meta.doby, meta.dobm, meta.dobd]).toEqual(
      ["1985", "05", "09"].map((part) => hashIdentifier(part)),
    );
  });
});
