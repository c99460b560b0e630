import { expect, test } from "vitest";
import { zoneOffsets } from "../../../lib/core/zone-offsets.ts";

const written = (zone: string, from: number, until: number) =>
  zoneOffsets(zone, { from, until }).map(({ since, offset }) => [
    new Date(since).toISOString().slice(0, 16),
    offset / 3_600_000,
  ]);

test("a zone's offset at the start, then at each change until the end", () => {
  expect(written("Europe/Helsinki", 2026, 2027)).toEqual([
    ["2026-01-01T00:00", 2],
    ["2026-03-29T01:00", 3],
    ["2026-10-25T01:00", 2],
  ]);
});

test("zones west of UTC are behind it, and some never change", () => {
  expect(written("America/New_York", 2026, 2027).map(([, hours]) => hours)).toEqual([-5, -4, -5]);
  expect(written("Asia/Kolkata", 2000, 2040)).toEqual([["2000-01-01T00:00", 5.5]]);
  expect(written("UTC", 2000, 2040)).toEqual([["2000-01-01T00:00", 0]]);
});
