import { expect, test } from "vitest";
import { checkCustomerConsents, checkLakeRows } from "../../../lib/ingest/check-lake-rows.ts";
import { table, union } from "../../../lib/sql/relation.ts";
import { withBench } from "../../builders/duckdb-bench.ts";
import { judgedRows } from "../../builders/judged-rows.ts";

const map = "consents: { advertising: { from: ads_ok, at: updated_at } }";
const file = [
  ["customer_id", "ads_ok", "updated_at"],
  ["c-1", "yes", "2026-01-02"],
  ["c-2", "", "2026-01-02"],
  ["c-3", "no", "some day"],
];
/** Two rows are accepted, and two answers count: a rejected row's no is one of them. */
const kept = [[1], [2]];
const others = "the lake would be given other rows than were kept";

test("each kept row stands once in the lake, or the file is not taken in", async () => {
  await withBench(1)(async (bench) => {
    const { engine } = bench;
    const { rows } = await judgedRows(bench, { dataset: "customers", map }, file);
    await engine.load("lake", { line: "BIGINT" }, kept);
    await engine.load("less", { line: "BIGINT" }, kept.slice(1));
    await checkLakeRows(engine, rows, table("lake"));
    await expect(checkLakeRows(engine, rows, table("less"))).rejects.toThrow(others);
    const twice = union(table("lake"), table("less"));
    await expect(checkLakeRows(engine, rows, twice)).rejects.toThrow(others);
  });
});

test("each answer that counts stands once in the lake, or the file is not taken in", async () => {
  await withBench(1)(async (bench) => {
    const { engine } = bench;
    const { rows, reading } = await judgedRows(bench, { dataset: "customers", map }, file);
    const { layout } = reading;
    await engine.load("lake", { line: "BIGINT" }, kept);
    await engine.load("less", { line: "BIGINT" }, kept.slice(1));
    await checkCustomerConsents(engine, rows, { layout, written: table("lake") });
    const less = checkCustomerConsents(engine, rows, { layout, written: table("less") });
    await expect(less).rejects.toThrow(others);
  });
});
