import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseFirstName, normaliseLastName } from "../../../lib/identity/name.ts";

describe("first names", () => {
  test.each([
    [" Alex   ", "alex"],
    [" Mr. Alex   ", "alex"],
    [" Mrs. Alex   ", "alex"],
    [" Dr. Alex   ", "alex"],
    ["Mr. Dr. Alex", "alex"],
    [" Alex Dr.", "alex dr."],
    [" Mralex   ", "mralex"],
    ["Eva   Maria", "eva maria"],
    [" Mr. ", undefined],
  ])("%j for Google", (raw, google) => expect(normaliseFirstName(raw).google).toBe(google));

  test.each([
    ["Eva Maria", "evamaria"],
    ["J.-P.", "jp"],
    ["D’Arcy", "darcy"],
    ["Søren", "søren"],
    ["Þórður", "þórður"],
    ["Мария", "мария"],
  ])("%j for Meta", (raw, meta) => expect(normaliseFirstName(raw).meta).toBe(meta));
});

describe("last names", () => {
  test.each([
    [" Quinn   ", "quinn"],
    ["Quinn-Alex", "quinn-alex"],
    [" Quinn, Jr.   ", "quinn"],
    [" Quinn,Jr.   ", "quinn"],
    [" Quinn Sr.  ", "quinn"],
    ["quinn, jr. dds", "quinn"],
    ["quinn, jr., dds", "quinn"],
    ["Quinn III", "quinn"],
    ["Boardds", "boardds"],
    ["lacparm", "lacparm"],
    [", Jr. ", undefined],
    [",Jr.,DDS ", undefined],
  ])("%j for Google", (raw, google) => expect(normaliseLastName(raw).google).toBe(google));

  test("Meta has no rule for suffixes, so they stay", () =>
    expect(normaliseLastName("Quinn, Jr.").meta).toBe("quinnjr"));
});

test.each(["", "  ", "-", ".", "'’", "a".repeat(257)])("%j is no name", (raw) => {
  expect(normaliseFirstName(raw)).toEqual({ meta: undefined, google: undefined });
  expect(normaliseLastName(raw)).toEqual({ meta: undefined, google: undefined });
});

test("normalising twice changes nothing more, in either Unicode form", () => {
  const pieces = fc.constantFrom(
    "Mr.",
    "dr.",
    "jr.",
    "iii",
    ",",
    " ",
    "Å",
    "ö",
    "-",
    "'",
    "n",
    "v",
  );
  const name = fc.oneof(
    fc.array(pieces).map((parts) => parts.join("")),
    fc.string({ unit: "grapheme" }),
  );
  fc.assert(
    fc.property(name, (raw) => {
      for (const normalise of [normaliseFirstName, normaliseLastName]) {
        const once = normalise(raw);
        expect(normalise(once.meta ?? "").meta).toBe(once.meta);
        expect(normalise(once.google ?? "").google).toBe(once.google);
        expect(normalise(raw.normalize("NFD"))).toEqual(normalise(raw.normalize("NFC")));
      }
    }),
  );
});
