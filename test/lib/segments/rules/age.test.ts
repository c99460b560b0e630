import { expect, test } from "vitest";
import { whoIs } from "../../compute/who-is.ts";
import { inWords } from "../a-rule.ts";
import { aCustomer, whatIsFound } from "../what-is-found.ts";

const born = (of: Record<string, string | null>) => ({
  customers: Object.entries(of).map(([memberId, birth_date]) => ({ memberId, birth_date })),
});

test("age is whole years on the run's day: a birthday counts from that day on", async () => {
  expect(
    await whoIs({
      rules: {
        grown: "{ age: { at-least: 18 } }",
        under: "{ age: { below: 18 } }",
        eighteen: "{ age: 18 }",
        range: "{ age: { between: [18, 64] } }",
        older: "{ age: { above: 64 } }",
        not: "{ not: { age: { at-least: 18 } } }",
      },
      dropped: born({
        a: "2008-11-24",
        b: "2008-11-25",
        c: "1961-11-24",
        d: "1961-11-25",
        unknown: null,
        unborn: "2027-01-01",
      }),
    }),
  ).toEqual({
    grown: "a c d",
    under: "b",
    eighteen: "a",
    range: "a d",
    older: "c",
    not: "b unborn unknown",
  });
});

test("whoever was born on 29 February comes of age on 1 March in other years", async () => {
  const rules = { grown: "{ age: { at-least: 18 } }" };
  const dropped = born({ leap: "2008-02-29" });
  expect(await whoIs({ rules, dropped, now: "2026-02-28T12:00:00Z" })).toEqual({ grown: "" });
  expect(await whoIs({ rules, dropped, now: "2026-03-01T12:00:00Z" })).toEqual({ grown: "leap" });
});

test("it is told in words, and what was found is the birth date", async () => {
  expect(inWords("{ age: { between: [25, 64] } }")).toEqual([
    "aged between 25 and 64",
    "ikä 25–64 vuotta",
    "ålder mellan 25 och 64 år",
  ]);
  const customers = [aCustomer({ birth_date: "1990-02-28" })];
  expect(await whatIsFound({ age: 18 }, { customers })).toEqual([
    "born: 1990-02-28 day (aged exactly 18)",
  ]);
});
