import { expect, test } from "vitest";
import { whoIs } from "../../compute/who-is.ts";

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
