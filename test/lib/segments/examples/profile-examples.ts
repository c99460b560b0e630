import { attributes } from "./example.ts";
import type { Examples } from "./example.ts";

/** A woman of the club who likes dogs and joined within the month; each of the others differs in one thing. */
const woman = (memberId: string, differs: object = {}) => ({
  memberId,
  gender: "f",
  interests: ["dogs", "boats"],
  joined_on: "2026-10-26",
  club: true,
  ...differs,
});

export const profiles: Examples = {
  about: "profile",
  folder: attributes,
  dropped: {
    customers: [
      woman("woman"),
      woman("written-otherwise", { interests: [" CATS"] }),
      woman("man", { gender: "m" }),
      woman("gender-unknown", { gender: "unknown" }),
      woman("likes-horses", { interests: ["horses"] }),
      woman("no-interests", { interests: null }),
      woman("joined-a-day-earlier", { joined_on: "2026-10-25" }),
      woman("not-in-the-club", { club: false }),
      woman("club-unknown", { club: null }),
    ],
  },
  examples: [
    {
      rule: "profile: { gender: f, interests: { any: [cats, dogs] }, joined_at: { within: 30 days }, club: yes }",
      who: "woman written-otherwise",
      words: [
        "women, interests cats or dogs, joined in the last 30 days, club yes",
        "naisia, kiinnostuksen kohteet cats tai dogs, liittynyt viimeisten 30 päivän aikana, club kyllä",
        "kvinnor, intressen cats eller dogs, gick med under de senaste 30 dagarna, club ja",
      ],
    },
    {
      rule: "not: { profile: { club: yes } }",
      who: "club-unknown not-in-the-club",
      words: ["not: club yes", "ei: club kyllä", "inte: club ja"],
    },
    {
      rule: "profile: { club: no }",
      who: "not-in-the-club",
      words: ["club no", "club ei", "club nej"],
    },
  ],
};

/** A teacher of music who speaks Finnish; each of the others differs in one thing. */
const teacher = (memberId: string, differs: object = {}) => ({
  memberId,
  city: "Jyväskylä",
  occupation: "Music teacher",
  language: "fi",
  industry: "Retail trade",
  education: "High School",
  values: ["quality", "nature", "price"],
  ...differs,
});

export const texts: Examples = {
  about: "texts",
  dropped: {
    customers: [
      teacher("teacher"),
      // The same city, its letters put together otherwise, with spaces and capitals.
      teacher("city-of-other-form", { city: " JYVÄSKYLÄ ".normalize("NFD") }),
      teacher("in-helsinki", { city: "Helsinki" }),
      teacher("in-espoo", { city: "espoo" }),
      teacher("of-no-city", { city: null }),
      teacher("nurse", { occupation: "nurse" }),
      teacher("speaks-english", { language: "EN" }),
      teacher("language-unknown", { language: null }),
      teacher("in-wholesale", { industry: "wholesale and retail" }),
      teacher("school-of-arts", { education: "school of arts" }),
      teacher("without-nature", { values: ["quality", "price"] }),
    ],
  },
  examples: [
    {
      rule: "profile: { city: Helsinki }",
      who: "in-helsinki",
      words: ["city Helsinki", "kaupunki Helsinki", "ort Helsinki"],
    },
    {
      rule: "profile: { city: jyväskylä }",
      who: "city-of-other-form language-unknown nurse school-of-arts speaks-english teacher without-nature in-wholesale",
      words: ["city jyväskylä", "kaupunki jyväskylä", "ort jyväskylä"],
    },
    {
      rule: "profile: { city: [Helsinki, Espoo] }",
      who: "in-espoo in-helsinki",
      words: ["city Helsinki or Espoo", "kaupunki Helsinki tai Espoo", "ort Helsinki eller Espoo"],
    },
    {
      rule: "profile: { occupation: { contains: teacher }, language: { none: [en] }, industry: { starts-with: retail }, education: { ends-with: school } }",
      who: "city-of-other-form in-espoo in-helsinki of-no-city teacher without-nature",
      words: [
        "language other than en, occupation containing “teacher”, industry starting with “retail”, education ending with “school”",
        "kieli muu kuin en, ammatti sisältää tekstin ”teacher”, toimiala alkaa tekstillä ”retail”, koulutus päättyy tekstiin ”school”",
        "språk annat än en, yrke som innehåller ”teacher”, bransch som börjar med ”retail”, utbildning som slutar på ”school”",
      ],
    },
    {
      rule: "profile: { values: { all: [nature, quality] } }",
      who: "city-of-other-form in-espoo in-helsinki in-wholesale language-unknown nurse of-no-city school-of-arts speaks-english teacher",
      words: [
        "values both nature and quality",
        "arvot sekä nature että quality",
        "värderingar både nature och quality",
      ],
    },
    {
      rule: "profile: { values: { none: [nature] } }",
      who: "without-nature",
      words: ["values without nature", "arvot (joissa ei ole nature)", "värderingar utan nature"],
    },
    {
      rule: "not: { profile: { language: en } }",
      who: "city-of-other-form in-espoo in-helsinki in-wholesale language-unknown nurse of-no-city school-of-arts teacher without-nature",
      words: ["not: language en", "ei: kieli en", "inte: språk en"],
    },
  ],
};

export const known: Examples = {
  about: "known",
  dropped: {
    customers: [
      { memberId: "e-mail-and-device", has_email: true, has_device_id: true },
      { memberId: "phone-too", has_email: true, has_device_id: true, has_phone: true },
      { memberId: "no-device", has_email: true },
      { memberId: "no-e-mail", has_device_id: true },
      {
        memberId: "born-and-quality",
        birth_date: "1990-01-01",
        gender: "unknown",
        values: ["Nature", "quality"],
      },
      {
        memberId: "birth-date-unknown",
        gender: "unknown",
        values: ["nature", "quality"],
      },
      {
        memberId: "gender-known",
        birth_date: "1990-01-01",
        gender: "f",
        values: ["nature", "quality"],
      },
    ],
    orders: [{ memberId: "has-orders-only", order_id: "1", ordered_on: "2026-01-01" }],
  },
  examples: [
    {
      rule: "profile: { email: { known: yes }, phone: { known: no }, device_id: { known: yes } }",
      who: "e-mail-and-device",
      words: [
        "e-mail known, phone not known, device id known",
        "sähköposti tiedossa, puhelin ei tiedossa, laitetunnus tiedossa",
        "e-post finns, telefon saknas, enhets-id finns",
      ],
    },
    {
      rule: "profile: { values: { all: [nature, quality] }, birth_date: { known: yes }, gender: { known: no } }",
      who: "born-and-quality",
      words: [
        "birth date known, gender not known, values both nature and quality",
        "syntymäpäivä tiedossa, sukupuoli ei tiedossa, arvot sekä nature että quality",
        "födelsedag finns, kön saknas, värderingar både nature och quality",
      ],
    },
    {
      rule: "profile: { first_name: { known: no }, last_name: { known: no }, street: { known: no } }",
      who: "birth-date-unknown born-and-quality e-mail-and-device gender-known has-orders-only no-device no-e-mail phone-too",
      words: [
        "first name not known, last name not known, street not known",
        "etunimi ei tiedossa, sukunimi ei tiedossa, katuosoite ei tiedossa",
        "förnamn saknas, efternamn saknas, gatuadress saknas",
      ],
    },
  ],
};
