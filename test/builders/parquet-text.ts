import { DuckDBInstance } from "@duckdb/node-api";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** All cells of Parquet files as text, one text a file: Parquet is compressed, its bytes say little. */
export async function parquetTexts(bodies: readonly Uint8Array[]): Promise<readonly string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "parquet-text-"));
  const connection = await (await DuckDBInstance.create()).connect();
  try {
    const texts: string[] = [];
    for (const body of bodies) {
      const file = path.join(folder, "read.parquet");
      writeFileSync(file, body);
      const read = await connection.runAndReadAll(
        `SELECT COLUMNS(*)::VARCHAR FROM read_parquet('${file}')`,
      );
      texts.push(read.getRows().flat().join("\n"));
    }
    return texts;
  } finally {
    connection.closeSync();
    rmSync(folder, { recursive: true });
  }
}
