import * as fc from "fast-check";
import { expect, test } from "vitest";
import { birthDateOf, metaBirthDate } from "../../../lib/identity/birth-date.ts";

test.each([
  ["1985-03-09", "1985-03-09"],
  [" 1985-3-9 ", "1985-03-09"],
  ["1985/03/09", "1985-03-09"],
  ["19850309", "1985-03-09"],
  ["1985-03-09T00:00:00Z", "1985-03-09"],
  ["1985-03-09 00:00:00.000+02:00", "1985-03-09"],
  ["9.3.1985", "1985-03-09"],
  ["09.03.1985", "1985-03-09"],
  ["9. 3. 1985", "1985-03-09"],
  ["2000-02-29", "2000-02-29"],
])("%j is %s", (raw, iso) => expect(birthDateOf(raw)).toBe(iso));

test.each([
  "",
  "1985",
  "1985-02-30",
  "1985-13-01",
  "1900-02-29",
  "31.4.1985",
  "1899-12-31",
  "2101-01-01",
  "0000-00-00",
  "1985-03/09",
  "85-03-09",
  "9.3.85",
  "unknown",
])("%j is no birth date", (raw) => expect(birthDateOf(raw)).toBeUndefined());

test.each(["3/9/1985", "03-09-1985"])("whether %s is March or September is not guessed", (raw) =>
  expect(birthDateOf(raw)).toBeUndefined(),
);

test("every day of two centuries is read, however it is written", () => {
  const days = fc.date({
    min: new Date("1900-01-01"),
    max: new Date("2100-12-31"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(days, (day) => {
      const iso = day.toISOString().slice(0, 10);
      const [y, m, d] = iso.split("-").map(Number);
      expect(birthDateOf(iso)).toBe(iso);
      expect(birthDateOf(`${d}.${m}.${y}`)).toBe(iso);
      expect(birthDateOf(`${y}-${m}-${d}`)).toBe(iso);
    }),
  );
});

test("Meta's three parts are padded", () =>
  expect(metaBirthDate("1985-03-09")).toEqual({ year: "1985", month: "03", day: "09" }));
