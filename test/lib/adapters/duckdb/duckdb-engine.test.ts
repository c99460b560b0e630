import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { openDuckDb } from "../../../../lib/adapters/duckdb/duckdb-engine.ts";
import { cast, column } from "../../../../lib/sql/expression.ts";
import { create, select, table } from "../../../../lib/sql/relation.ts";

const engine = await openDuckDb({
  scratch: path.join(tmpdir(), "audience-sync-test", "engine"),
  memoryMb: 200,
  threads: 2,
});
afterAll(() => engine.close());

test("an open result goes on to its end while other statements run", async () => {
  const many = 50_000;
  await engine.load(
    "numbers",
    { n: "BIGINT" },
    Array.from({ length: many }, (_, n) => [n]),
  );
  let seen = 0;
  for await (const row of engine.rows(
    select({ from: table("numbers"), columns: { n: column("n") } }),
  )) {
    if (seen % 10_000 === 0) await engine.run(create(`copy ${String(row["n"])}`, table("numbers")));
    seen += 1;
  }
  expect(seen).toBe(many);
});

test("a failure in the middle of a result never repeats the value", async () => {
  const bad = select({
    note: "a cast that fails",
    from: table("secrets"),
    columns: { n: cast(column("text"), "INTEGER") },
  });
  await engine.load("secrets", { text: "VARCHAR" }, [["1"], ["aino@example.fi"]]);
  const all = async () => {
    for await (const row of engine.rows(bad)) expect(row).toBeDefined();
  };
  await expect(all()).rejects.toThrow(/^DuckDB: Conversion Error in "a cast that fails"$/);
});
