import { tmpdir } from "node:os";
import path from "node:path";
import { openDuckDb } from "../../lib/adapters/duckdb/duckdb-engine.ts";
import { scratchFolder } from "../../lib/adapters/files/scratch-folder.ts";
import type { Workbench } from "../../lib/ingest/ports.ts";

/** A workbench of its own, gone when the work is done. */
export async function withWorkbench<T>(work: (bench: Workbench) => Promise<T>): Promise<T> {
  const scratch = await scratchFolder(path.join(tmpdir(), "audience-sync-test"));
  const engine = await openDuckDb({ scratch: scratch.folder, memoryMb: 400, threads: 2 });
  const close = async () => {
    engine.close();
    await scratch.remove();
  };
  try {
    return await work({ engine, scratch, close });
  } finally {
    await close();
  }
}
