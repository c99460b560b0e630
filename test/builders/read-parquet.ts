import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDuckDb } from "../../lib/adapters/duckdb/duckdb-engine.ts";
import { scratchFolder } from "../../lib/adapters/files/scratch-folder.ts";
import type { SqlRow } from "../../lib/sql/engine.ts";
import { parquet } from "../../lib/sql/relation.ts";

/** All rows of a Parquet file, in its order. */
export async function readParquet(bytes: Uint8Array | undefined): Promise<readonly SqlRow[]> {
  if (bytes === undefined) throw new Error("there is no such object");
  const scratch = await scratchFolder(path.join(tmpdir(), "audience-sync-test"));
  const engine = await openDuckDb({ scratch: scratch.folder, memoryMb: 400, threads: 1 });
  try {
    await writeFile(scratch.path("read.parquet"), bytes);
    const rows: SqlRow[] = [];
    for await (const row of engine.rows(parquet(scratch.path("read.parquet")))) rows.push(row);
    return rows;
  } finally {
    engine.close();
    await scratch.remove();
  }
}
