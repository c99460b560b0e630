import { expect, test } from "vitest";
import { durationText, parseDuration } from "../../../lib/core/duration.ts";

test.each([
  ["90 days", { amount: 90, unit: "days" }],
  ["1 year", { amount: 1, unit: "years" }],
  ["36  hours", { amount: 36, unit: "hours" }],
  ["2 weeks", { amount: 2, unit: "weeks" }],
  ["24 months", { amount: 24, unit: "months" }],
] as const)("%s is a length of time", (text, duration) => {
  expect(parseDuration(text)).toEqual(duration);
});

test.each(["90", "days", "0 days", "-3 days", "1.5 days", "3 fortnights", "201 years", "90days"])(
  "%s is none",
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);

test("it reads as it is written", () => {
  expect(durationText({ amount: 1, unit: "years" })).toBe("1 year");
  expect(durationText({ amount: 90, unit: "days" })).toBe("90 days");
});
