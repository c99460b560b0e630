import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDuckDb } from "../../lib/adapters/duckdb/duckdb-engine.ts";
import type { Bench } from "../../lib/sql/bench.ts";

/** A DuckDB of its own with a folder of its own, gone when the work is done. */
export const withBench =
  (threads = 2) =>
  async <T>(work: (bench: Bench) => Promise<T>): Promise<T> => {
    const root = mkdtempSync(path.join(tmpdir(), "bench-"));
    const engine = await openDuckDb({ scratch: root, memoryMb: 1000, threads });
    try {
      return await work({ engine, path: (name) => path.join(root, name.replaceAll("/", "-")) });
    } finally {
      engine.close();
      rmSync(root, { recursive: true, force: true });
    }
  };
