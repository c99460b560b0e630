import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { runScript } from "../../adapters/duckdb/run-script.ts";

const scriptText = (name: string): Promise<string> =>
  readFile(path.join(import.meta.dirname, name), "utf8");

async function run(script: string, variables: Readonly<Record<string, string | number>>) {
  await runScript([await scriptText(script)], variables);
}

/** Where a file of a benchmark's inbox lies. */
const inboxPath = (folder: string, file: string): string => path.join(folder, "inbox", file);

async function freshPath(folder: string, file: string): Promise<string> {
  const made = inboxPath(folder, file);
  await mkdir(path.dirname(made), { recursive: true });
  return made;
}

/** Makes up so many order lines. The same number gives the same file. */
export const makeOrders = async (folder: string, file: string, rows: number): Promise<void> =>
  run("orders.sql", { rows, path: await freshPath(folder, file) });

/**
 * Makes up so many customers. `again` stands in their e-mail addresses: with another one they have
 * changed. `export` stands in a column that nobody reads: with another one it is another file.
 */
export const makeCustomers = async (
  folder: string,
  file: string,
  about: { readonly rows: number; readonly again: string; readonly export: number },
): Promise<void> => run("customers.sql", { ...about, path: await freshPath(folder, file) });

/** DuckDB's own reading of a file into Parquet. */
export const duckDbAlone = (folder: string, file: string): Promise<void> =>
  run("duckdb-alone.sql", {
    from: inboxPath(folder, file),
    path: path.join(folder, "alone.parquet"),
  });

/** A workspace for benchmarks: Nordic, with every rule that costs something. */
export const benchWorkspace: Readonly<Record<string, string>> = {
  "workspace.yaml": [
    "name: Bench",
    "timezone: Europe/Helsinki",
    "currency: EUR",
    "country: FI",
    "consent: [advertising]",
    "rates: { SEK: 0.087 }",
    "",
  ].join("\n"),
  "destinations.yaml": "{}\n",
};
