import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cleanText, smallText, splitValues } from "../../../lib/identity/clean-text.ts";

const anyText = fc.string({
  unit: fc.constantFrom(..."aÅö\u0308 \u00A0\u200B\uFEFF|İßΣ\u212B-".split("")),
});

test.each([
  ["\uFEFF Aino\u00A0", "Aino"],
  ["\u200BAi\u200Bno\u200D", "Aino"],
  ["Bjo\u0308rn", "Björn"],
  ["o\u200B\u0308", "ö"],
  ["   ", ""],
])("%j is seen as %j", (raw, text) => expect(cleanText(raw)).toBe(text));

test("cleaning twice changes nothing more, and the Unicode form of the file does not matter", () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.string({ unit: "binary" })), (raw) => {
      expect(cleanText(cleanText(raw))).toBe(cleanText(raw));
      expect(smallText(smallText(raw))).toBe(smallText(raw));
      expect(cleanText(raw.normalize("NFD"))).toBe(cleanText(raw.normalize("NFC")));
    }),
  );
});

test("small letters follow no locale", () => expect(smallText("IÅ")).toBe("iå"));

test("values stand apart by a bar, empty ones are nobody's", () => {
  expect(splitValues(" a@b.fi | |c@d.fi|")).toEqual(["a@b.fi", "c@d.fi"]);
  expect(splitValues("a@b.fi")).toEqual(["a@b.fi"]);
  expect(splitValues(" ||\u00A0")).toEqual([]);
});
