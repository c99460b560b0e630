import { readFile, writeFile } from "node:fs/promises";
import { runScript } from "../../lib/adapters/duckdb/run-script.ts";
import { withWorkbench } from "./with-workbench.ts";

/** What a query gives as a Parquet file; of another one's rows where it reads from `arrived`. */
export const writtenParquet = (query: string, arrived?: Uint8Array): Promise<Buffer> =>
  withWorkbench(async ({ scratch }) => {
    const [from, to] = [scratch.path("from"), scratch.path("to")];
    const view = `CREATE VIEW arrived AS SELECT * FROM read_parquet('${from}')`;
    if (arrived !== undefined) await writeFile(from, arrived);
    const copy = `COPY (${query}) TO '${to}' (FORMAT parquet)`;
    await runScript(arrived === undefined ? [copy] : [view, copy], {});
    return readFile(to);
  });
