import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as z from "zod";
import { runScript } from "../../adapters/duckdb/run-script.ts";
import { secondsOf } from "./benchmark.ts";

const entry = new URL("./compute-alone.ts", import.meta.url);

const computedSchema = z.object({
  seconds: z.number(),
  peakMb: z.number(),
  sizes: z.record(z.string(), z.int()),
});
export type Computed = z.infer<typeof computedSchema>;

/** The fifty segments of a folder's company, computed by a process that does nothing else. */
export async function computeApart(folder: string): Promise<Computed> {
  const words = ["--import", import.meta.resolve("tsx/esm"), fileURLToPath(entry), folder];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  return computedSchema.parse(JSON.parse(stdout));
}

const sizesSchema = z.array(z.object({ segment: z.string(), size: z.coerce.number().nullable() }));

/** The same by one script of somebody who knows DuckDB well, with as many threads and as much memory. */
export async function computeByHand(folder: string): Promise<Pick<Computed, "seconds" | "sizes">> {
  const script = await readFile(path.join(import.meta.dirname, "compute-by-hand.sql"), "utf8");
  const file = path.join(folder, "sizes.json");
  const seconds = await secondsOf(() => runScript([script], { folder, sizes: file }));
  const found = sizesSchema.parse(JSON.parse(await readFile(file, "utf8")));
  return { seconds, sizes: Object.fromEntries(found.map((one) => [one.segment, one.size ?? 0])) };
}
