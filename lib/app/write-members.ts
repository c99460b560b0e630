import { mkdir } from "node:fs/promises";
import path from "node:path";
import { generationKeys } from "../compute/contract.ts";
import type { RunId, SegmentId } from "../core/ids.ts";
import { column, equal, value } from "../sql/expression.ts";
import { create, parquet, select, table, write } from "../sql/relation.ts";
import { benches } from "./bench.ts";
import { prefixes } from "./names.ts";
import type { Stores } from "./stores.ts";

/** DuckDB's memory for it, in MB. */
const memory = 512;

/**
 * Writes `<folder>/<segment>.csv`, one column customer_id sorted as text, for each segment of a run:
 * for the company itself, which knows its customers by these ids.
 */
export async function writeMembers(
  { lake }: Stores,
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
    await engine.run(
      create(
        "customers",
        select({ from: parquet(...names.map(at)), everything: true, columns: {}, distinct: true }),
      ),
    );
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
