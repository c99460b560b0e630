import { expect, test } from "vitest";
import {
  above,
  call,
  callWhere,
  cast,
  column,
  countDistinct,
  equal,
  list,
  over,
  value,
} from "../../../lib/sql/expression.ts";
import type { Expression } from "../../../lib/sql/expression.ts";
import { athenaPrinter } from "../../../lib/sql/print-athena.ts";
import {
  columnsOf,
  create,
  createEmpty,
  parquet,
  parquetSchema,
  select,
  table,
  union,
  write,
} from "../../../lib/sql/relation.ts";
import type { Join, Relation } from "../../../lib/sql/relation.ts";

const orders = { orders_now: ["memberId", "order_id", "ordered_at", "words"] };

const printed = (columns: Readonly<Record<string, Expression>>): string =>
  athenaPrinter(orders).relation(select({ from: table("orders_now"), columns }));

test("a statement is laid out to be read, with what it is for above it", () => {
  const newest = select({
    note: "the newest order of each",
    from: table("orders_now"),
    as: "row",
    everything: true,
    columns: {},
    joins: [
      {
        kind: "anti",
        relation: table("gone"),
        as: "gone",
        on: equal(column("memberId", "row"), column("memberId", "gone")),
      },
    ],
    qualify: equal(
      over(call("row_number"), {
        partitionBy: [column("memberId")],
        orderBy: [{ by: column("ordered_at"), descending: true }],
      }),
      value(1),
    ),
  });
  expect(athenaPrinter(orders).statement(create("newest orders", newest, "newest"))).toBe(
    `-- newest
CREATE TABLE "newest_orders" AS
-- the newest order of each
SELECT
  "memberId" AS "memberId",
  "order_id" AS "order_id",
  "ordered_at" AS "ordered_at",
  "words" AS "words"
FROM (
  SELECT
    "row".*,
    (row_number() OVER (PARTITION BY "memberId" ORDER BY "ordered_at" DESC NULLS LAST) = 1) AS "it_qualifies"
  FROM "orders_now" AS "row"
  WHERE NOT EXISTS (
    SELECT 1
    FROM "gone" AS "gone"
    WHERE ("row"."memberId" = "gone"."memberId")
  )
)
WHERE "it_qualifies"`,
  );
});

test("an empty table has typed columns and no rows", () => {
  const { statement } = athenaPrinter({});
  const columns = { memberId: "VARCHAR", likes: "VARCHAR[]", at: "TIMESTAMP" } as const;
  expect(statement(createEmpty("no customers", columns))).toBe(
    `CREATE TABLE "no_customers" AS
SELECT
  CAST(NULL AS VARCHAR) AS "memberId",
  CAST(NULL AS ARRAY(VARCHAR)) AS "likes",
  CAST(NULL AS TIMESTAMP) AS "at"
WITH NO DATA`,
  );
  expect(statement({ is: "drop", name: "no customers" })).toBe(
    "DROP TABLE IF EXISTS `no_customers`",
  );
});

test("names are those that Athena's catalogue takes, each its own", () => {
  const { name } = athenaPrinter({ orders_now: ["memberId"] });
  expect(
    ["memberId", "MEMBERID", "loyal-slipping/all/1", "loyal slipping/all 1", "mått", "ä", "/"].map(
      name,
    ),
  ).toEqual([
    "memberId",
    "MEMBERID_2",
    "loyal_slipping_all_1",
    "loyal_slipping_all_1_2",
    "m_tt",
    "unnamed",
    "unnamed_2",
  ]);
  expect(name("x".repeat(300))).toHaveLength(240);
  expect(name("memberId")).toBe("memberId");
});

test("whole numbers and decimals are divided as DOUBLE, once", () => {
  expect(
    printed({
      share: {
        is: "operation",
        operator: "/",
        left: cast(column("a"), "DOUBLE"),
        right: column("b"),
      },
    }),
  ).toContain('(CAST("a" AS DOUBLE) / CAST("b" AS DOUBLE))');
});

test("a list that is written out needs no look for what is not known in it", () => {
  expect(printed({ any: call("list_has_any", column("words"), list(value("a"))) })).toContain(
    `(cardinality(array_intersect("words", ARRAY['a'])) > 0)`,
  );
});

const word = column("words");
const kinds = (kind: Join["kind"]): Join => ({ kind, relation: table("gone"), as: kind });

test.each<[string, Expression]>([
  ["hash: each engine has its own", call("hash", word)],
  ["email_texts: made in JavaScript", call("email_texts", word)],
  ["filename: files are read by DuckDB", call("filename")],
  ["strptime: files are read by DuckDB", call("strptime", word, value("%d"))],
  [
    "regexp_replace: Trino replaces every match",
    call("regexp_replace", word, value("a"), value("b")),
  ],
  ["list_sort: only ascending", call("list_sort", word, value("DESC"))],
  ["the unit must be written out", call("date_diff", word, word, word)],
  ["where a substring begins", call("substring", word, value(0), value(2))],
  ["where a slice begins", call("list_slice", word, word, value(2))],
  ["unnest: stands only as a column of its own", call("upper", call("unnest", word))],
  ["UBIGINT", cast(word, "UBIGINT")],
  ["only a call stands over a window", over(word, {})],
  ["count: neither DISTINCT nor ORDER BY", over(countDistinct(word), {})],
  ["array_agg: a list over a window", over(callWhere("array_agg", above(word, word), word), {})],
])("%s, says the error, for our SQL has no words for that there", (why, expression) => {
  expect(() => printed({ of: expression })).toThrow(`not for Athena: ${why}`);
});

const of = (joins: readonly Join[]): Relation =>
  select({ from: table("orders_now"), everything: true, columns: {}, joins });

test.each<[string, Relation]>([
  ["files", parquet("/x.parquet")],
  ["files", { is: "csv", path: "/x", delimiter: ",", quote: '"', lineEnd: "\n", columns: ["a"] }],
  ["files", parquetSchema("/x.parquet")],
  ["files", columnsOf(table("orders_now"))],
  ["an asof join", of([kinds("asof")])],
  ["a full join after a semi or anti join", of([kinds("anti"), kinds("full")])],
  [
    "unnest beside groups or windows",
    select({ from: table("orders_now"), columns: { one: call("unnest", word) }, groupBy: [word] }),
  ],
  [
    "unnest beside everything of several relations",
    select({
      from: table("orders_now"),
      everything: true,
      columns: { one: call("unnest", word) },
      joins: [kinds("cross")],
    }),
  ],
])("%s: a relation that only DuckDB can have is refused", (why, relation) => {
  expect(() => athenaPrinter(orders).relation(relation)).toThrow(`not for Athena: ${why}`);
});

test("local files are not written, nor unknown tables guessed", () => {
  const { statement, relation } = athenaPrinter(orders);
  expect(() => statement(write(table("orders_now"), "/x.parquet"))).toThrow("a local file");
  expect(() => relation(union(table("orders_now"), table("others")))).toThrow(
    "the columns of the table others are not known",
  );
});
