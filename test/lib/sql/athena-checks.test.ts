import { expect, test } from "vitest";
import {
  above,
  all,
  call,
  cast,
  column,
  date,
  equal,
  joined,
  lambda,
  plus,
  value,
} from "../../../lib/sql/expression.ts";
import type { Expression } from "../../../lib/sql/expression.ts";
import { create, createEmpty, select, steps, table, union } from "../../../lib/sql/relation.ts";
import type { Relation } from "../../../lib/sql/relation.ts";
import { checkAthena, checkAthenaText } from "../../builders/check-athena.ts";
import { withBench } from "../../builders/duckdb-bench.ts";
import { mixedTypes } from "../../builders/mixed-types.ts";
import { oddInAthena } from "../../builders/odd-in-athena.ts";

/** The checks of Athena's texts find what is planted. */

test.each([
  ["SELECT a FROM t QUALIFY b", "is not valid"],
  ["SELECT [1]", "failed predicate"],
  ["SELECT a FROM t SEMI JOIN u ON t.b = u.b", "SEMI JOIN"],
  ["SELECT arg_max(a, b) FROM t", "Trino has no arg_max of 2"],
  ["SELECT coalesce(a) FROM t", "Trino has no coalesce of 1"],
  ["SELECT lower(a, b) FROM t", "Trino has no lower of 2"],
  ['SELECT normalize(a) AS "loyal-slipping" FROM t', "loyal-slipping"],
  ["SELECT sum(a) FILTER (WHERE b) OVER (PARTITION BY c) FROM t", "sum over a window"],
  ["SELECT count(DISTINCT a) OVER (PARTITION BY c) FROM t", "count over a window"],
  ["SELECT array_agg(a ORDER BY b) OVER (PARTITION BY c) FROM t", "array_agg over a window"],
])("in %s they find %s", (text, found) => {
  expect(checkAthenaText(text)).toEqual([expect.stringContaining(found)]);
});

const of = (columns: Readonly<Record<string, Expression>>, more = {}): Relation =>
  select({ from: table("t"), columns, ...more });

test("a column that only DuckDB would find, among the select's own, is found", () => {
  const own = of({
    double: plus(column("n"), column("n")),
    more: plus(column("double"), value(1)),
  });
  const other = of({ n: column("n", "u") });
  const lambdas = of({
    a: call("list_filter", column("l"), lambda("one", above(column("one"), column("two")))),
  });
  const nested = steps(
    [{ name: "s", relation: of({ m: column("n") }) }],
    select({ from: table("s"), columns: { m: column("m") }, where: column("n") }),
  );
  const found = [own, other, lambdas, nested].map((one) =>
    checkAthena([create("a table", one)], { t: ["n", "l"] }),
  );
  expect(found).toEqual(
    [".double", "u.n", ".two", ".n"].map((name) => [`a table: nothing has the column ${name}`]),
  );
});

test("a column of no type is found", () => {
  expect(checkAthena([create("a", of({ none: value(null) }))], { t: [] })).toEqual([
    "a: none is NULL of no type",
  ]);
});

test.each<[string, Relation]>([
  ["text with number", of({ a: equal(column("v"), column("n")) })],
  ["number with text", of({ a: above(call("max", column("n")), value("1")) })],
  ["truth with number", of({ a: call("count") }, { where: equal(column("b"), value(1)) })],
  ["truth with number", of({ a: all(column("b"), column("n")) })],
  ["text with number", of({ a: joined(column("v"), column("n")) })],
  ["time with text", of({ a: equal(column("d"), value("2026-01-01")) })],
  ["time with number", of({ a: plus(column("d"), value(1)) })],
  ["truth", of({ a: call("sum", column("b")) })],
  ["text with number", of({}, { everything: true, qualify: equal(column("v"), column("n")) })],
  [
    "text with number",
    steps(
      [{ name: "s", relation: of({ w: column("v") }) }],
      select({
        from: table("t"),
        columns: { n: column("n") },
        joins: [
          { kind: "semi", relation: table("s"), as: "s", on: equal(column("w"), column("n")) },
        ],
      }),
    ),
  ],
  [
    "number with text in the column n of a union",
    union(of({ n: column("n") }), of({ n: column("v") })),
  ],
])("DuckDB takes it, Trino does not: %s", async (kinds, relation) => {
  const made = createEmpty("t", { v: "VARCHAR", n: "BIGINT", b: "BOOLEAN", d: "DATE" });
  const found = await withBench(1)(async (bench) => {
    await bench.engine.run(made);
    return mixedTypes(bench, [create("a", relation)]);
  });
  expect(found).toEqual([expect.stringContaining(kinds)]);
});

test("days with times, and NULL with anything, are no mixture", async () => {
  const relation = union(
    of({ a: above(column("d"), cast(column("d"), "TIMESTAMP")), b: value(null) }),
    of({ a: equal(column("v"), value(null)), b: date("2026-01-01") }),
  );
  const found = await withBench(1)(async (bench) => {
    await bench.engine.run(createEmpty("t", { v: "VARCHAR", d: "DATE" }));
    return mixedTypes(bench, [create("a", relation)]);
  });
  expect(found).toEqual([]);
});

const asked = select({
  from: table("counted"),
  everything: true,
  columns: {},
  orderBy: [{ by: column("v") }],
});

/** What is odd about a table that is made of the texts a and b, or about saying so of one that was made otherwise. */
const oddAbout = (
  columns: Readonly<Record<string, Expression>>,
  made = columns,
): Promise<readonly string[]> =>
  withBench(1)(async (bench) => {
    const texts = [[value("a")], [value("b")]];
    await bench.engine.run(create("t", { is: "rows", columns: ["v"], rows: texts }));
    await bench.engine.run(create("counted", of({ v: column("v"), ...made })));
    return oddInAthena(bench, [create("counted", of({ v: column("v"), ...columns }))], asked);
  });

test("statements that have run are looked at as a whole: texts, types, answers", async () => {
  const isLong = { long: above(call("length", column("v")), value(0)) };
  expect(await oddAbout(isLong)).toEqual([]);
  expect(await oddAbout({ none: value(null) })).toEqual(["counted: none is NULL of no type"]);
  expect(await oddAbout({ joined: joined(column("v"), value(1)) })).toEqual([
    expect.stringContaining("text with number"),
  ]);
  const isB = { long: equal(column("v"), value("b")) };
  expect(await oddAbout(isLong, isB)).toEqual(['not ["a",false]']);
});
