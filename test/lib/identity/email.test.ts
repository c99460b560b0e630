import * as fc from "fast-check";
import { expect, test } from "vitest";
import { normaliseEmail } from "../../../lib/identity/email.ts";

test.each([
  ["QuinnY@EXAMPLE.com", "quinny@example.com"],
  ["user.name+NYC@Example.com", "user.name+nyc@example.com"],
  ["\u00A0Aino.Mäkelä@Pöytä.FI\u200B", "aino.mäkelä@pöytä.fi"],
  ["o'brien_1@sub.example.co.uk", "o'brien_1@sub.example.co.uk"],
  ["a.b+c@gmail.company.se", "a.b+c@gmail.company.se"],
])("%j is the same address for both platforms", (raw, email) =>
  expect(normaliseEmail(raw)).toEqual({ meta: email, google: email }),
);

test.each([
  ["jefferson.Loves.hiking@gmail.com", "jeffersonloveshiking@gmail.com"],
  ["j.e.f..ferson.Loves.hiking@gmail.com", "jeffersonloveshiking@gmail.com"],
  ["jefferson.Loves.hiking@googlemail.com", "jeffersonloveshiking@googlemail.com"],
  ["Cloudy.SanFrancisco+shopping@gmail.com", "cloudysanfrancisco@gmail.com"],
  ["Cloudy.SanFrancisco+shopping@googlemail.com", "cloudysanfrancisco@googlemail.com"],
])("Google alone takes dots and plus parts from %j", (raw, google) =>
  expect(normaliseEmail(raw)).toEqual({ meta: raw.toLowerCase(), google }),
);

test("a gmail address that is all plus part is Meta's only", () =>
  expect(normaliseEmail("+offers@gmail.com")).toEqual({
    meta: "+offers@gmail.com",
    google: undefined,
  }));

test.each([
  "",
  "not-an-address",
  "@example.com",
  "quinn",
  "quinn@",
  "quinn@example",
  "a b@example.fi",
  "a@exa mple.fi",
  "a@b@example.fi",
  "a@example..fi",
  "a@.example.fi",
  "a@example.fi.",
  "a@example.f",
  "a,b@example.fi",
  "<a@example.fi>",
  `${"a".repeat(250)}@example.fi`,
])("%j has no shape of an address", (raw) =>
  expect(normaliseEmail(raw)).toEqual({ meta: undefined, google: undefined }),
);

test("normalising twice changes nothing more, in either Unicode form", () => {
  const letters = fc.string({ unit: fc.constantFrom(..."aBöÅ.+-_".split("")), minLength: 1 });
  const host = fc.constantFrom("gmail.com", "GoogleMail.com", "Esimerkki.FI", "pöytä.se");
  fc.assert(
    fc.property(letters, host, (local, domain) => {
      const once = normaliseEmail(`${local}@${domain}`);
      expect(normaliseEmail(once.meta ?? "").meta).toBe(once.meta);
      expect(normaliseEmail(once.google ?? "").google).toBe(once.google);
      expect(normaliseEmail(`${local}@${domain}`.normalize("NFD"))).toEqual(once);
    }),
  );
});

test("an address of any length is read in no time", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (raw) => {
      expect(() => normaliseEmail(raw)).not.toThrow();
    }),
  );
  expect(normaliseEmail(`a@${"a.".repeat(100_000)}`).meta).toBeUndefined();
});
