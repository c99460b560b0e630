import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { runScript } from "../../adapters/duckdb/run-script.ts";
import { datasetKey } from "../../ingest/contract.ts";

/** How many rows each dataset has for each customer, and in how many files. */
const datasets = {
  customers: { rows: 1, files: 1 },
  orders: { rows: 8, files: 8 },
  events: { rows: 30, files: 30 },
  feedback: { rows: 0.3, files: 1 },
  referrals: { rows: 0.05, files: 1 },
  consents: { rows: 2.3, files: 1 },
  places: { rows: 1, files: 1 },
} as const;

const scriptText = (name: string): Promise<string> =>
  readFile(path.join(import.meta.dirname, "company", `${name}.sql`), "utf8");

/** The id of a dataset's nth file: they sort by age. */
const fileId = (nth: number): string => nth.toString(16).padStart(16, "0");

/**
 * Makes up a company of so many customers, as ingest leaves it in the lake below a folder: about eight order lines
 * and thirty events for each. The same number gives the same company.
 */
export async function makeCompany(folder: string, people: number): Promise<void> {
  const chance = await scriptText("chance");
  for (const [dataset, { rows: each, files }] of Object.entries(datasets)) {
    const script = await scriptText(dataset);
    const rows = Math.ceil(people * each);
    const perFile = Math.ceil(rows / files);
    await mkdir(path.join(folder, "datasets", dataset), { recursive: true });
    for (let nth = 0; nth < files; nth += 1) {
      await runScript([chance, script], {
        rows,
        people,
        first: nth * perFile,
        end: Math.min(rows, (nth + 1) * perFile),
        path: path.join(folder, datasetKey(dataset, fileId(nth))),
      });
    }
  }
}
