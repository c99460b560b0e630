import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import * as z from "zod";
import { openDuckDb } from "../../../../lib/adapters/duckdb/duckdb-engine.ts";
import { call, column } from "../../../../lib/sql/expression.ts";
import { create, select, table } from "../../../../lib/sql/relation.ts";

const engine = await openDuckDb({
  scratch: path.join(tmpdir(), "audience-sync-test", "functions"),
  memoryMb: 200,
  threads: 2,
});
afterAll(() => engine.close());

const many = 20_000;
await engine.load(
  "cells",
  { cell: "VARCHAR", home: "VARCHAR" },
  Array.from({ length: many }, (_, at) => [at % 3 === 0 ? null : `0${at}`, at % 2 ? "FI" : "SE"]),
);

const asked = select({
  note: "what JavaScript says",
  from: table("cells"),
  columns: {
    cell: column("cell"),
    home: column("home"),
    said: call("phone_texts", column("cell"), column("home")),
  },
});
const rows = z.object({
  cell: z.string().nullable(),
  home: z.string(),
  said: z.string().nullable(),
});

test("SQL calls what was defined in JavaScript, of every row of every thread", async () => {
  let calls = 0;
  engine.define("phone_texts", 2, (cells = [], homes = []) => {
    calls += 1;
    return cells.map((cell, at) => (cell === null ? null : `${homes[at]} ${cell}`));
  });
  await engine.run(create("asked", asked));
  const found = await engine.all(table("asked"), rows);
  expect(calls).toBeGreaterThan(1);
  expect(found).toHaveLength(many);
  for (const { cell, home, said } of found)
    expect(said).toBe(cell === null ? null : `${home} ${cell}`);
});

test("the last definition counts", async () => {
  engine.define("phone_texts", 2, (cells = []) => cells.map(() => "another"));
  await engine.run(create("asked again", asked));
  const said = await engine.all(table("asked again"), rows);
  expect(new Set(said.map((row) => row.said))).toEqual(new Set(["another"]));
});

test("an error in JavaScript is the error of the statement, and not of the next one", async () => {
  engine.define("phone_texts", 2, () => {
    throw new TypeError("our own bug");
  });
  await expect(engine.run(create("never", asked))).rejects.toThrow(new TypeError("our own bug"));
  await expect(engine.run(create("never", table("nowhere")))).rejects.toThrow(/^DuckDB: /);
});
