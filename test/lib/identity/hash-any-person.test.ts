import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { customerIdSchema } from "../../../lib/core/ids.ts";
import type { CountryCode } from "../../../lib/identity/country.ts";
import { hashPerson } from "../../../lib/identity/hash-person.ts";

const sha = (text: string) => createHash("sha256").update(text).digest("hex");
const hashOfNothing = sha("");

const odd = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."aÅö\u0308 |\u00A0\u200B@.+-019".split("")) }),
  fc.string({ unit: "binary" }),
);
const usual = fc.constantFrom(
  "Aino@Example.fi",
  "Åke+a.b@gmail.com",
  "040 123 4567",
  "+46 (0)70-123 45 67",
  "Mr. Björn-Åke",
  "Göteborg",
  "SE-211 20",
  "Åland",
  "9.3.1985",
  "kvinna",
  "AECE52E7-03EE-455A-B3C4-E57283966239",
  sha("aino"),
  hashOfNothing,
);
const within = fc.tuple(odd, usual, odd).map((parts) => parts.join(""));
const cell = fc.option(fc.oneof(usual, odd, within), { nil: undefined });
const row = fc.record({
  customer_id: fc.option(
    odd.filter((id) => customerIdSchema.safeParse(id).success),
    { nil: undefined },
  ),
  email: cell,
  phone: cell,
  first_name: cell,
  last_name: cell,
  postal_code: cell,
  city: cell,
  region: cell,
  country: cell,
  birth_date: cell,
  gender: cell,
  device_id: cell,
});
type Row = Readonly<Record<string, string | undefined>>;
const region = fc.constantFrom<CountryCode>("FI", "SE", "US", "GB");
const hashed = (cells: Row, home: CountryCode) => {
  const id = customerIdSchema.safeParse(cells["customer_id"]);
  return hashPerson({ ...cells, customer_id: id.data }, home);
};
const rewritten = (cells: Row, write: (value: string, column: string) => string): Row =>
  Object.fromEntries(
    Object.entries(cells).map(([column, value]) => [
      column,
      value === undefined ? undefined : write(value, column),
    ]),
  );

test("whatever stands in a row, hashing it never throws, never hashes nothing, and says of each column at most once that it is unusable", () => {
  fc.assert(
    fc.property(row, region, (cells, home) => {
      const { meta, google, unusable } = hashed(cells, home);
      const { madid, ...metaHashes } = meta;
      const { regionCode, postalCode, ...googleHashes } = google;
      const hashes = [...Object.values(metaHashes), ...Object.values(googleHashes)].flat();
      expect(hashes).not.toContain(hashOfNothing);
      for (const hash of hashes) expect(hash ?? sha("missing")).toMatch(/^[0-9a-f]{64}$/);
      expect([madid, regionCode, postalCode]).not.toContain("");
      expect(new Set(unusable).size).toBe(unusable.length);
    }),
    { numRuns: 500 },
  );
});

test("the Unicode form of a value does not matter", () => {
  fc.assert(
    fc.property(row, region, (cells, home) => {
      const composed = rewritten(cells, (value) => value.normalize("NFC"));
      const apart = rewritten(cells, (value) => value.normalize("NFD"));
      expect(hashed(apart, home)).toEqual(hashed(composed, home));
    }),
    { numRuns: 500 },
  );
});

test("white space around a value does not matter, nor around one of several", () => {
  const space = fc.constantFrom(" ", "  ", "\t", "\r\n", "\u00A0", "\u3000", "\uFEFF");
  fc.assert(
    fc.property(row, region, space, (cells, home, gap) => {
      const spaced = rewritten(cells, (value, column) => {
        const several = column === "email" || column === "phone";
        return `${gap}${several ? value.replaceAll("|", `${gap}|${gap}`) : value}${gap}`;
      });
      expect(hashed(spaced, home)).toEqual(hashed(cells, home));
    }),
    { numRuns: 500 },
  );
});
