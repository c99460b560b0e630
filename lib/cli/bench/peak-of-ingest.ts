import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as z from "zod";

const entry = new URL("./ingest-alone.ts", import.meta.url);
const saidSchema = z.object({ peakMb: z.number() });

/** The most memory, in MB, of a process that does nothing but take in one file of a folder's inbox. */
export async function peakOfIngest(folder: string, file: string): Promise<number> {
  const words = ["--import", import.meta.resolve("tsx/esm"), fileURLToPath(entry), folder, file];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  return saidSchema.parse(JSON.parse(stdout)).peakMb;
}
