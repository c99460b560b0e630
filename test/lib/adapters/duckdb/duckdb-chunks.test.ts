import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { openDuckDb } from "../../../../lib/adapters/duckdb/duckdb-engine.ts";
import type { Columns } from "../../../../lib/sql/engine.ts";
import { cast, column, value } from "../../../../lib/sql/expression.ts";
import { type Relation, select, table } from "../../../../lib/sql/relation.ts";

const engine = await openDuckDb({
  scratch: path.join(tmpdir(), "audience-sync-test", "chunks"),
  memoryMb: 200,
  threads: 2,
});
afterAll(() => engine.close());

const many = 10_001;
const names = Array.from({ length: many }, (_, at) => (at % 7 === 0 ? null : `Åsa ${at}`));
const lines = Array.from({ length: many }, (_, at) => BigInt(at));

async function chunksOf(relation: Relation) {
  const found: { line: readonly (bigint | null)[]; name: readonly (string | null)[] }[] = [];
  for await (const chunk of engine.chunks(relation)) {
    const [line, name] = [chunk.integers("line"), chunk.texts("name")];
    expect([line.length, name.length]).toEqual([chunk.rows, chunk.rows]);
    found.push({ line, name });
  }
  return found;
}

test("columns go in and come out as they were, in order, however long they are", async () => {
  async function* pieces(): AsyncGenerator<Columns> {
    yield { name: [], line: [] };
    yield { line: lines.slice(0, 5000), name: names.slice(0, 5000) };
    yield { line: lines.slice(5000), name: names.slice(5000) };
  }
  await engine.loadChunks("people", { name: "VARCHAR", line: "BIGINT" }, pieces());
  const found = await chunksOf(table("people"));
  expect(found.length).toBeGreaterThan(1);
  expect(found.flatMap(({ line }) => line)).toEqual(lines);
  expect(found.flatMap(({ name }) => name)).toEqual(names);
});

test("nothing gives no chunk", async () => {
  await engine.loadChunks("nobody", { line: "BIGINT", name: "VARCHAR" }, []);
  expect(await chunksOf(table("nobody"))).toEqual([]);
});

test("columns that are not equally long are refused before anything of them goes in", async () => {
  const uneven = [{ line: [1n, 2n], name: ["Aino"] }];
  await expect(
    engine.loadChunks("uneven", { line: "BIGINT", name: "VARCHAR" }, uneven),
  ).rejects.toThrow(RangeError);
  expect(await chunksOf(table("uneven"))).toEqual([]);
});

test("a column of another type than is asked for is an error that names the column alone", async () => {
  const others = select({
    from: table("people"),
    columns: { line: cast(column("line"), "INTEGER"), name: value(7) },
  });
  for await (const chunk of engine.chunks(others)) {
    expect(() => chunk.integers("line")).toThrow("the column line is no BIGINT");
    expect(() => chunk.texts("name")).toThrow("the column name is no text");
    expect(() => chunk.texts("nowhere")).toThrow("there is no column nowhere");
    break;
  }
});
