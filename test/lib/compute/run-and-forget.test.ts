import { expect, test } from "vitest";
import * as z from "zod";
import { runAndForget } from "../../../lib/compute/run-and-forget.ts";
import { value } from "../../../lib/sql/expression.ts";
import { create, select, table, union } from "../../../lib/sql/relation.ts";
import { withBench } from "../../builders/duckdb-bench.ts";

const one = { is: "rows", columns: ["n"], rows: [[value(1)]] } as const;
const all = (name: string) => select({ from: table(name), everything: true, columns: {} });

test("a table goes as soon as nobody reads it any more, but for those that are kept", () =>
  withBench()(async ({ engine }) => {
    const statements = [
      create("a", one),
      create("b", all("a")),
      create("c", union(all("a"), all("b"))),
      create("d", all("c")),
    ];
    await runAndForget(engine, statements, ["b", "d"]);
    const names = select({ from: table("duckdb_tables"), everything: true, columns: {} });
    const there = await engine.all(names, z.object({ table_name: z.string() }));
    expect(there.map((row) => row.table_name).toSorted()).toEqual(["b", "d"]);
  }));
