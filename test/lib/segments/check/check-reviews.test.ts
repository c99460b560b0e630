import { expect, test } from "vitest";
import { readDefinitions } from "../../../../lib/segments/read-definitions.ts";
import { aFolder } from "../../compute/a-company.ts";
import { aSegmentFile } from "./problems-of.ts";

const told = (review: string, day: string) => {
  const text = aSegmentFile(`who: { age: 30 }\n${review}`);
  const { definitions } = readDefinitions(aFolder({ s: text }));
  return definitions?.warningsOn(day).map(({ place, message }) => [place.line, message]);
};

test("a review is overdue from the day after it was due", () => {
  const review = "review: { every: 90 days, last: 2026-10-01 }";
  expect(told(review, "2026-12-30")).toEqual([]);
  expect(told(review, "2026-12-31")).toEqual([
    [
      5,
      "its review was due on 2026-12-30, 90 days after the last; look whether the segment still serves, and write last: 2026-12-31",
    ],
  ]);
});

test("without a day of the last review nothing is due", () => {
  expect(told("review: { every: 90 days }", "2036-01-01")).toEqual([]);
});
