import * as z from "zod";
import { runScript } from "../../lib/adapters/duckdb/run-script.ts";
import { openParquet } from "../../lib/ingest/parquet/open-parquet.ts";
import type { Workbench } from "../../lib/ingest/ports.ts";
import { beginning } from "../../lib/ingest/text-parts.ts";
import { column } from "../../lib/sql/expression.ts";
import { select } from "../../lib/sql/relation.ts";

/** Writes what a query gives as the Parquet file that arrived. */
export async function arriveParquet(
  { scratch }: Workbench,
  query: string,
  options = "",
): Promise<string> {
  const path = scratch.path("arrived");
  await runScript([`COPY (${query}) TO '${path}' (FORMAT parquet${options})`], {});
  return path;
}

/** Opens the file that arrived. */
export const openArrived = (
  bench: Workbench,
  wanted: readonly string[] = [],
  partSize = 1_000_000,
) =>
  openParquet(
    bench,
    { name: "arrived", read: () => bench.scratch.read("arrived") },
    { wanted: new Set(wanted), mapped: new Set(), partSize },
  );

const rowSchema = z.record(z.string(), z.string().nullable());

/** The file's rows as the engine reads them, its columns under the file's own names, part by part. */
export async function partsOfArrived(
  bench: Workbench,
  wanted: readonly string[] = [],
  partSize = 1_000_000,
) {
  const reader = await openArrived(bench, wanted, partSize);
  const parts = [];
  let next: typeof beginning | undefined = beginning;
  while (next !== undefined) {
    const part = await reader.part(next);
    for await (const { cells, check } of part.pieces) {
      const named = select({
        from: cells,
        columns: Object.fromEntries(reader.names.map((name, at) => [name, column(`c${at + 1}`)])),
      });
      parts.push({ rows: await bench.engine.all(named, rowSchema), check });
    }
    ({ next } = part);
  }
  return parts;
}
