import { tmpdir } from "node:os";
import path from "node:path";
import { openDuckDb } from "../../lib/adapters/duckdb/duckdb-engine.ts";
import { scratchFolder } from "../../lib/adapters/files/scratch-folder.ts";
import { pseudonyms } from "../../lib/identity/member-id.ts";
import { type HashedPeople, hashPeople } from "../../lib/ingest/hash-people.ts";
import { nameMembers } from "../../lib/ingest/name-members.ts";
import { contactName, customersPlan, hashed } from "../../lib/ingest/plan-customers.ts";
import { customer } from "../../lib/ingest/plan-dataset.ts";
import { planLayout } from "../../lib/ingest/plan-layout.ts";
import type { Workbench } from "../../lib/ingest/ports.ts";
import type { SqlRow } from "../../lib/sql/engine.ts";
import { type SqlType, cast, column } from "../../lib/sql/expression.ts";
import { type Relation, parquet, select, table } from "../../lib/sql/relation.ts";
import { aWorkspace, mapOf } from "./ingest-bench.ts";

/** Cells of one customer as clean text; the customer's id is needed. */
export type CustomerCells = Readonly<
  { customer_id: string } & Partial<Record<(typeof hashed)[number], string | null>>
>;

export const testPseudonyms = pseudonyms("a key for tests");

type Bench = Pick<Workbench, "engine" | "scratch">;

/** Runs some work on an engine and a folder that are gone afterwards. */
export async function onBench<T>(work: (bench: Bench) => Promise<T>): Promise<T> {
  const scratch = await scratchFolder(path.join(tmpdir(), "audience-sync-test"));
  const engine = await openDuckDb({
    scratch: scratch.path("spill"),
    memoryMb: 400,
    threads: 2,
    joinsAsWritten: true,
  });
  try {
    return await work({ engine, scratch });
  } finally {
    engine.close();
    await scratch.remove();
  }
}

const asJudged = {
  line: "BIGINT",
  customer_id: "VARCHAR",
  updated_at: "VARCHAR",
  skip: "VARCHAR",
  verdict: "VARCHAR",
  counts_as_no: "BOOLEAN",
} as const satisfies Record<string, SqlType>;

/** A table of rows that were judged, all accepted, their lines from 2 on. */
async function judgedCustomers(
  { engine }: Bench,
  rows: readonly CustomerCells[],
): Promise<Relation> {
  const columns: Record<string, SqlType> = {
    ...asJudged,
    ...Object.fromEntries(hashed.map((name) => [contactName(name), "VARCHAR" as const])),
  };
  await engine.run({ is: "drop", name: "judged" });
  await engine.load(
    "judged",
    columns,
    rows.map((row, at) => [
      at + 2,
      row.customer_id,
      `2026-02-03 04:05:${String(at % 60).padStart(2, "0")}`,
      null,
      null,
      false,
      ...hashed.map((name) => row[name] ?? null),
    ]),
  );
  return select({
    from: table("judged"),
    columns: {
      ...Object.fromEntries(Object.keys(columns).map((name) => [name, column(name)])),
      updated_at: cast(column("updated_at"), "TIMESTAMP"),
    },
  });
}

/** Hashes them. `by`: what their customer ids are. */
export async function hashCustomers(
  bench: Bench,
  rows: readonly CustomerCells[],
  { by, earlier = [] }: { readonly by?: "email"; readonly earlier?: readonly string[] } = {},
): Promise<HashedPeople> {
  const judged = await judgedCustomers(bench, rows);
  const map =
    by === undefined
      ? {}
      : mapOf("customers", `columns: { customer_id: { by: email, from: customer_id } }`);
  const layout = planLayout(["customer_id"], aWorkspace(map).datasets.customers, customersPlan);
  const members = await nameMembers(bench.engine, judged, {
    people: [customer],
    layout,
    pseudonyms: testPseudonyms,
  });
  return hashPeople(bench, judged, {
    pseudonyms: testPseudonyms,
    region: "FI",
    members,
    earlier,
    mergedBy: [],
  });
}

/** Rows of a relation, in the order of their lines. */
export async function byLine({ engine }: Bench, file: string): Promise<readonly SqlRow[]> {
  const rows: SqlRow[] = [];
  for await (const row of engine.rows(
    select({
      from: parquet(file),
      everything: true,
      columns: {},
      orderBy: [{ by: column("line") }],
    }),
  ))
    rows.push(row);
  return rows;
}
