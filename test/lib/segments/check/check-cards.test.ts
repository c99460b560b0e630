import { expect, test } from "vitest";
import { aSegmentFile, problemsOf } from "./problems-of.ts";

const carded = aSegmentFile("who: { age: 30 }\ncards: { deep: cards/loyal.md }");

test("a card names a file of the folder", () => {
  expect(problemsOf({ s: carded }, { "cards/loyal.md": "They stay." })).toEqual([]);
});

test("a card that is not there is an error, with the one that was meant", () => {
  expect(problemsOf({ s: carded }, { "cards/loyals.md": "They stay." })).toEqual([
    "error segments/s.yaml:5:16 there is no file “cards/loyal.md” in the folder. Did you mean “cards/loyals.md”?",
  ]);
  expect(problemsOf({ s: carded })).toEqual([
    "error segments/s.yaml:5:16 there is no file “cards/loyal.md” in the folder. Write it as cards/<name>.md.",
  ]);
});
