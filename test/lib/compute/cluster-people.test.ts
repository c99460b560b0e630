import * as fc from "fast-check";
import { expect, test } from "vitest";
import { clusterPeople, largestCluster } from "../../../lib/compute/cluster-people.ts";
import type { MergedBefore, Shared } from "../../../lib/compute/cluster-people.ts";

const has = (memberId: string, contact: string, birthDate: string | null = null): Shared => ({
  memberId,
  contact,
  birthDate,
});

const went = (memberId: string, person: string, stands = true): MergedBefore => ({
  memberId,
  person,
  stands,
});

const persons = (shared: readonly Shared[], before: readonly MergedBefore[] = []) =>
  Object.fromEntries(clusterPeople(shared, before).merged.map((one) => [one.memberId, one.person]));

test("customers who share something are one person, transitively, by the smallest id", () => {
  expect(
    persons([has("c", "1"), has("b", "1"), has("b", "2"), has("a", "2"), has("z", "3")]),
  ).toEqual({ a: "a", b: "a", c: "a" });
});

test("nobody is merged across different birth dates, and nobody knows whose the unknown one is", () => {
  expect(
    persons([
      has("a", "1", "1980-01-01"),
      has("b", "1", "1990-01-01"),
      has("c", "1", "1980-01-01"),
      has("d", "1"),
    ]),
  ).toEqual({ a: "a", c: "a" });
  expect(persons([has("a", "1", "1980-01-01"), has("b", "1")])).toEqual({ a: "a", b: "a" });
});

test("a person keeps the smallest id of all times, unless its customer went their own way", () => {
  const shared = [has("b", "1"), has("c", "1")];
  expect(persons(shared, [went("b", "a", false), went("c", "a", false)])).toEqual({
    b: "a",
    c: "a",
  });
  expect(persons(shared, [went("a", "a"), went("b", "a"), went("c", "a")])).toEqual({
    b: "b",
    c: "b",
  });
});

test("of two clusters that were one, the one with the smallest customer keeps the id", () => {
  const shared = [has("b", "1"), has("e", "1"), has("c", "2"), has("d", "2")];
  const before = ["b", "c", "d", "e"].map((one) => went(one, "a", false));
  expect(persons(shared, before)).toEqual({ b: "a", e: "a", c: "c", d: "c" });
});

const many = (size: number) => Array.from({ length: size }, (_, at) => has(`m${at + 100}`, "1"));

test("clusters of more than twenty are listed, not merged", () => {
  expect(clusterPeople(many(largestCluster), [])).toMatchObject({ oversize: 0, largest: 20 });
  expect(clusterPeople(many(largestCluster + 1), [])).toEqual({
    merged: [],
    oversize: 1,
    largest: 21,
  });
});

const someShared = fc.array(
  fc.record({
    memberId: fc.constantFrom("a", "b", "c", "d", "e", "f", "g"),
    contact: fc.constantFrom("1", "2", "3", "4", "5"),
  }),
  { maxLength: 12 },
);
const births = fc.dictionary(
  fc.constantFrom("a", "b", "c", "d", "e", "f", "g"),
  fc.constantFrom("1980-01-01", "1990-01-01"),
);

test("whatever is shared: the order of rows does not matter, ids are unique, and nobody of another birth date is among them", () => {
  fc.assert(
    fc.property(someShared, births, (rows, born) => {
      const shared = rows.map(({ memberId, contact }) =>
        has(memberId, contact, born[memberId] ?? null),
      );
      const found = persons(shared);
      expect(persons(shared.toReversed())).toEqual(found);
      const known = new Map<string, string>();
      for (const [memberId, person] of Object.entries(found)) {
        const birth = born[memberId];
        if (birth === undefined) continue;
        expect(known.get(person) ?? birth).toBe(birth);
        known.set(person, birth);
      }
      const again = Object.entries(found).map(([memberId, person]) => went(memberId, person));
      expect(persons(shared, again)).toEqual(found);
    }),
  );
});
