import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import * as z from "zod";
import type { Figure } from "./benchmark.ts";

const bin = path.join(import.meta.dirname, "../../../bin/audience.mjs");

/** What a benchmark in a process of its own prints. */
const printed = z.object({
  benchmarks: z.array(
    z.object({
      name: z.string(),
      figure: z.number(),
      unit: z.string(),
      reference: z.number(),
      ratio: z.number(),
      goal: z.string(),
      met: z.boolean(),
    }),
  ),
});

/** Runs one benchmark in a process of its own, so that its memory is its own. */
export async function runApart(name: string, rows: number): Promise<readonly Figure[]> {
  const words = [bin, "bench", name, "--rows", String(rows), "--here", "--json"];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  return printed.parse(JSON.parse(stdout)).benchmarks;
}
