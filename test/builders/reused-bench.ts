import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDuckDb } from "../../lib/adapters/duckdb/duckdb-engine.ts";
import type { WithBench } from "../../lib/sql/bench.ts";
import type { Engine } from "../../lib/sql/engine.ts";

/**
 * Benches one after the other on one DuckDB, for tests that need many: opening a DuckDB costs more
 * than their work. What a bench made is dropped when its work has ended.
 */
export function reusedBench(): WithBench {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
  let opened: Promise<Engine> | undefined;
  let benches = 0;
  return async (work) => {
    benches += 1;
    const mine = path.join(folder, String(benches));
    mkdirSync(mine);
    opened ??= openDuckDb({ scratch: folder, memoryMb: 256, threads: 1 });
    const engine = await opened;
    const made = new Set<string>();
    const noting: Engine = {
      ...engine,
      run: async (statement) => {
        if (statement.is !== "write") made.add(statement.name);
        await engine.run(statement);
      },
      load: async (table, ...rest) => {
        made.add(table);
        await engine.load(table, ...rest);
      },
    };
    try {
      return await work({
        engine: noting,
        path: (name) => path.join(mine, name.replaceAll("/", "_")),
      });
    } finally {
      rmSync(mine, { recursive: true });
      for (const name of made) await engine.run({ is: "drop", name });
    }
  };
}
