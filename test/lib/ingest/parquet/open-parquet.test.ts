import { describe, expect, test } from "vitest";
import * as z from "zod";
import { column } from "../../../../lib/sql/expression.ts";
import { columnsOf, parquet, select } from "../../../../lib/sql/relation.ts";
import { arriveParquet, openArrived, partsOfArrived } from "../../../builders/arrived-parquet.ts";
import { withWorkbench } from "../../../builders/with-workbench.ts";

/** The cells of a file of one column and one row each, as they are read. */
const cellsOf = (values: Readonly<Record<string, string>>) =>
  withWorkbench(async (bench) => {
    const columns = Object.entries(values).map(([name, sql]) => `${sql} AS "${name}"`);
    await arriveParquet(bench, `SELECT ${columns.join(", ")}`);
    const [part] = await partsOfArrived(bench, Object.keys(values));
    return part?.rows[0];
  });

describe("a cell of a Parquet file is", () => {
  test("text as it is", async () => {
    expect(
      await cellsOf({ a: `' x "y", å '`, b: "''", c: "NULL::VARCHAR", d: `'{"a":1}'::JSON` }),
    ).toEqual({ a: ' x "y", å ', b: "", c: null, d: '{"a":1}' });
  });

  test("a number in digits", async () => {
    const values = {
      id: "20123456789::BIGINT",
      small: "7::UTINYINT",
      money: "12.50::DECIMAL(10,2)",
      pandas: "17850.0::DOUBLE",
      price: "12.5::DOUBLE",
      large: "1e16::DOUBLE",
      larger: "1.2345678901234568e+17::DOUBLE",
      negative: "(-0.25)::DOUBLE",
      narrow: "0.1::FLOAT",
    };
    expect(await cellsOf(values)).toEqual({
      id: "20123456789",
      small: "7",
      money: "12.50",
      pandas: "17850",
      price: "12.5",
      large: "10000000000000000",
      larger: "123456789012345680",
      negative: "-0.25",
      narrow: "0.1",
    });
  });

  test("a word that no number is, where it is none", async () => {
    const values = { nan: "'nan'::DOUBLE", infinite: "'inf'::DOUBLE", huge: "1e300::DOUBLE" };
    expect(await cellsOf(values)).toEqual({ nan: "nan", infinite: "inf", huge: "1e+300" });
  });

  test("a day or a moment as ISO has it, in UTC where the file knows the moment", async () => {
    const values = {
      day: "DATE '2026-01-05'",
      naive: "TIMESTAMP '2026-01-05 10:11:12.5'",
      fine: "TIMESTAMP_NS '2026-01-05 10:11:12.123456789'",
      known: "TIMESTAMPTZ '2026-01-05 10:11:12+02'",
    };
    expect(await cellsOf(values)).toEqual({
      day: "2026-01-05",
      naive: "2026-01-05 10:11:12.5",
      fine: "2026-01-05 10:11:12.123456",
      known: "2026-01-05 08:11:12Z",
    });
  });

  test("true or false", async () => {
    expect(await cellsOf({ a: "true", b: "false" })).toEqual({ a: "true", b: "false" });
  });

  test("the values of a list, apart by |", async () => {
    const values = {
      words: "['a', NULL, 'b']",
      numbers: "[1.0, 2.5]::DOUBLE[]",
      days: "[DATE '2026-01-05']",
      none: "[]::VARCHAR[]",
      unknown: "NULL::VARCHAR[]",
    };
    const expected = {
      words: "a|b",
      numbers: "1|2.5",
      days: "2026-01-05",
      none: "",
      unknown: null,
    };
    expect(await cellsOf(values)).toEqual(expected);
  });

  test("unknown where it holds what no cell can, and nobody asks for it", async () => {
    await withWorkbench(async (bench) => {
      await arriveParquet(
        bench,
        "SELECT 1 AS id, {a: 1} AS s, MAP {'a': 1} AS m, 'x'::BLOB AS b, [[1]] AS l",
      );
      const [part] = await partsOfArrived(bench, ["id"]);
      expect(part?.rows).toEqual([{ id: "1", s: null, m: null, b: null, l: null }]);
    });
  });
});

test.each([
  ["{a: 1}", "STRUCT"],
  ["MAP {'a': 1}", "MAP"],
  ["'x'::BLOB", "BLOB"],
  ["[{a: 1}]", "STRUCT"],
  ["[[1]]", "INTEGER"],
])("a column that is asked for and holds %s is refused by its name", async (sql, type) => {
  await withWorkbench(async (bench) => {
    await arriveParquet(bench, `SELECT 1 AS id, ${sql} AS "Osoite"`);
    await expect(openArrived(bench, ["osoite"])).rejects.toThrow(
      `the column "Osoite" is of the type ${type}, in which no single values stand`,
    );
  });
});

test("rows come in the file's order, part by part, each on the line of its number", async () => {
  await withWorkbench(async (bench) => {
    await arriveParquet(
      bench,
      "SELECT i AS id, 'å' AS word FROM range(250000) AS r(i)",
      ", ROW_GROUP_SIZE 2048",
    );
    const parts = await partsOfArrived(bench, ["id"], 100_000);
    expect(parts.map(({ check }) => check.rows)).toEqual([100_000, 100_000, 50_000]);
    expect(parts.map(({ check }) => check.shifts)).toEqual([
      [{ row: 0, shift: 1 }],
      [{ row: 0, shift: 100_001 }],
      [{ row: 0, shift: 200_001 }],
    ]);
    expect(parts.every(({ check }) => check.clean === check.rows)).toBe(true);
    expect(parts[0]?.check.untidy).toEqual([false, true]);
    const ids = parts.flatMap(({ rows }) => rows.map((row) => Number(row["id"])));
    expect(ids.every((id, at) => id === at)).toBe(true);
  });
});

test("a file without rows is one part of none", async () => {
  await withWorkbench(async (bench) => {
    await arriveParquet(bench, "SELECT 1 AS id WHERE false");
    expect(await partsOfArrived(bench, ["id"])).toMatchObject([
      { rows: [], check: { rows: 0, clean: 0 } },
    ]);
  });
});

test("rejected rows keep their columns and types, and get their line and the reason", async () => {
  await withWorkbench(async (bench) => {
    const { engine, scratch } = bench;
    const query = "SELECT i AS id, {a: i} AS s, i * 1.5 AS amount, 9 AS line, 'x' AS reason";
    await arriveParquet(bench, `${query} FROM range(5) AS r(i)`);
    const reader = await openArrived(bench, ["id"], 3);
    const part = await reader.part({ at: 3, line: 4 });
    await engine.load("rejected", { line: "BIGINT", verdict: "VARCHAR" }, [
      [4, "amount-missing"],
      [5, "id-missing"],
    ]);
    await part.quarantine("quarantine", { is: "table", name: "rejected" });
    const written = parquet(scratch.path("quarantine"));
    expect(await engine.all(columnsOf(written), z.unknown())).toEqual([
      { column_name: "id", column_type: "BIGINT" },
      { column_name: "s", column_type: "STRUCT(a BIGINT)" },
      { column_name: "amount", column_type: "DECIMAL(21,1)" },
      { column_name: "line", column_type: "BIGINT" },
      { column_name: "reason", column_type: "VARCHAR" },
    ]);
    const plain = select({
      from: written,
      columns: { id: column("id"), line: column("line"), reason: column("reason") },
    });
    expect(await engine.all(plain, z.unknown())).toEqual([
      { id: 3, line: 4, reason: "amount-missing" },
      { id: 4, line: 5, reason: "id-missing" },
    ]);
  });
});

test("names within structs are no names of the file", async () => {
  await withWorkbench(async (bench) => {
    await arriveParquet(
      bench,
      "SELECT {a: 1, b: {c: [1]}} AS s, 1 AS a, MAP {'x': {a: 1}} AS m, [1] AS l, 2 AS \" b \"",
    );
    expect((await openArrived(bench)).names).toEqual(["s", "a", "m", "l", "b"]);
    const [part] = await partsOfArrived(bench, ["a", "b"]);
    expect(part?.rows).toEqual([{ s: null, a: "1", m: null, l: "1", b: "2" }]);
  });
});
