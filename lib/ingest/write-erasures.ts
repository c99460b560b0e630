import * as z from "zod";
import { memberIdSchema } from "../core/ids.ts";
import { column } from "../sql/expression.ts";
import { parquet, select } from "../sql/relation.ts";
import { type ManifestEntry, datasetKey, partsOf } from "./contract.ts";
import { fetchObjects } from "./fetch-objects.ts";
import type { IngestPorts, Workbench } from "./ports.ts";
import { writeTombstones } from "./write-tombstones.ts";

const rowSchema = z.object({ memberId: memberIdSchema });

/** Notes that everybody in an erasures file asked to be erased, before the file counts. */
export async function writeErasures(
  ports: Pick<IngestPorts, "lake" | "tombstones" | "now">,
  bench: Workbench,
  entry: ManifestEntry,
): Promise<void> {
  const keys = partsOf(entry).map((part) => datasetKey("erasures", part));
  const paths = await fetchObjects(ports, bench, keys);
  const members = bench.engine.rows(
    select({
      note: "everybody in an erasures file, once",
      from: parquet(...paths),
      columns: { memberId: column("memberId") },
      distinct: true,
    }),
  );
  async function* ids() {
    for await (const row of members) yield rowSchema.parse(row).memberId;
  }
  await writeTombstones(ports, ids());
}
