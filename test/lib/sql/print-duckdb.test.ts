import { expect, test } from "vitest";
import {
  all,
  above,
  among,
  any,
  call,
  callWhere,
  column,
  date,
  equal,
  firstOf,
  surely,
  timestamp,
  value,
} from "../../../lib/sql/expression.ts";
import { expression, relation, statement } from "../../../lib/sql/print-duckdb.ts";
import {
  columnsOf,
  create,
  parquet,
  parquetSchema,
  select,
  steps,
  table,
  union,
  write,
} from "../../../lib/sql/relation.ts";

test("names and texts cannot break out of their quotes", () => {
  expect(expression(equal(column('a"b', "t"), value("it's")))).toBe(`("t"."a""b" = 'it''s')`);
});

test("moments are days or UTC times, never numbers", () => {
  expect(expression(date("2026-11-24"))).toBe("DATE '2026-11-24'");
  expect(expression(timestamp("2026-11-24T03:00:00.000Z"))).toBe(
    "TIMESTAMP '2026-11-24 03:00:00.000'",
  );
});

test("of nothing, all is true, any and among are false", () => {
  expect([all(), any(), among(column("a"), [])].map(expression)).toEqual([
    "TRUE",
    "FALSE",
    "FALSE",
  ]);
});

test("an aggregate counts only the rows for which its condition holds", () => {
  expect(expression(callWhere("count", equal(column("kind"), value("sale"))))).toBe(
    `count(*) FILTER (WHERE ("kind" = 'sale'))`,
  );
});

test("what is unknown can be made false", () => {
  expect(expression(surely(above(column("a"), value(1))))).toBe('coalesce(("a" > 1), FALSE)');
  expect(expression(firstOf([{ when: column("a"), gives: value(1) }], value(null)))).toBe(
    'CASE WHEN "a" THEN 1 ELSE NULL END',
  );
});

test("a number that SQL cannot hold is refused", () => {
  expect(() => expression(value(Number.NaN))).toThrow(RangeError);
});

test("a statement is laid out to be read, with what it is for above it", () => {
  const recent = select({
    from: parquet("/x/a.parquet", "/x/b.parquet"),
    everything: true,
    columns: { file_order: column("filename") },
    where: above(column("day"), date("2026-01-01")),
  });
  const counted = select({
    note: "rows of each member",
    from: table("recent"),
    as: "r",
    joins: [
      {
        kind: "anti",
        relation: table("gone"),
        as: "g",
        on: equal(column("id", "r"), column("id", "g")),
      },
    ],
    columns: { id: column("id", "r"), rows: call("count") },
    groupBy: [column("id", "r")],
    orderBy: [{ by: column("id", "r") }],
    limit: 3,
  });
  expect(
    statement(create("counted", steps([{ name: "recent", relation: recent }], counted), "a count")),
  ).toBe(
    `-- a count
CREATE TABLE "counted" AS
WITH
"recent" AS (
  SELECT
    *,
    "filename" AS "file_order"
  FROM read_parquet(['/x/a.parquet', '/x/b.parquet'], union_by_name = true)
  WHERE ("day" > DATE '2026-01-01')
)
-- rows of each member
SELECT
  "r"."id" AS "id",
  count(*) AS "rows"
FROM "recent" AS "r"
ANTI JOIN "gone" AS "g"
  ON ("r"."id" = "g"."id")
GROUP BY "r"."id"
ORDER BY "r"."id" NULLS LAST
LIMIT 3`,
  );
});

test("files are put together by the names of their columns, and written compressed", () => {
  expect(relation(union(table("a"), parquet("/b.parquet")))).toBe(
    `SELECT * FROM "a"
UNION ALL BY NAME
SELECT * FROM read_parquet(['/b.parquet'], union_by_name = true)`,
  );
  expect(statement(write(table("a"), "/it's.parquet"))).toBe(
    `COPY (
  SELECT * FROM "a"
) TO '/it''s.parquet' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 5000)`,
  );
});

test("a Parquet file's schema and a relation's columns are relations too", () => {
  expect(relation(parquetSchema("/x/it's.parquet"))).toBe(
    "SELECT name, num_children FROM parquet_schema('/x/it''s.parquet')",
  );
  expect(relation(columnsOf(table("rows")))).toBe(
    'SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM "rows")',
  );
});

test("a text of several lines stays as it is, however deep it stands", () => {
  const inner = select({ from: table("a"), columns: { of: value("two\nlines") } });
  expect(relation(select({ from: inner, everything: true, columns: {} }))).toContain(
    "('two' || chr(10) || 'lines') AS \"of\"",
  );
});
