import { hash } from "node:crypto";
import { ingestInFolder } from "../../app/ingest-in-folder.ts";
import { type Benchmark, type Figure, secondsOf } from "./benchmark.ts";
import { benchWorkspace, makeCustomers } from "./make-files.ts";

const changedGoal = 100_000;
const unchangedGoal = 3;

/** What is hashed of one of these customers: e-mail, phone for each platform, names, town, postal code, country, three parts of a birth date, gender, customer id. */
const hashesPerCustomer = 13;

/** How many such customers `crypto.hash` alone could do on one thread. */
async function hashAlone(): Promise<number> {
  const customers = 100_000;
  const seconds = await secondsOf(async () => {
    for (let at = 0; at < customers * hashesPerCustomer; at += 1) {
      hash("sha256", `person.${at}@example.fi`, "hex");
    }
  });
  return customers / seconds;
}

/** Customers from the inbox to lake and identities: all of them changed, then none. */
export const ingestCustomers: Benchmark = {
  name: "ingest-customers",
  does: "changed and unchanged customers from a CSV to hashed identities, beside crypto.hash alone",
  rows: 1_000_000,
  run: async ({ rows, folder, progress }): Promise<readonly Figure[]> => {
    progress(`Making up ${rows} customers, three times …`);
    await makeCustomers(folder, "customers/first.csv", { rows, again: "", export: 1 });
    await makeCustomers(folder, "customers/changed.csv", { rows, again: ".new", export: 2 });
    await makeCustomers(folder, "customers/unchanged.csv", { rows, again: ".new", export: 3 });
    const alone = await hashAlone();
    const ingest = ingestInFolder(folder, benchWorkspace);
    progress("The first file …");
    await ingest("customers/first.csv");
    progress("All changed …");
    const changed = rows / (await secondsOf(() => ingest("customers/changed.csv")));
    progress("None changed …");
    const unchanged = rows / (await secondsOf(() => ingest("customers/unchanged.csv")));
    return [
      {
        name: "ingest-customers-changed",
        figure: changed,
        unit: "rows/s",
        reference: alone,
        ratio: changed / alone,
        goal: `at least ${changedGoal} rows/s; beside it crypto.hash alone, on one thread, of as many values`,
        met: changed >= changedGoal,
      },
      {
        name: "ingest-customers-unchanged",
        figure: unchanged,
        unit: "rows/s",
        reference: changed,
        ratio: unchanged / changed,
        goal: `at least ${unchangedGoal} × as fast as changed ones`,
        met: unchanged >= changed * unchangedGoal,
      },
    ];
  },
};
