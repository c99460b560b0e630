import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";
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

/** Runs one benchmark in a process of its own, so that none has what another left behind. Its progress is told as it goes. */
export async function runApart(name: string, rows: number): Promise<readonly Figure[]> {
  const words = [bin, "bench", name, "--rows", String(rows), "--here", "--json"];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  if (code !== 0) throw new Error(`the benchmark ${name} failed`);
  return printed.parse(JSON.parse(said)).benchmarks;
}
