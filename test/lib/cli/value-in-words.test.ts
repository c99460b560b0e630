import { expect, test } from "vitest";
import { foundInWords, valueInWords } from "../../../lib/cli/value-in-words.ts";

const plain = (text: string): string => text.replaceAll(/[\u{a0}\u{202f}]/gu, " ");

test.each([
  ["number", 1204, ["1,204", "1 204", "1 204"]],
  ["number", 2.5, ["2.5", "2,5", "2,5"]],
  ["money", 120_450, ["1,204.50", "1 204,50", "1 204,50"]],
  ["money", 1250, ["12.50", "12,50", "12,50"]],
  ["share", 0.125, ["12.5%", "12,5 %", "12,5 %"]],
  ["day", "2026-03-09", ["9 Mar 2026", "9.3.2026", "9 mars 2026"]],
  ["text", "2026-03-09T10:00:00.000Z", ["9 Mar 2026", "9.3.2026", "9 mars 2026"]],
  ["yes-no", true, ["yes", "kyllä", "ja"]],
  ["yes-no", false, ["no", "ei", "nej"]],
  ["text", "pets/cats", ["pets/cats", "pets/cats", "pets/cats"]],
  ["text", ["cats", "dogs"], ["cats, dogs", "cats, dogs", "cats, dogs"]],
  ["money", null, ["not known", "ei tiedossa", "inte känt"]],
] as const)("a %s of %j is %j in English, Finnish and Swedish", (as, value, words) => {
  const of = { as, value: typeof value === "object" && value !== null ? [...value] : value };
  const said = (["en", "fi", "sv"] as const).map((one) => plain(valueInWords(of, one)));
  expect(said).toEqual(words);
});

test("what is found is told with what is needed, if anything is", () => {
  const found = { what: "orders within 24 months", value: 2, as: "number" as const };
  expect(foundInWords({ ...found, needs: "at least 3" }, "en")).toBe(
    "orders within 24 months: 2, needs at least 3",
  );
  expect(foundInWords({ ...found, needs: "" }, "en")).toBe("orders within 24 months: 2");
});
