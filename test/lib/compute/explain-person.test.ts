import { expect, test } from "vitest";
import { explainPerson } from "../../../lib/compute/explain-person.ts";
import { segmentIdSchema } from "../../../lib/core/ids.ts";
import type { Folder } from "../../../lib/workspace/workspace.ts";
import { aFolder, memberOf } from "./a-company.ts";
import type { Dropped } from "./a-company.ts";
import { lookAt } from "./a-look.ts";

const bought = (memberId: string, ordered_on: string, amount_cents = 1250) => ({
  memberId,
  order_id: `${memberId}${ordered_on}`,
  ordered_on,
  amount_cents,
});

const dropped: Dropped = {
  customers: [
    { memberId: "a", birth_date: "1990-05-06", interests: ["cats", "dogs"], email_ids: ["shared"] },
    { memberId: "b", country: "SE", email_ids: ["shared"] },
    { memberId: "x" },
    { memberId: "y" },
  ],
  orders: [bought("a", "2026-11-01"), bought("a", "2025-11-30", 1), bought("b", "2020-01-01")],
  objections: [{ memberId: "x" }],
};

interface Asked {
  readonly who: string;
  readonly differs?: Folder;
}

const explain = (name: string, { who, differs = {} }: Asked) =>
  lookAt(
    {
      folder: aFolder({ wanted: who, cats: "{ profile: { interests: cats } }" }, differs),
      dropped,
      gone: ["y"],
    },
    async (bench, { ports, ...at }) => {
      const found = await explainPerson(
        ports,
        bench,
      )({
        ...at,
        member: memberOf(name),
        segment: segmentIdSchema.parse("wanted"),
        besides: { segments: [], only: [] },
        mergedBefore: undefined,
      });
      if (found.is !== "judged") return found.is;
      const { cells, person } = found;
      const clauses = found.of.plan.clauses.map((clause) => cells[clause]);
      const of = Object.values(found.of.plan.found).flat();
      const told = of.map(({ what, as, needs, column }) => [
        what("en"),
        cells[column],
        as,
        needs("en"),
      ]);
      return { person, in: cells["wanted"], clauses, told };
    },
  );

test("each clause is told with what it found and what it needs", async () => {
  const who =
    "{ all: [{ orders: { count: { at-least: 3 }, spend: { at-least: 10 }, within: 24 months } }, { not: { segment: cats } }] }";
  expect(await explain("a", { who })).toEqual({
    person: memberOf("a"),
    in: false,
    clauses: [false, true],
    told: [
      ["orders in the last 24 months", 2, "number", "at least 3"],
      ["spent in the last 24 months", 1251, "money", "at least 10"],
      ["in the segment cats", true, "yes-no", "yes"],
    ],
  });
});

test("what is not known is told apart from a no", async () => {
  const who = "{ any: [{ age: { at-least: 18 } }, { profile: { interests: cats } }] }";
  expect(await explain("b", { who })).toMatchObject({
    in: false,
    clauses: [null, null],
    told: [
      ["born", null, "day", expect.anything()],
      ["interests", null, "text", "cats"],
    ],
  });
  expect(await explain("a", { who })).toMatchObject({
    in: true,
    told: [
      ["born", "1990-05-06", "day", expect.anything()],
      ["interests", "cats, dogs", "text", "cats"],
    ],
  });
});

test("what depends on everybody is found of everybody", async () => {
  const who = "{ rank: { by: spend, top: 50% } }";
  expect(await explain("a", { who })).toMatchObject({
    in: true,
    told: [
      ["spent", 1251, "money", ""],
      ["rank", 1, "number", expect.anything()],
    ],
  });
});

test("somebody who objects or was erased is gone, somebody without rows is unknown", async () => {
  expect(await explain("x", { who: "{ orders: {} }" })).toBe("gone");
  expect(await explain("y", { who: "{ orders: {} }" })).toBe("gone");
  expect(await explain("z", { who: "{ orders: {} }" })).toBe("unknown");
});

test("whoever is one person with another is explained as that person", async () => {
  const merging = {
    "workspace.yaml":
      "name: Test\ntimezone: Europe/Helsinki\ncurrency: EUR\ncountry: FI\nconsent: [advertising]\nmerge: [email]\n",
  };
  const found = await explain("b", { who: "{ orders: {} }", differs: merging });
  expect(found).toMatchObject({
    person: memberOf("a"),
    told: [["orders", 3, "number", "at least 1"]],
  });
});
