import { ingestInFolder } from "../../app/ingest-in-folder.ts";
import { type Benchmark, type Figure, secondsOf } from "./benchmark.ts";
import { benchWorkspace, duckDbAlone, makeOrders } from "./make-files.ts";

const most = 2;
const file = "orders/orders.csv";

/** Order lines from the inbox to the lake, beside what DuckDB needs to bring the same file into Parquet. */
export const ingestOrders: Benchmark = {
  name: "ingest-orders",
  does: "order lines from a CSV to the lake, beside DuckDB's own CSV to Parquet",
  rows: 10_000_000,
  run: async ({ rows, folder, progress }): Promise<readonly Figure[]> => {
    progress(`Making up ${rows} order lines …`);
    await makeOrders(folder, file, rows);
    progress("DuckDB alone …");
    const alone = await secondsOf(() => duckDbAlone(folder, file));
    progress("Ingest …");
    const seconds = await secondsOf(() => ingestInFolder(folder, benchWorkspace)(file));
    return [
      {
        name: "ingest-orders",
        figure: rows / seconds,
        unit: "rows/s",
        reference: rows / alone,
        ratio: seconds / alone,
        goal: `at most ${most} × the time of DuckDB's own CSV to Parquet`,
        met: seconds <= alone * most,
      },
    ];
  },
};
