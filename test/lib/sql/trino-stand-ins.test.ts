import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { forDuckDb, trinoMacros } from "../../builders/trino-macros.ts";

/** What an expression of Trino's gives where the stand-ins are. */
async function standIn(...expressions: readonly string[]) {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    for (const one of trinoMacros) await connection.run(one);
    const reader = await connection.runAndReadAll(forDuckDb(`SELECT ${expressions.join(", ")}`));
    return reader.getRowsJson()[0];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

test("where DuckDB's own function would answer otherwise, the stand-in answers as Trino", async () => {
  expect(
    await standIn(
      "contains(ARRAY[1, NULL], 2)",
      "array_max(ARRAY[1, NULL])",
      "array_position(ARRAY['a', NULL], 'b')",
      "array_except(ARRAY[1, NULL, 1], ARRAY[NULL])",
      "array_intersect(ARRAY[1, NULL], ARRAY[NULL, 2])",
      "array_distinct(ARRAY[2, NULL, 2, 1, NULL])",
      "array_join(ARRAY['foo', NULL, 'bar'], '-')",
      "array_join(ARRAY[CAST(NULL AS VARCHAR)], '-')",
      "regexp_extract('1a 2b 14m', 'x')",
      "regexp_replace('1a 2b 14m', '(\\d+)([ab]) ', '3c$2 ')",
      "substring('abc', 0, 2)",
      "date_diff('month', DATE '2026-01-31', DATE '2026-02-01')",
      "date_diff('day', TIMESTAMP '2026-01-01 23:00:00', TIMESTAMP '2026-01-02 01:00:00')",
    ),
  ).toEqual([
    null,
    null,
    0,
    [1],
    [null],
    [2, null, 1],
    "foo-bar",
    "",
    null,
    "3ca 3cb 14m",
    "",
    "0",
    "0",
  ]);
});

test("and otherwise gives what Trino's documentation shows", async () => {
  expect(
    await standIn(
      "sequence(3, 1)",
      "slice(ARRAY[1, 2, 3, 4], 2, 2)",
      "element_at(ARRAY['a'], 2)",
      "transform(ARRAY[5, NULL, 6], x -> coalesce(x, 0) + 1)",
      "filter(ARRAY[5, -6, NULL, 7], x -> x > 0)",
      "cardinality(ARRAY[1, NULL])",
      "lower(to_hex(md5(to_utf8('abc'))))",
      "reverse('a\u0301b')",
      "regexp_like('1a 2b 14m', '\\d+b')",
      "date_add('millisecond', 1500, TIMESTAMP '1970-01-01 00:00:00')",
      "CAST(ARRAY['a'] AS ARRAY(VARCHAR))",
    ),
  ).toEqual([
    ["3", "2", "1"],
    [2, 3],
    null,
    [6, 1, 7],
    [5, 7],
    "2",
    "900150983cd24fb0d6963f7d28e17f72",
    "b\u0301a",
    true,
    "1970-01-01 00:00:01.5",
    ["a"],
  ]);
});

test.each([
  "trim(' a ')",
  "greatest(1, NULL)",
  "concat('a', NULL)",
  "element_at(ARRAY[1], 0)",
  "length(ARRAY['a'])",
])("%s, which Trino takes otherwise or refuses, does not pass", async (expression) => {
  await expect(standIn(expression)).rejects.toThrow(/Error/);
});
