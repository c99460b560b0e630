import * as fc from "fast-check";
import { expect, test } from "vitest";
import { countryOf } from "../../../lib/identity/country.ts";

test.each([
  ["fi", "FI"],
  [" Se ", "SE"],
  ["Suomi", "FI"],
  ["SVERIGE", "SE"],
  ["Ruotsi", "SE"],
  ["Norja", "NO"],
  ["Noreg", "NO"],
  ["Tanska", "DK"],
  ["Danmark", "DK"],
  ["Ísland", "IS"],
  ["Färöarna", "FO"],
  ["Føroyar", "FO"],
  ["Kalaallit Nunaat", "GL"],
  ["Grönland", "GL"],
  ["UK", "GB"],
  ["U.K.", "GB"],
  ["Great Britain", "GB"],
  ["Iso-Britannia", "GB"],
  ["Storbritannien", "GB"],
  ["Storbritannia", "GB"],
  ["England", "GB"],
  ["USA", "US"],
  ["The Netherlands", "NL"],
  ["Holland", "NL"],
  ["Saksa", "DE"],
  ["Deutschland", "DE"],
  ["Viro", "EE"],
  ["Eesti", "EE"],
  ["Bosnia and Herzegovina", "BA"],
  ["Turkey", "TR"],
  ["United-States", "US"],
  ["Reunion", "RE"],
  ["Saint Kitts and Nevis", "KN"],
  ["Russian Federation", "RU"],
  ["Korea, Republic of", "KR"],
  ["Moldova (Republic of)", "MD"],
  ["Congo, the Democratic Republic of the", "CD"],
])("%j is %s", (raw, code) => expect(countryOf(raw)).toBe(code));

test.each(["AX", "Åland", "Åland".normalize("NFD"), "Ahvenanmaa", "Åland Islands", "aland"])(
  "%j is Åland, a country code of its own",
  (raw) => expect(countryOf(raw)).toBe("AX"),
);

test.each(["", "F", "ZZ", "EU", "XK", "Congo", "Korea", "Atlantis", "FIFI", "358"])(
  "%j is no one country",
  (raw) => expect(countryOf(raw)).toBeUndefined(),
);

test("any text is read without an error, in either Unicode form", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (raw) => {
      expect(countryOf(raw.normalize("NFD"))).toBe(countryOf(raw.normalize("NFC")));
    }),
  );
});
