import { mkdir } from "node:fs/promises";
import path from "node:path";
import { generationKeys } from "../compute/contract.ts";
import type { RunId, SegmentId } from "../core/ids.ts";
import { customerIdColumns } from "../ingest/contract-columns.ts";
import { column, equal, value } from "../sql/expression.ts";
import { create, createEmpty, parquet, select, table, write } from "../sql/relation.ts";
import type { Statement } from "../sql/relation.ts";
import { benches } from "./bench.ts";
import { prefixes } from "./names.ts";
import type { Stores } from "./stores.ts";

/** DuckDB's memory for it, in MB. */
const memory = 512;

/** Table `customers`: memberId and customer_id of everybody, once; of files that name nobody by id there may be none. */
const customersIn = (paths: readonly string[]): Statement =>
  paths.length === 0
    ? createEmpty("customers", customerIdColumns)
    : create(
        "customers",
        select({ from: parquet(...paths), everything: true, columns: {}, distinct: true }),
      );

/**
 * Writes `<folder>/<segment>.csv`, one column customer_id sorted as text, for each segment of a run:
 * for the company itself, which knows its customers by these ids. People who are known by an e-mail
 * address alone have none, and are left out.
 */
export async function writeMembers(
  { lake }: Pick<Stores, "lake">,
  run: RunId,
  to: { readonly folder: string; readonly segments: readonly SegmentId[] },
): Promise<void> {
  await mkdir(to.folder, { recursive: true });
  await benches(
    to.folder,
    memory,
  )(async ({ engine, path: at }) => {
    const names = await lake.list(`${prefixes.identities}customers/`);
    const files = [generationKeys(run).memberships, ...names];
    for (const key of files) await lake.download(key, at(key));
    await engine.run(create("memberships", parquet(at(generationKeys(run).memberships))));
    await engine.run(customersIn(names.map(at)));
    for (const segment of to.segments) {
      const ids = select({
        from: table("memberships"),
        as: "m",
        joins: [
          {
            kind: "inner",
            relation: table("customers"),
            as: "c",
            on: equal(column("memberId", "c"), column("memberId", "m")),
          },
        ],
        columns: { customer_id: column("customer_id", "c") },
        where: equal(column("segment", "m"), value(segment)),
        orderBy: [{ by: column("customer_id", "c") }],
      });
      await engine.run(write(ids, path.join(to.folder, `${segment}.csv`), "csv"));
    }
  });
}
