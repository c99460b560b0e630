import { openDuckDb } from "../adapters/duckdb/duckdb-engine.ts";
import { scratchFolder } from "../adapters/files/scratch-folder.ts";
import type { Workbench } from "../ingest/ports.ts";

/** MB of the function's memory that are DuckDB's; Node's streams and the threads that hash have the rest. */
const memoryMb = 600;

/** An engine and a folder for one file, below a folder. */
export const openWorkbench = (scratch: string) => async (): Promise<Workbench> => {
  const folder = await scratchFolder(scratch);
  const engine = await openDuckDb({
    scratch: folder.path("spill"),
    memoryMb,
    threads: 2,
    joinsAsWritten: true,
  });
  return {
    engine,
    scratch: folder,
    close: () => {
      engine.close();
      return folder.remove();
    },
  };
};

/** What is taken in at once: what the joins of a part hold fits in memory, and its files on the disk. */
export const partSize = { bytes: 100_000_000, rows: 1_000_000 };
