import { createRequire } from "node:module";
import { ServerSideUtils } from "facebook-nodejs-business-sdk";
import { expect, test } from "vitest";
import * as z from "zod";
import type { CountryCode } from "../../../lib/identity/country.ts";
import { hashIdentifier } from "../../../lib/identity/hash-identifier.ts";
import { hashPerson } from "../../../lib/identity/hash-person.ts";
import type { ContactRow, MetaIdentity } from "../../../lib/identity/identity.ts";

/** The library that Meta wrote to make these identifiers; asked by the names that it has for them. */
const builder = z
  .object({
    getNormalizedPII: z.custom<(value: string, type: string) => string | null>(
      (member) => typeof member === "function",
    ),
  })
  .parse(createRequire(import.meta.url)("capi-param-builder-nodejs/src/piiUtil/PIIUtil.js"));

/** The same identifier in our files, in what we send, and in Meta's two libraries. */
const kinds = {
  "first name": { column: "first_name", sent: "fn", builder: "first_name", sdk: "fn" },
  "last name": { column: "last_name", sent: "ln", builder: "last_name", sdk: "ln" },
  town: { column: "city", sent: "ct", builder: "city", sdk: "ct" },
  region: { column: "region", sent: "st", builder: "state", sdk: "st" },
  country: { column: "country", sent: "country", builder: "country", sdk: "country" },
  "postal code": { column: "postal_code", sent: "zip", builder: "zip_code", sdk: "zp" },
  gender: { column: "gender", sent: "gen", builder: "gender", sdk: "ge" },
  phone: { column: "phone", sent: "phones", builder: "phone", sdk: "ph" },
  "e-mail": { column: "email", sent: "emails", builder: "email", sdk: "em" },
} as const satisfies Record<
  string,
  { column: keyof ContactRow; sent: keyof MetaIdentity; builder: string; sdk: string }
>;

const hashOf = (text: string | undefined) =>
  text === undefined ? undefined : hashIdentifier(text);

/** Undefined where Meta's SDK sends nothing, which it says by null or by an error. */
function hashedBySdk(raw: string, field: string): unknown {
  try {
    return ServerSideUtils.normalizeAndHash(raw, field) ?? undefined;
  } catch {
    return undefined;
  }
}

/** What the guide asks for, and what Meta's two libraries make of it instead. */
interface Case {
  readonly kind: keyof typeof kinds;
  readonly raw: string;
  readonly home?: CountryCode;
  readonly we: string;
  readonly builder: string | undefined;
  readonly sdk: string | undefined;
}

const nfd = "Åsa".normalize("NFD");

const cases: readonly Case[] = [
  { kind: "first name", raw: "Björn-Åke", we: "björnåke", builder: "björnåke", sdk: "björn-åke" },
  { kind: "first name", raw: nfd, we: "åsa", builder: nfd.toLowerCase(), sdk: nfd.toLowerCase() },
  { kind: "last name", raw: "von Sydow", we: "vonsydow", builder: "vonsydow", sdk: "von sydow" },
  { kind: "town", raw: "Göteborg", we: "goteborg", builder: "gteborg", sdk: "göteborg" },
  { kind: "town", raw: "Åbo", we: "abo", builder: "bo", sdk: "åbo" },
  { kind: "town", raw: "København K.", we: "kobenhavnk", builder: "kbenhavnk", sdk: "københavnk" },
  {
    kind: "region",
    raw: "Västra Götaland",
    we: "vastragotaland",
    builder: "vs",
    sdk: "västragötaland",
  },
  { kind: "region", raw: "Uusimaa", we: "uusimaa", builder: "uu", sdk: "uusimaa" },
  { kind: "country", raw: "Åland Islands", we: "ax", builder: "la", sdk: undefined },
  { kind: "country", raw: "Sverige", we: "se", builder: "sv", sdk: undefined },
  { kind: "postal code", raw: "SE-211 20", we: "21120", builder: "se", sdk: "se" },
  { kind: "postal code", raw: "211 20", we: "21120", builder: "211 20", sdk: "21120" },
  { kind: "postal code", raw: "FI-00100", we: "00100", builder: "fi", sdk: "fi" },
  { kind: "gender", raw: "nainen", we: "f", builder: undefined, sdk: undefined },
  {
    kind: "phone",
    raw: "+46 (0)70-123 45 67",
    we: "46701234567",
    builder: "460701234567",
    sdk: "460701234567",
  },
  {
    kind: "phone",
    raw: "070-123 45 67",
    home: "SE",
    we: "46701234567",
    builder: "701234567",
    sdk: "701234567",
  },
  {
    kind: "phone",
    raw: "040 123 4567",
    we: "358401234567",
    builder: "401234567",
    sdk: "401234567",
  },
  {
    kind: "e-mail",
    raw: "matti.meikäläinen@esimerkki.fi",
    we: "matti.meikäläinen@esimerkki.fi",
    builder: undefined,
    sdk: undefined,
  },
];

const told = cases.map((row): [string, Case] => [
  `${row.kind} ${row.raw}: we send ${row.we}, Meta's libraries ${row.builder ?? "nothing"} and ${row.sdk ?? "nothing"}`,
  row,
]);

test.each(told)("%s", (_, { kind, raw, home = "FI", we, builder: built, sdk }) => {
  const { column, sent, builder: type, sdk: field } = kinds[kind];
  expect([hashPerson({ [column]: raw }, home).meta[sent]].flat()).toEqual([hashOf(we)]);
  expect(builder.getNormalizedPII(raw, type) ?? undefined).toBe(built);
  expect(hashedBySdk(raw, field)).toBe(hashOf(sdk));
  expect([built, sdk]).not.toEqual([we, we]);
});
