import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CountryCode } from "../../../lib/identity/country.ts";
import {
  normaliseCity,
  normalisePostalCode,
  normaliseRegion,
} from "../../../lib/identity/place.ts";

const none = { meta: undefined, google: undefined };

describe("towns and regions", () => {
  test.each([
    ["St. John's", "stjohns"],
    ["Łódź", "lodz"],
    ["Weißenburg", "weissenburg"],
    ["Kárášjohka", "karasjohka"],
    ["Hafnarfjörður", "hafnarfjordur"],
    ["Tårnby 2", "tarnby"],
  ])("Meta gets %j as %s, Google nothing", (raw, meta) =>
    expect(normaliseCity(raw)).toEqual({ meta, google: undefined }),
  );

  test.each(["", " - ", "123", "東京", "Москва"])("%j has no letter a–z", (raw) => {
    expect(normaliseCity(raw)).toEqual(none);
    expect(normaliseRegion(raw, "FI")).toEqual(none);
  });

  test("a state of the US is its two letters, elsewhere a region is its name", () => {
    expect(normaliseRegion("New York", "US").meta).toBe("ny");
    expect(normaliseRegion("CA", "US").meta).toBe("ca");
    expect(normaliseRegion("California", "US").meta).toBe("ca");
    expect(normaliseRegion("West Virginia", "US").meta).toBe("wv");
    expect(normaliseRegion("Georgia", "FI").meta).toBe("georgia");
    expect(normaliseRegion("Ontario", "CA").meta).toBe("ontario");
  });

  test.each(["Calif.", "Ontario", "TexasState"])("%j is no state of the US, so not sent", (raw) =>
    expect(normaliseRegion(raw, "US")).toEqual(none),
  );
});

describe("postal codes", () => {
  test.each<[string, CountryCode, [meta: string, google: string]]>([
    ["FI-00100", "FI", ["00100", "00100"]],
    ["fin 00100", "FI", ["00100", "00100"]],
    ["AX-22100", "AX", ["22100", "22100"]],
    ["S-114\u00A055", "SE", ["11455", "114 55"]],
    ["DK-1050", "DK", ["1050", "1050"]],
    ["NO–0150", "NO", ["0150", "0150"]],
    ["N 0150", "NO", ["0150", "0150"]],
    ["IS-101", "IS", ["101", "101"]],
    ["SE1 9SG", "GB", ["se19sg", "SE1 9SG"]],
    ["sw1a 1aa", "GB", ["sw1a1aa", "sw1a 1aa"]],
    ["M1 1AE", "GB", ["m11ae", "M1 1AE"]],
    ["1229-076", "PT", ["1229076", "1229-076"]],
    ["LV-1010", "LV", ["lv1010", "LV-1010"]],
    ["K1A 0B1", "CA", ["k1a0b1", "K1A 0B1"]],
    ["94035-1234", "US", ["94035", "94035-1234"]],
    ["94035-", "US", ["94035", "94035"]],
  ])("%j in %s", (raw, country, [meta, google]) =>
    expect(normalisePostalCode(raw, country)).toEqual({ meta, google }),
  );

  test("four digits are no US code for Meta", () =>
    expect(normalisePostalCode("9403", "US").meta).toBeUndefined());

  test.each(["", "-", "Helsinki", "FI-", "aino@example.fi", "00100 Helsinki, Mannerheimintie 1"])(
    "%j is not let through in plain text",
    (raw) => expect(normalisePostalCode(raw, "FI")).toEqual(none),
  );
});

test("normalising twice changes nothing more, in either Unicode form", () => {
  const code = fc.string({ unit: fc.constantFrom(..."SEsfi-– 0123å\u0308".split("")) });
  fc.assert(
    fc.property(fc.oneof(code, fc.string({ unit: "grapheme" })), (raw) => {
      const city = normaliseCity(raw).meta;
      expect(normaliseCity(city ?? "").meta).toBe(city);
      expect(normaliseCity(raw.normalize("NFD"))).toEqual(normaliseCity(raw.normalize("NFC")));
      const once = normalisePostalCode(raw, "SE");
      expect(normalisePostalCode(once.google ?? "", "SE").google).toBe(once.google);
      expect(normalisePostalCode(once.meta ?? "", "SE").meta).toBe(once.meta);
    }),
  );
});
