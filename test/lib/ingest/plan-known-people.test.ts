import { expect, test } from "vitest";
import { planKnownPeople } from "../../../lib/ingest/plan-known-people.ts";

const file = (id: string, rows: number, parts = 1) => ({ id, rows, parts });

test("before the first file there is nobody to look for", () => {
  expect(planKnownPeople([], 1)).toEqual([]);
});

test("of large files the newest is looked at, and the newest changes since", () => {
  const files = [
    file("full", 1000),
    file("full-again", 990),
    file("monday", 5),
    file("tuesday", 7),
    file("wednesday", 3),
  ];
  expect(planKnownPeople(files, 1)).toEqual(["full-again", "tuesday", "wednesday"]);
  expect(planKnownPeople(files.slice(0, 2), 1)).toEqual(["full-again"]);
});

test("a large file of long ago is not looked at any more", () => {
  const changes = Array.from({ length: 10 }, (_, at) => file(`day-${at}`, 5));
  expect(planKnownPeople([file("full", 1000), ...changes], 1)).toEqual(["day-9"]);
});

test("the people of a part are looked for in the same part", () => {
  const files = [file("full", 1000, 4), file("monday", 5)];
  expect(planKnownPeople(files, 1)).toEqual(["full", "monday"]);
  expect(planKnownPeople(files, 3)).toEqual(["full-3", "monday"]);
  expect(planKnownPeople(files, 9)).toEqual(["full-4", "monday"]);
});
