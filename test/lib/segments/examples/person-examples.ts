import { aWorkspaceWith } from "./example.ts";
import type { Examples } from "./example.ts";

/** A postal code on an invented map, so and so many km north of 33100. */
const place = (postal_code: string, km: number, differs: object = {}) => ({
  country: "FI",
  postal_code,
  region: "Uusimaa",
  municipality: "Espoo",
  latitude: 60 + km / 111.195,
  longitude: 24,
  ...differs,
});
const lives = (memberId: string, postal_code: string | null, differs: object = {}) => ({
  memberId,
  country: "FI",
  postal_code,
  ...differs,
});

export const places: Examples = {
  about: "place, on an invented map",
  dropped: {
    places: [
      place("33100", 0, { region: "Pirkanmaa", municipality: "Tampere" }),
      place("02100", 29.9),
      place("00100", 10),
      place("01100", 10),
      place("00200", 10, { region: "Pirkanmaa" }),
      place("00300", 10, { municipality: "Helsinki" }),
      place("00400", 30.1),
      place("02100", 10, { country: "SE" }),
      place("00500", 10, { latitude: null, longitude: null }),
      place("00600", 10, { region: null }),
    ],
    customers: [
      lives("there", "02100"),
      lives("code-begins-with-00", "00 100"),
      lives("region-of-their-own", "00600", { region: "uusimaa" }),
      lives("in-sweden", "02100", { country: "SE" }),
      lives("country-unknown", "02100", { country: null }),
      lives("in-another-region", "00200"),
      lives("in-another-town", "00300"),
      lives("code-not-listed", "01100"),
      lives("too-far", "00400"),
      lives("not-on-the-map", "00500"),
      lives("code-unknown", null),
    ],
  },
  examples: [
    {
      rule: 'place: { country: FI, region: Uusimaa, municipality: [Espoo], postal: ["00*", "02100"], near: { postal: "33100", km: 30 } }',
      who: "code-begins-with-00 region-of-their-own there",
      words: [
        "country Finland, region Uusimaa, municipality Espoo, postal code 00* or 02100, at most 30 km from 33100 (Finland)",
        "maa Suomi, maakunta Uusimaa, kunta Espoo, postinumero 00* tai 02100, enintään 30 km postinumerosta 33100 (Suomi)",
        "land Finland, region Uusimaa, kommun Espoo, postnummer 00* eller 02100, högst 30 km från 33100 (Finland)",
      ],
    },
    {
      rule: "place: { country: [SE, FI] }",
      who: "code-begins-with-00 code-not-listed code-unknown in-another-region in-another-town in-sweden not-on-the-map region-of-their-own there too-far",
      words: ["country Sweden or Finland", "maa Ruotsi tai Suomi", "land Sverige eller Finland"],
    },
    {
      rule: 'place: { postal: "02100" }',
      who: "country-unknown in-sweden there",
      words: ["postal code 02100", "postinumero 02100", "postnummer 02100"],
    },
    {
      rule: "not: { place: { country: FI } }",
      who: "country-unknown in-sweden",
      words: ["not: country Finland", "ei: maa Suomi", "inte: land Finland"],
    },
  ],
};

const answer = (memberId: string, purpose: string, granted: boolean) => ({
  memberId,
  purpose,
  granted,
  at: "2026-11-01 10:00:00",
});

export const consents: Examples = {
  about: "consent",
  dropped: {
    customers: [{ memberId: "granted" }, { memberId: "refused" }, { memberId: "never-asked" }],
    consents: [
      answer("granted", "email", true),
      answer("refused", "email", false),
      answer("never-asked", "advertising", true),
    ],
  },
  examples: [
    {
      rule: "consent: { email: no }",
      who: "never-asked refused",
      words: [
        "consent to email not granted",
        "suostumusta ei annettu: email",
        "samtycke till email inte givet",
      ],
    },
    {
      rule: "consent: { email: yes }",
      who: "granted",
      words: ["consent to email granted", "suostumus annettu: email", "samtycke till email givet"],
    },
    {
      rule: "consent: { email: { known: no } }",
      who: "never-asked",
      words: [
        "no answer on consent to email",
        "suostumuksesta ei tietoa: email",
        "inget svar om samtycke till email",
      ],
    },
    {
      rule: "consent: { email: { known: yes } }",
      who: "granted refused",
      words: [
        "consent to email granted or refused",
        "suostumus annettu tai kielletty: email",
        "samtycke till email givet eller nekat",
      ],
    },
  ],
};

export const segments: Examples = {
  about: "segment: exactly its members, whatever keeps them from being pushed",
  folder: aWorkspaceWith("holdout: 100%"),
  segments: {
    "newsletter-readers":
      "name: Readers\nholdout: 100%\nexclude: staff\nwho: { profile: { interests: news } }\n",
    staff: "{ profile: { occupation: staff } }",
  },
  dropped: {
    customers: [
      { memberId: "reads", interests: ["news"], birth_date: "1990-01-01" },
      { memberId: "reads-and-works", interests: ["news"], occupation: "staff" },
      { memberId: "child-who-reads", interests: ["news"], birth_date: "2020-01-01" },
      { memberId: "reads-nothing" },
    ],
  },
  examples: [
    {
      rule: "segment: newsletter-readers",
      who: "child-who-reads reads reads-and-works",
      words: [
        "in the segment newsletter-readers",
        "segmentissä newsletter-readers",
        "i segmentet newsletter-readers",
      ],
    },
    {
      rule: "not: { segment: newsletter-readers }",
      who: "reads-nothing",
      words: [
        "not: in the segment newsletter-readers",
        "ei: segmentissä newsletter-readers",
        "inte: i segmentet newsletter-readers",
      ],
    },
  ],
};
