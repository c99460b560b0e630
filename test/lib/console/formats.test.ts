import { expect, test } from "vitest";
import { formatsOf } from "../../../lib/console/formats.ts";

test.each([
  [4.23, "4.2 s", "4,2 s"],
  [59.6, "1 min 00 s", "1 min 00 s"],
  [426, "7 min 06 s", "7 min 06 s"],
  [4320, "1 h 12 min", "1 t 12 min"],
])("%d seconds are written out", (seconds, english, finnish) => {
  expect(formatsOf("en", "UTC").duration(seconds)).toBe(english);
  expect(formatsOf("fi", "UTC").duration(seconds)).toBe(finnish);
});

test("movement has its sign, and nothing has none", () => {
  const { signed } = formatsOf("en", "UTC");
  expect([signed(388), signed(-1341), signed(0), signed(-0)]).toEqual(["+388", "−1,341", "0", "0"]);
});

test("times are in the workspace's zone", () => {
  const night = "2026-11-23T22:30:00.000Z";
  expect(formatsOf("en", "Europe/Helsinki").moment(night)).toBe("24 Nov 2026 at 00:30");
  expect(formatsOf("sv", "Europe/Helsinki").moment(night)).toBe("24.11.2026 kl. 0.30");
});
