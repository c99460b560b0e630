import { expect, test } from "vitest";
import {
  anniversariesBetween,
  dayAfter,
  dayBefore,
  hoursBefore,
  isDay,
  isTimeZone,
  runClock,
} from "../../../lib/core/run-clock.ts";

test.each([
  ["2026-11-23T22:30:00Z", "Europe/Helsinki", "2026-11-24"],
  ["2026-11-23T21:59:59Z", "Europe/Helsinki", "2026-11-23"],
  ["2026-06-23T21:00:00Z", "Europe/Helsinki", "2026-06-24"],
  ["2026-11-24T03:00:00Z", "America/New_York", "2026-11-23"],
  ["2026-03-29T01:30:00+02:00", "Europe/Helsinki", "2026-03-29"],
])("at %s in %s the day is %s", (now, zone, day) => {
  expect(runClock(now, zone).day).toBe(day);
});

test("months and years are those of the calendar, and the 31st clamps", () => {
  expect(dayBefore("2026-03-31", { amount: 1, unit: "months" })).toBe("2026-02-28");
  expect(dayBefore("2024-03-31", { amount: 1, unit: "months" })).toBe("2024-02-29");
  expect(dayBefore("2024-02-29", { amount: 1, unit: "years" })).toBe("2023-02-28");
  expect(dayBefore("2026-11-24", { amount: 2, unit: "weeks" })).toBe("2026-11-10");
  expect(dayAfter("2026-01-31", { amount: 1, unit: "months" })).toBe("2026-02-28");
});

test("hours are exact time, also over a night when the clock is put back", () => {
  expect(hoursBefore("2026-10-25T12:00:00Z", 24)).toBe("2026-10-24T12:00:00.000Z");
});

test("anniversaries run over the new year, and 29 February falls on the 28th where there is none", () => {
  expect(anniversariesBetween("2026-12-31", "2027-01-02")).toEqual([1231, 101]);
  expect(anniversariesBetween("2027-02-28", "2027-03-01")).toEqual([228, 229]);
  expect(anniversariesBetween("2028-02-28", "2028-03-01")).toEqual([228, 229]);
  expect(anniversariesBetween("2026-01-01", "2030-01-01")).toHaveLength(366);
});

test("days and zones are told from what looks like them", () => {
  expect(["2026-02-28", "2026-02-30", "26-1-1", "20260101"].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(["Europe/Helsinki", "UTC", "Europe/Nowhere", "+02:00", ""].map(isTimeZone)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
