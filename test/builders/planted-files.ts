import { gzipSync } from "node:zlib";
import type { Dataset } from "../../lib/core/dataset.ts";
import type { Folder } from "../../lib/workspace/workspace.ts";
import { packed } from "./odd-files.ts";
import { type Shopper, customersCsv } from "./small-shop.ts";
import { writtenParquet } from "./written-parquet.ts";

/** Files of every kind with one customer's values in them, on good days and where it hurts. */

export type PlantedFile = readonly [dataset: Dataset, name: string, content: string | Uint8Array];

/** Events and feedback know people by their e-mail addresses, customers have said yes in a column. */
export const plantedMaps: Folder = {
  "datasets/customers.yaml": `dataset: customers
consents: { profiling: { from: profile_ok, at: updated_at } }
attributes: { club: club }
`,
  "datasets/events.yaml": `dataset: events
columns: { customer_id: { by: email, from: email } }
`,
  "datasets/feedback.yaml": `dataset: feedback
columns: { customer_id: { by: email, from: email } }
`,
};

/** A file of customers as those maps want it: everybody has said yes. */
export const answeredCsv = (of: readonly Shopper[], at: string): string =>
  customersCsv(of, at)
    .split("\n")
    .map((line, row) =>
      line === "" ? line : `${line},${row === 0 ? '"profile_ok","club"' : '"yes","gold"'}`,
    )
    .join("\n");

const rowsOf = (one: Shopper, at: string): Readonly<Record<string, string>> => {
  const [names = [], cells = []] = answeredCsv([one], at)
    .split("\n")
    .map((line) => line.split(",").map((cell) => cell.slice(1, -1)));
  return Object.fromEntries(names.map((name, place) => [name, cells[place] ?? ""]));
};

const inParquet = (row: Readonly<Record<string, string>>): Promise<Buffer> => {
  const cells = Object.entries(row).map(
    ([name, cell]) => `'${cell.replaceAll("'", "''")}' AS "${name}"`,
  );
  return writtenParquet(`SELECT ${cells.join(", ")}`);
};

const lines = (...rows: readonly unknown[]): string =>
  rows.map((row) => `${typeof row === "string" ? row : JSON.stringify(row)}\n`).join("");

/** Files that are taken in, of other formats and of people known by e-mail, as they were at a time. */
export async function soundPlanted(one: Shopper, at: string): Promise<readonly PlantedFile[]> {
  const row = rowsOf(one, at);
  const event = { event_id: `open-${one.email}`, email: one.email, event: "email_open" };
  return [
    ["customers", "again.ndjson", lines({ ...row, address: { street: one.street } })],
    ["customers", "again.parquet.zst", await packed(await inParquet(row), "zst")],
    ["events", "opened.ndjson.gz", gzipSync(lines({ ...event, occurred_at: at }))],
    [
      "feedback",
      "said.csv",
      `feedback_id,email,kind,score,given_at\nF-1,${one.email.toUpperCase()},nps,9,${at}\n`,
    ],
  ];
}

/** Files as companies send them on bad days. */
export async function brokenPlanted(one: Shopper): Promise<readonly PlantedFile[]> {
  const { id, email, phone, first, last, street } = one;
  const answers = "profile_ok,updated_at,club";
  return [
    ["customers", "no-header.csv", customersCsv([one], "").split("\n")[1] ?? ""],
    ["customers", "same-names.csv", `${first},${first},${email}\n1,2,3\n`],
    ["customers", "nul.csv", `customer_id,email\n${id},${email}\0\n`],
    ["customers", "ragged.csv", `customer_id,email,${answers}\n${id},${email},yes,,gold,many\n`],
    ["customers", "times.csv", `customer_id,email,${answers}\n${id},${email},yes,${phone},gold\n`],
    [
      "customers",
      "answers.csv",
      `customer_id,email,${answers}\n${id},${email},${last},${street},gold\n`,
    ],
    ["customers", "attributes.csv", `customer_id,email,${answers}\n${id},,yes,,${email}\n`],
    ["customers", "ids.csv", `customer_id,email,${answers}\n${email},${email},yes,,gold\n`],
    [
      "customers",
      "broken.ndjson",
      lines(
        { customer_id: id, email, profile_ok: "yes", updated_at: phone, club: first },
        `{"customer_id":"${id}","email":"${email}"`,
        { customer_id: id, addresses: [{ street }] },
      ),
    ],
    ["customers", "no-objects.ndjson", lines(`{"${email}":`, `{"${street}"`)],
    ["customers", "nested.parquet", await writtenParquet(`SELECT {id: '${id}'} AS customer_id`)],
    [
      "orders",
      "dates.csv",
      `order_id,customer_id,ordered_at,amount\n1,${id},${email},${last}\n2,,${phone},${street}\n`,
    ],
    [
      "orders",
      "dates.parquet",
      await inParquet({ order_id: email, customer_id: id, ordered_at: street, amount: last }),
    ],
    [
      "consents",
      "answers.csv",
      `customer_id,purpose,granted,at\n${id},profiling,${first},${street}\n`,
    ],
    [
      "consents",
      "answers.parquet.gz",
      gzipSync(
        await inParquet({ customer_id: id, purpose: "profiling", granted: first, at: last }),
      ),
    ],
    ["consents", "broken-quotes.csv", `customer_id,purpose,granted,at\n"${email},"x,y\n`],
    [
      "events",
      "odd.ndjson",
      lines({ event_id: 1, email: street, event: email, occurred_at: last }),
    ],
    [
      "feedback",
      "odd.csv",
      `feedback_id,email,kind,score,given_at\n${email},${email},${first},${last},${street}\n`,
    ],
  ];
}
