import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDuckDb } from "../../lib/adapters/duckdb/duckdb-engine.ts";
import type { WithBench } from "../../lib/sql/bench.ts";
import type { Engine } from "../../lib/sql/engine.ts";

/** DuckDB gives memory back late: after so many benches a new one is opened. */
const benchesEach = 25;

/**
 * Benches one after the other on one DuckDB, for tests that need many: opening a DuckDB costs more
 * than their work. What a bench made is dropped when its work has ended.
 */
export function reusedBench(): WithBench {
  const root = mkdtempSync(path.join(tmpdir(), "bench-"));
  let engine: Engine | undefined;
  let benches = 0;
  const opened = async (): Promise<Engine> => {
    if (benches % benchesEach === 0) {
      engine?.close();
      engine = undefined;
    }
    benches += 1;
    engine ??= await openDuckDb({ scratch: root, memoryMb: 400, threads: 1 });
    return engine;
  };
  return async (work) => {
    const inner = await opened();
    const folder = path.join(root, String(benches));
    mkdirSync(folder);
    const made = new Set<string>();
    const noting: Engine = {
      ...inner,
      run: async (statement) => {
        if (statement.is !== "write") made.add(statement.name);
        await inner.run(statement);
      },
      load: async (table, ...rest) => {
        made.add(table);
        await inner.load(table, ...rest);
      },
    };
    try {
      return await work({
        engine: noting,
        path: (name) => path.join(folder, name.replaceAll("/", "_")),
      });
    } finally {
      for (const name of made) await inner.run({ is: "drop", name });
      rmSync(folder, { recursive: true });
    }
  };
}
