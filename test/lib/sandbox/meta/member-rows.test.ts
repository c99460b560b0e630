import { expect, test } from "vitest";
import { memberRows } from "../../../../lib/sandbox/meta/member-rows.ts";
import { sha256 } from "./meta-client.ts";

const name = { FN: sha256("aino"), LN: sha256("virtanen") };
const born = { DOBY: sha256("1980"), DOBM: sha256("02"), DOBD: sha256("03") };
const stored = { EMAIL: sha256("a"), PHONE: sha256("1"), ...name, ZIP: sha256("00100"), ...born };

test.each([
  ["e-mail", { EMAIL: sha256("a") }, 0],
  ["phone", { PHONE: sha256("1") }, 0],
  ["another e-mail but the same phone", { EMAIL: sha256("b"), PHONE: sha256("1") }, 0],
  ["name and postal code", { ...name, ZIP: sha256("00100") }, 0],
  ["name and birth date", { ...name, ...born }, 0],
  ["name alone", name, 1],
  ["name and another postal code", { ...name, ZIP: sha256("00200") }, 1],
  ["a phone whose hash is somebody's e-mail", { PHONE: sha256("a") }, 1],
])("a row is found by %s: %#", (_, cells, left) => {
  const rows = memberRows();
  rows.add(stored, 0);
  rows.remove(cells);
  expect(rows.size()).toBe(left);
});

test("a removed phone takes every row that has it", () => {
  const rows = memberRows();
  for (const who of ["a", "b", "c"]) rows.add({ EMAIL: sha256(who), PHONE: sha256("1") }, 0);
  rows.add({ EMAIL: sha256("d") }, 0);
  expect(rows.remove({ PHONE: sha256("1") })).toBe(3);
  expect([...rows.all()].map(({ cells }) => cells)).toEqual([{ EMAIL: sha256("d") }]);
});

test("identical rows are one, and count as matched once", () => {
  const rows = memberRows();
  for (let i = 0; i < 1000; i += 1) rows.add({ EMAIL: sha256(String(i % 500)) }, i);
  expect(rows.size()).toBe(500);
  expect(rows.matched()).toBeGreaterThan(270);
  expect(rows.matched()).toBeLessThan(330);
  for (let i = 0; i < 500; i += 1) rows.remove({ EMAIL: sha256(String(i)) });
  expect([rows.size(), rows.matched()]).toEqual([0, 0]);
});
