import { expect, test } from "vitest";
import { endOfDay } from "../../../lib/core/end-of-day.ts";

test.each([
  ["2026-11-24", "Europe/Helsinki", "2026-11-24T21:59:59.999Z"],
  ["2026-10-25", "Europe/Helsinki", "2026-10-25T21:59:59.999Z"],
  ["2026-03-29", "Europe/Helsinki", "2026-03-29T20:59:59.999Z"],
  ["2026-12-31", "UTC", "2026-12-31T23:59:59.999Z"],
])("the last moment of %s in %s is %s", (day, zone, moment) => {
  expect(endOfDay(day, zone)).toBe(moment);
});
