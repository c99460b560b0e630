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

/** What is taken in at once: the clean text, rows and hashes of a part fit on the function's disk together. */
export const partSize = { bytes: 1_000_000_000, rows: 5_000_000 };
