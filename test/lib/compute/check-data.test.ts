import { describe, expect, test } from "vitest";
import type { Summary } from "../../../lib/compute/contract.ts";
import type { Folder } from "../../../lib/workspace/workspace.ts";
import { aCompany, aFolder } from "./a-company.ts";
import type { Dropped } from "./a-company.ts";

const now = "2026-11-24T01:00:00Z";

/** What a run finds of these segments (rules by their ids) in these rows. */
async function ran(
  segments: Readonly<Record<string, string>>,
  rows: Dropped,
  differs: Folder = {},
): Promise<Summary> {
  const folder = aFolder(segments, differs);
  const company = aCompany(folder);
  await company.publish(folder);
  await company.drop(rows);
  return company.run(now);
}

/** What only the data shows. */
const seen = ({ findings }: Summary): readonly string[] =>
  findings
    .filter(({ by }) => by === "data")
    .map(({ segment, place, message }) => `${segment}:${place.line}:${place.column} ${message}`);

/** So many customers, each said something of by their number. */
const customers = (
  many: number,
  of: (at: number) => Readonly<Record<string, string | boolean | readonly string[] | null>>,
) => Array.from({ length: many }, (_, at) => ({ memberId: `m${at}`, ...of(at) }));

const bought = (of: Readonly<Record<string, string>>, memberId = "m0") => ({
  memberId,
  order_id: JSON.stringify(of),
  ordered_on: "2026-11-01",
  ...of,
});

/** Thirty people, so many of them beekeepers. */
const beekeepers = (many: number) => ({
  customers: customers(30, (at) => ({ occupation: at < many ? "Beekeeper" : "Teacher" })),
});

describe("a value that was never seen", () => {
  const cats = "{ orders: { where: { category: pets/cat } } }";

  test("is told with the one that was probably meant, parents of categories among them", async () => {
    const told = seen(await ran({ s: cats }, { orders: [bought({ category: "pets/cats/food" })] }));
    expect(told).toEqual([
      "s:2:8 pets/cat: nobody; nearest pets/cats. No row of orders has it in category; look how it is written there",
    ]);
  });

  test("is none that stands in some row, however it is written, or below", async () => {
    const rows = { orders: [bought({ category: "Pets/Cats/Food" })] };
    const found = await ran({ s: "{ orders: { where: { category: pets/cats } } }" }, rows);
    expect(seen(found)).toEqual([]);
  });

  test("in lists is looked for among their members", async () => {
    const rows = { customers: customers(12, () => ({ interests: ["cats", "dogs"] })) };
    const found = await ran({ s: "{ profile: { interests: { any: [dogs, cat] } } }" }, rows);
    expect(seen(found)).toEqual([
      "s:2:8 cat: nobody; nearest cats. No row of customers has it in interests; look how it is written there",
    ]);
  });

  test("several of one clause are told together", async () => {
    const rows = { orders: [bought({ channel: "online" }), bought({ channel: "store" })] };
    const who = "{ orders: { where: { channel: [onlin, store, telephone] } } }";
    expect(seen(await ran({ s: who }, rows))).toEqual([
      "s:2:8 onlin (nearest online), telephone: nobody. No row of orders has it in channel; look how it is written there",
    ]);
  });

  test("a column that is empty is told as such, not value for value", async () => {
    const rows = { customers: customers(3, () => ({ country: "FI" })) };
    const told = seen(await ran({ s: "{ profile: { city: [Espoo, Vantaa] } }" }, rows));
    expect(told.map((one) => one.slice(0, 44))).toEqual([
      "s:2:8 city is known of 0% of the customers o",
    ]);
  });

  test("of a person that few share, the nearest is not told: it may name somebody", async () => {
    const rule = { s: "{ profile: { occupation: Beekeepers } }" };
    expect(seen(await ran(rule, beekeepers(10)))[0]).toContain("nearest Beekeeper.");
    const few = seen(await ran(rule, beekeepers(9)));
    expect(few).toEqual([
      "s:2:8 Beekeepers: nobody. No row of customers has it in occupation; look how it is written there",
    ]);
  });

  test("where there are no rows at all, that is said", async () => {
    const rows = { customers: customers(2, () => ({ country: "FI" })) };
    const found = await ran({ s: "{ events: { event: open } }" }, rows);
    expect(seen(found)).toEqual(["s:2:8 open: nobody; there are no events yet"]);
  });

  test("a region that customers have themselves needs no places", async () => {
    const rows = { customers: customers(3, () => ({ country: "FI", region: "Uusimaa" })) };
    expect(seen(await ran({ s: "{ place: { region: Uusimaa } }" }, rows))).toEqual([]);
  });
});

/** Ten people, of so many of whom the city is known. */
const ofKnownCity = (known: number) => ({
  customers: customers(10, (at) => ({ city: at < known ? "Espoo" : null })),
});

/** A segment of those who have not bought, and something more. */
const unbought = (who: string) => ({ s: `{ all: [{ orders: { count: 0 } }, ${who}] }` });

describe("columns that people lack", () => {
  test("a rule over a column that fewer than half the customers have is told", async () => {
    const rule = { s: "{ profile: { city: Espoo } }" };
    expect(seen(await ran(rule, ofKnownCity(5)))).toEqual([]);
    const found = await ran(rule, ofKnownCity(4));
    expect(seen(found)).toEqual([
      "s:2:8 city is known of 40% of the customers only, so this rule passes most of them over; ask for something that more of them have, or gather it first",
    ]);
    expect(found.coverage).toEqual([{ dataset: "customers", column: "city", known: 4, of: 10 }]);
  });

  test("people without a row in customers lack every column of it", async () => {
    const orders = Array.from({ length: 30 }, (_, at) => bought({ product_id: `${at}` }, `b${at}`));
    const found = await ran({ s: "{ profile: { city: Espoo } }" }, { ...ofKnownCity(10), orders });
    expect(found.coverage).toEqual([{ dataset: "customers", column: "city", known: 10, of: 40 }]);
  });

  test("contact data is known where there was some, gender where it is f or m", async () => {
    const rows = {
      customers: customers(4, (at) => ({ has_email: at > 0, gender: at > 1 ? "f" : "unknown" })),
    };
    const who = "{ profile: { email: { known: yes }, gender: f } }";
    expect((await ran({ s: who }, rows)).coverage).toEqual([
      { dataset: "customers", column: "email", known: 3, of: 4 },
      { dataset: "customers", column: "gender", known: 2, of: 4 },
    ]);
  });

  test("not, over a column that many lack, says for how many it is true", async () => {
    const not = unbought("{ not: { profile: { city: Espoo } } }");
    expect(seen(await ran(not, ofKnownCity(8)))).toEqual([
      "s:2:49 not is true also for the 2 people (20%) of whom city is not known; where they are not meant, ask for what is known of them beside it",
    ]);
    expect(seen(await ran(not, ofKnownCity(9)))).toEqual([]);
    const twice = unbought("{ not: { not: { profile: { city: Espoo } } } }");
    expect(seen(await ran(twice, ofKnownCity(8)))).toEqual([]);
  });
});

/** People younger than so many years. */
const below = (age: number, rest = "to: meta-main") =>
  `name: S\nwho: { age: { below: ${age} } }\n${rest}\n`;

describe("segments that lie over each other", () => {
  /** A hundred people of ages 0 to 99. */
  const rows = { customers: customers(100, (at) => ({ birth_date: `${2026 - at}-01-01` })) };
  const lying = async (a: string, b: string, others: Readonly<Record<string, string>> = {}) => {
    const found = await ran({ a, b, ...others }, rows);
    return seen(found).filter((one) =>
      /^b:.*(nearly the same|hard to tell|everybody in)/.test(one),
    );
  };
  const same =
    "b:1:1 a and b are nearly the same people (80% of all who are in either are in both); keep one of them";
  const alike =
    "b:1:1 a and b are hard to tell apart (50% of all who are in either are in both); sharpen their rules, or put them into one exclusive group";
  const within =
    "b:1:1 everybody in b is in a too: these people are shown the advertisements of both; exclude one in the other, or put both into one exclusive group";

  test.each([
    [40, same],
    [39, alike.replace("50%", "78%")],
    [25, alike],
    [24, within],
  ])("50 people, and %i of them", async (age, says) => {
    expect(await lying(below(50), below(age))).toEqual([says]);
  });

  test("the figures stand in the summary", async () => {
    const { overlaps, distinctness } = await ran({ a: below(50), b: below(40) }, rows);
    expect(overlaps).toEqual([{ a: "a", b: "b", both: 40, jaccard: 0.8 }]);
    expect(distinctness).toEqual({ a: 0.2, b: 0.2 });
  });

  test("a segment without audiences may lie within another: it is there to be asked for", async () => {
    expect(await lying(below(50), below(10, ""))).toEqual([]);
  });

  test.each([
    [
      "one asks for the other",
      below(40),
      "name: S\nwho: { not: { not: { segment: a } } }\nto: meta-main\n",
    ],
    [
      "one asks for the other through a third",
      below(40),
      "name: S\nwho: { all: [{ segment: c }] }\nto: meta-main\n",
    ],
    ["one excludes the other", below(50, "to: meta-main\nexclude: b"), below(40)],
    [
      "they are in one exclusive group",
      below(50, "to: meta-main\nexclusive: { group: g, rank: 1 }"),
      below(40, "to: meta-main\nexclusive: { group: g, rank: 2 }"),
    ],
    ["one is everyone", below(200, "strategy: everyone\nto: meta-main"), below(95)],
  ])("nothing is said where somebody has thought of it: %s", async (_, a, b) => {
    const third = { c: "name: S\nwho: { all: [{ segment: a }, { age: { at-least: 0 } }] }\n" };
    expect(await lying(a, b, third)).toEqual([]);
  });
});

test("what the definitions alone show is told with the run, by its own day", async () => {
  const folder = {
    s: "name: Good customers\nwhy: Thank them\nowner: crm@example.com\nreview: { every: 1 year, last: 2025-11-23 }\nwho: { age: 30 }\n",
  };
  const { findings } = await ran(folder, {
    customers: customers(3, () => ({ birth_date: "1996-01-01" })),
  });
  expect(findings).toEqual([
    {
      severity: "warning",
      by: "definitions",
      segment: "s",
      place: { file: "segments/s.yaml", line: 4, column: 9 },
      message:
        "its review was due on 2026-11-23, 1 year after the last; look whether the segment still serves, and write last: 2026-11-24",
    },
  ]);
});
