import { expect, test } from "vitest";
import { readSchedule } from "../../../../lib/local/events/next-time.ts";

test.each([
  ["cron(0 3 * * ? *)", "Europe/Helsinki", "2026-01-10T02:00:00Z", "2026-01-11T01:00:00.000Z"],
  ["cron(0 3 * * ? *)", "Europe/Helsinki", "2026-07-10T02:00:00Z", "2026-07-11T00:00:00.000Z"],
  ["cron(0 3 * * ? *)", "UTC", "2026-01-10T02:59:59Z", "2026-01-10T03:00:00.000Z"],
  ["cron(0 3 * * ? *)", "UTC", "2026-01-10T03:00:00Z", "2026-01-11T03:00:00.000Z"],
  // On 29 March 2026 there is no half past three in Helsinki; on 25 October there are two.
  ["cron(30 3 * * ? *)", "Europe/Helsinki", "2026-03-28T12:00:00Z", "2026-03-30T00:30:00.000Z"],
  ["cron(30 3 * * ? *)", "Europe/Helsinki", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00.000Z"],
  ["cron(30 3 * * ? *)", "Europe/Helsinki", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00.000Z"],
  ["cron(15,45 8-10/2 ? * MON-FRI *)", "UTC", "2026-11-20T10:45:00Z", "2026-11-23T08:15:00.000Z"],
  ["cron(0 0 1 1 ? *)", "UTC", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00.000Z"],
  ["rate(6 hours)", "UTC", "2026-01-10T05:00:00Z", "2026-01-10T06:00:00.000Z"],
])("%s in %s after %s is %s", (...row) => {
  const [expression, zone, after, next] = row;
  expect(readSchedule(expression, zone)(new Date(after)).toISOString()).toBe(next);
});

test.each([
  ["at(2026-01-01T00:00:00)", /at\(2026/],
  ["cron(0 3 L * ? *)", /know L in cron/],
  ["cron(0 3 * * ? 2027)", /year/],
])("%s is refused by name", (expression, message) => {
  expect(() => readSchedule(expression, "UTC")).toThrow(message);
});
