import { openDuckDb } from "../adapters/duckdb/duckdb-engine.ts";
import { scratchFolder } from "../adapters/files/scratch-folder.ts";
import type { Bench } from "../sql/bench.ts";

/** A bench per piece of work: DuckDB with so much memory (MB), and a folder, both gone afterwards. */
export const benches =
  (scratch: string, memoryMb: number) =>
  async <T>(work: (bench: Bench) => Promise<T>): Promise<T> => {
    const folder = await scratchFolder(scratch);
    const engine = await openDuckDb({ scratch: folder.path("spill"), memoryMb, threads: 2 });
    try {
      return await work({ engine, path: (name) => folder.path(name.replaceAll("/", "_")) });
    } finally {
      engine.close();
      await folder.remove();
    }
  };
