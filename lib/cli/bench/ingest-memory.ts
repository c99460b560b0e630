import { ingestInFolder } from "../../app/ingest-in-folder.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { benchWorkspace, makeOrders } from "./make-files.ts";

const mostMb = 1500;
const mostGrowth = 1.25;
const tenth = 10;

/** The most memory that this process ever had, in MB. */
const peakMb = (): number => process.resourceUsage().maxRSS / 1024;

/** The most memory that ingest needs for a tenth of some order lines, and then for all of them. */
export const ingestMemory: Benchmark = {
  name: "ingest-memory",
  does: "peak memory of the process for a tenth of the order lines, and for all of them",
  rows: 10_000_000,
  run: async ({ rows, folder, progress }): Promise<readonly Figure[]> => {
    await makeOrders(folder, "orders/tenth.csv", Math.ceil(rows / tenth));
    await makeOrders(folder, "orders/all.csv", rows);
    const ingest = ingestInFolder(folder, benchWorkspace);
    progress("A tenth …");
    await ingest("orders/tenth.csv");
    const small = peakMb();
    progress("All …");
    await ingest("orders/all.csv");
    const large = peakMb();
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
