import path from "node:path";
import type { Benchmark, Figure } from "./benchmark.ts";
import { makeOrders } from "./make-files.ts";
import { peakOfIngest } from "./peak-of-ingest.ts";

const mostMb = 1500;
const mostGrowth = 1.25;
const tenth = 10;
const file = "orders/orders.csv";

/** The most memory that ingest needs for a tenth of some order lines, and for all of them. */
export const ingestMemory: Benchmark = {
  name: "ingest-memory",
  does: "peak memory of the process for a tenth of the order lines, and for all of them",
  rows: 10_000_000,
  run: async ({ rows, folder, progress }): Promise<readonly Figure[]> => {
    const [few, all] = [path.join(folder, "tenth"), path.join(folder, "all")];
    progress(`Making up ${rows} order lines …`);
    await makeOrders(few, file, Math.ceil(rows / tenth));
    await makeOrders(all, file, rows);
    progress("A tenth …");
    const small = await peakOfIngest(few, file);
    progress("All …");
    const large = await peakOfIngest(all, file);
    return [
      {
        name: "ingest-memory",
        figure: large,
        unit: "MB",
        reference: small,
        ratio: large / small,
        goal: `under ${mostMb} MB, and at most ${mostGrowth} × what a tenth of the rows needs`,
        met: large < mostMb && large <= small * mostGrowth,
      },
    ];
  },
};
