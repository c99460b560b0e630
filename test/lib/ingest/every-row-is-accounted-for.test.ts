import fc from "fast-check";
import { expect, test } from "vitest";
import { datasetKey } from "../../../lib/ingest/contract.ts";
import { ingestBench, receiptOf } from "../../builders/ingest-bench.ts";
import { messy, rowOf } from "../../builders/messy-text.ts";
import { readParquet } from "../../builders/read-parquet.ts";

const soundRow = fc.array(messy, { minLength: 4, maxLength: 4 }).map(rowOf);
const goodRow = fc
  .tuple(fc.nat(9), fc.nat(9))
  .map(([order, customer]) => `${order},c${customer},2026-01-02,5`);
const header = "order_id,customer_id,ordered_at,amount";

test("accepted + rejected + skipped = rows, whatever stands in a file", async () => {
  const file = fc
    .array(fc.oneof({ weight: 3, arbitrary: goodRow }, soundRow, messy), { maxLength: 12 })
    .map((rows) => [header, ...rows, ""].join("\n"));
  await fc.assert(
    fc.asyncProperty(file, async (csv) => {
      const bench = ingestBench();
      const receipt = await receiptOf(bench.ports, bench.drop("orders/a.csv", csv));
      const counted = Object.values(receipt.reasons).reduce((sum, one) => sum + one, 0);
      const used = receipt.status === "accepted";
      expect(receipt.problem ?? "").toMatch(
        used ? /^$/ : /^line \d+: a quote is opened in this row and never closed$/,
      );
      expect(receipt.accepted + receipt.rejected + receipt.skipped).toBe(used ? receipt.rows : 0);
      expect(counted).toBe(receipt.rejected + receipt.skipped);
    }),
    { numRuns: 25 },
  );
});

test("text arrives in the lake as it stood in the file, trimmed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(messy, { minLength: 1, maxLength: 30 }), async (names) => {
      const rows = names.map((name, at) => rowOf([String(at), "c1", "2026-01-02", "5", name]));
      const bench = ingestBench();
      const receipt = await receiptOf(
        bench.ports,
        bench.drop("orders/a.csv", [`${header},product_name`, ...rows].join("\n")),
      );
      const lake = await readParquet(bench.lake.contents.get(datasetKey("orders", receipt.id)));
      expect(lake.map((row) => row["product_name"])).toEqual(
        names.map((name) => name.trim().normalize("NFC") || null),
      );
    }),
    { numRuns: 25 },
  );
});
