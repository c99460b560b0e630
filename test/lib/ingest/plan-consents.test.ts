import { expect, test } from "vitest";
import { datasetKey } from "../../../lib/ingest/contract.ts";
import { ingestBench, receiptOf } from "../../builders/ingest-bench.ts";
import { readParquet } from "../../builders/read-parquet.ts";

async function consents(csv: string) {
  const bench = ingestBench();
  const receipt = await receiptOf(bench.ports, bench.drop("consents/a.csv", csv));
  const rows = await readParquet(bench.lake.contents.get(datasetKey("consents", receipt.id)));
  return { receipt, rows: rows.map(({ purpose, granted, at }) => [purpose, granted, at]) };
}

test("an unreadable answer is rejected and counts as no", async () => {
  const { receipt, rows } = await consents(
    "customer_id,purpose,granted,at\nc1,advertising,perhaps,2026-01-02T10:00:00Z\nc2,advertising,,2026-01-02T10:00:00Z\nc3,Advertising,Kyllä,2026-01-02T10:00:00Z\n",
  );
  expect(receipt).toMatchObject({
    accepted: 1,
    rejected: 2,
    reasons: { "granted-missing": 1, "granted-unreadable": 1 },
  });
  expect(rows).toEqual([
    ["advertising", false, "2026-01-02T10:00:00.000Z"],
    ["advertising", false, "2026-01-02T10:00:00.000Z"],
    ["advertising", true, "2026-01-02T10:00:00.000Z"],
  ]);
});

test("a no without a readable time is rejected and counts from the upload on; a yes does not", async () => {
  const { receipt, rows } = await consents(
    "customer_id,purpose,granted,at\nc1,advertising,no,\nc2,advertising,nej,some day\nc3,advertising,yes,some day\n",
  );
  expect(receipt).toMatchObject({ accepted: 0, rejected: 3 });
  expect(rows).toEqual([
    ["advertising", false, "2026-11-22T10:00:00.000Z"],
    ["advertising", false, "2026-11-22T10:00:00.000Z"],
  ]);
});

test("a consents file is never held, however odd", async () => {
  const { receipt } = await consents(`customer_id,purpose,granted,at\n${"c1,,no,\n".repeat(9)}`);
  expect(receipt).toMatchObject({ status: "accepted", rejected: 9 });
});
