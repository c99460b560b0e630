import { expect, test } from "vitest";
import { whoIs } from "../../compute/who-is.ts";
import { inWords, wrongWith } from "../a-rule.ts";

test("all given parts of a place must hold; an unknown country is no country", async () => {
  expect(
    await whoIs({
      rules: {
        finland: "{ place: { country: FI } }",
        nordic: "{ place: { country: [SE, NO, FI] } }",
        helsinki: '{ place: { country: FI, postal: "00*" } }',
        stockholm: '{ place: { postal: ["111 22", "02100"] } }',
        uusimaa: "{ place: { region: uusimaa } }",
        abroad: "{ not: { place: { country: FI } } }",
      },
      dropped: {
        customers: [
          { memberId: "a", country: "FI", postal_code: "00100", region: "Uusimaa" },
          { memberId: "b", country: "SE", postal_code: "11122" },
          { memberId: "c", country: "FI", postal_code: "02100" },
          { memberId: "d", postal_code: "00100", region: "UUSIMAA " },
        ],
      },
    }),
  ).toEqual({
    finland: "a c",
    nordic: "a b c",
    helsinki: "a",
    stockholm: "b c",
    uusimaa: "a d",
    abroad: "b d",
  });
});

const places = [
  {
    country: "FI",
    postal_code: "00100",
    region: "Uusimaa",
    municipality: "Helsinki",
    latitude: 60.1714,
    longitude: 24.9316,
  },
  {
    country: "FI",
    postal_code: "02100",
    region: "Uusimaa",
    municipality: "Espoo",
    latitude: 60.1769,
    longitude: 24.8058,
  },
  {
    country: "FI",
    postal_code: "33100",
    region: "Pirkanmaa",
    municipality: "Tampere",
    latitude: 61.4974,
    longitude: 23.7754,
  },
  {
    country: "SE",
    postal_code: "111 22",
    region: "Stockholms län",
    municipality: "Stockholm",
    latitude: 59.3326,
    longitude: 18.0649,
  },
  { country: "FI", postal_code: "99999", municipality: "Korvatunturi" },
];

test("region and municipality are of country and postal code; without a place the region is the customer's own", async () => {
  expect(
    await whoIs({
      rules: {
        uusimaa: "{ place: { region: Uusimaa } }",
        towns: "{ place: { municipality: [Espoo, stockholm] } }",
        elsewhere: "{ not: { place: { municipality: Espoo } } }",
      },
      dropped: {
        places,
        customers: [
          { memberId: "a", country: "FI", postal_code: "00100", region: "Lappi" },
          { memberId: "b", country: "FI", postal_code: "02100" },
          { memberId: "c", country: "SE", postal_code: "11122" },
          { memberId: "d", postal_code: "00100", region: "uusimaa" },
          { memberId: "e", postal_code: "02100" },
          { memberId: "f", country: "FI", postal_code: "99999", region: "Uusimaa" },
        ],
      },
    }),
  ).toEqual({ uusimaa: "a b d f", towns: "b c", elsewhere: "a c d e f" });
});

test("near is so many km as the crow flies, from a postal code that the places know", async () => {
  expect(
    await whoIs({
      rules: {
        close: '{ place: { near: { postal: "00100", km: 7 } } }',
        closer: '{ place: { near: { postal: "00100", km: 6.9 } } }',
        region: '{ place: { near: { postal: "33100", km: 162 } } }',
        sweden: '{ place: { country: SE, near: { postal: "11122", km: 1 } } }',
        abroad: '{ place: { near: { postal: "111 22", km: 400, country: SE } } }',
        "wrong-country": '{ place: { near: { postal: "11122", km: 400 } } }',
        "not-on-the-map": '{ place: { near: { postal: "99999", km: 20000 } } }',
      },
      dropped: {
        places,
        customers: [
          { memberId: "a", country: "FI", postal_code: "00100" },
          { memberId: "b", country: "FI", postal_code: "02 100" },
          { memberId: "c", country: "SE", postal_code: "111 22" },
          { memberId: "d", postal_code: "00100" },
          { memberId: "e", country: "FI", postal_code: "99999" },
          { memberId: "t", country: "FI", postal_code: "33100" },
        ],
      },
    }),
  ).toEqual({
    close: "a b",
    closer: "a",
    region: "a b t",
    sweden: "c",
    abroad: "a b c t",
    "wrong-country": "",
    "not-on-the-map": "",
  });
});

test("of a postal code that came twice the newest file's place counts, whatever its spaces", async () => {
  expect(
    await whoIs({
      rules: { old: "{ place: { region: Old } }", new: "{ place: { region: New } }" },
      dropped: {
        places: [
          { country: "SE", postal_code: "111 22", region: "Old" },
          { country: "SE", postal_code: "11122", region: "New" },
        ],
        customers: [{ memberId: "a", country: "SE", postal_code: "11122" }],
      },
    }),
  ).toEqual({ old: "", new: "a" });
});

test("the rule reads in each language", () => {
  expect(inWords('{ place: { country: SE, near: { postal: "111 22", km: 30 } } }')).toEqual([
    "country Sweden, at most 30 km from 111 22 (Sweden)",
    "maa Ruotsi, enintään 30 km postinumerosta 111 22 (Ruotsi)",
    "land Sverige, högst 30 km från 111 22 (Sverige)",
  ]);
});

test.each([
  ["{ place: {} }", "write country, region, municipality, postal or near"],
  ['{ place: { near: { postal: "00*", km: 30 } } }', "write a postal code in quotes"],
  ['{ place: { near: { postal: "00100", km: 0 } } }', "write a distance in km, more than 0"],
])("%s is refused: %s", (who, message) => {
  expect(wrongWith(who)).toContain(message);
});
