import { describe, expect, test } from "vitest";
import { listValues } from "../../../lib/compute/list-values.ts";
import { columnCalled } from "../../../lib/compute/value-columns.ts";
import { aFolder } from "./a-company.ts";
import type { Dropped } from "./a-company.ts";
import { definitionsIn, lookAt } from "./a-look.ts";

const folder = aFolder(
  {},
  {
    "datasets/customers.yaml":
      "dataset: customers\ncolumns: { customer_id: id }\nattributes: { hobby: { from: hobby, type: text }, club: { from: club, type: yes-no }, second_address: { from: second, contact: allowed } }\n",
    "datasets/events.yaml":
      "dataset: events\ncolumns: { event_id: id, customer_id: c, event: e, occurred_at: o }\nattributes: { seconds: { from: s, type: number } }\n",
  },
);

const people = Array.from({ length: 8 }, (_, at) => `p${at}`);
const line = (memberId: string, nth: number, category: string | null) => ({
  memberId,
  order_id: `${memberId}-${nth}`,
  ordered_on: "2026-11-01",
  category,
});

const dropped: Dropped = {
  customers: people.map((memberId, at) => ({
    memberId,
    country: at < 6 ? "FI" : "SE",
    interests: at === 7 ? null : at < 5 ? ["cats", "cats", "dogs"] : ["cats"],
    hobby: at < 5 ? "fishing" : `something of ${memberId} alone`,
    club: at < 5,
  })),
  orders: [
    ...people.map((one) => line(one, 1, "pets/cats/food")),
    ...people.slice(0, 5).map((one) => line(one, 2, "pets/dogs")),
    ...people.slice(0, 2).map((one) => line(one, 3, "garden")),
    ...people.slice(0, 6).map((one) => line(one, 4, "/odd//path/")),
    line("p0", 5, null),
    line("p0", 6, "garden"),
  ],
  events: people.slice(0, 6).map((memberId, at) => ({
    memberId,
    event_id: memberId,
    event: at < 5 ? "cart" : "seen",
    occurred_at: "2026-11-01 10:00:00",
    occurred_on: "2026-11-01",
    seconds: at < 5 ? 2.5 : 3,
  })),
};

const valuesOf = (meant: string, limit = 40) =>
  lookAt({ folder, dropped }, (bench, { ports, ...at }) => {
    const column = columnCalled(at.rulebook.workspace, meant);
    return listValues(ports, bench)({ ...at, column, limit, mergedBefore: undefined });
  });

test("values are counted and shared out, most frequent first", async () => {
  expect(await valuesOf("country")).toMatchObject({ rows: 8, notKnown: 0, different: 2, rare: 1 });
  const { values } = await valuesOf("events.event");
  expect(values).toEqual([
    { value: "cart", rows: 5, share: 5 / 6, people: 5 },
    { value: "seen", rows: 1, share: 1 / 6, people: null },
  ]);
});

test("of a customers' value that fewer than five people have no count is told", async () => {
  const { values } = await valuesOf("country");
  expect(values).toEqual([
    { value: "FI", rows: 6, share: 0.75, people: 6 },
    { value: "SE", rows: null, share: null, people: null },
  ]);
});

test("several values in one cell count by themselves, each once a row", async () => {
  const { values, notKnown } = await valuesOf("interests");
  expect(notKnown).toBe(1);
  expect(values.map(({ value, rows }) => [value, rows])).toEqual([
    ["cats", 7],
    ["dogs", 5],
  ]);
});

test("a category counts to its parents, too, and stands under them", async () => {
  const { values, notKnown, rows } = await valuesOf("category");
  expect({ notKnown, rows }).toEqual({ notKnown: 1, rows: 23 });
  expect(values.map(({ value, rows: lines, people: who }) => [value, lines, who])).toEqual([
    ["pets", 13, 8],
    ["pets/cats", 8, 8],
    ["pets/cats/food", 8, 8],
    ["pets/dogs", 5, 5],
    ["/odd", 6, 6],
    ["/odd/", 6, 6],
    ["/odd//path", 6, 6],
    ["/odd//path/", 6, 6],
    ["garden", 3, null],
  ]);
});

test("a limit keeps the most frequent, with their parents", async () => {
  const { values, different } = await valuesOf("category", 3);
  expect(values.map(({ value }) => value)).toEqual(["pets", "pets/cats", "pets/cats/food"]);
  expect(different).toBe(9);
});

test("an attribute's value that fewer than five people have is not shown, only counted", async () => {
  const found = await valuesOf("hobby");
  expect(found).toMatchObject({ different: 4, rare: 3 });
  expect(found.values.map(({ value }) => value)).toEqual(["fishing"]);
});

test("numbers and answers stand as they are written in rules", async () => {
  expect((await valuesOf("seconds")).values).toMatchObject([{ value: "2.5", rows: 5 }]);
  expect((await valuesOf("club")).values).toMatchObject([{ value: "yes", rows: 5 }]);
});

test("a column of a dataset without files has no values", async () => {
  expect(await valuesOf("feedback.kind")).toMatchObject({ rows: 0, different: 0, values: [] });
});

describe("a column that cannot be listed", () => {
  const { workspace } = definitionsIn(folder);
  test.each([
    ["email", /could tell who somebody is/],
    ["customers.customer_id", /could tell who somebody is/],
    ["birth_date", /could tell who somebody is/],
    ["second_address", /could tell who somebody is/],
    ["kind", /write orders\.kind or feedback\.kind/],
    ["categry", /Did you mean “category”/],
    ["orders.categry", /Did you mean “orders\.category”/],
    ["nonsense at all", /There are: customers\.country/],
  ])("%s", (meant, says) => {
    expect(() => columnCalled(workspace, meant)).toThrow(says);
  });
});
