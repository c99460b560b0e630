import { describe, expect, test } from "vitest";
import { datasetKey } from "../../../lib/ingest/contract.ts";
import { ingestFile } from "../../../lib/ingest/ingest-file.ts";
import type { IngestPorts } from "../../../lib/ingest/ports.ts";
import { ingestBench, receiptOf } from "../../builders/ingest-bench.ts";
import { readParquet } from "../../builders/read-parquet.ts";

const header = "order_id,customer_id,ordered_at,amount,product_name";
const csv = [
  header,
  ...Array.from({ length: 5000 }, (_, at) =>
    at % 1000 === 7
      ? `${at},,2026-01-02,5,"no\ncustomer"`
      : `${at},c${at % 90},2026-01-02,${at},"a\nthing ${at}"`,
  ),
  "",
].join("\n");
const ndjson = csv
  .split(/\n(?=\d+,)/)
  .slice(1)
  .map((row) => {
    const [order_id, customer_id, ordered_at, amount] = row.split(",");
    return `${JSON.stringify({ order_id, customer_id, ordered_at, amount })}\n`;
  })
  .join("");

const small = { bytes: 30_000, rows: 900 };

/** The same ports as the first ones, with parts of a few hundred rows. */
const inSmallParts = (ports: IngestPorts): IngestPorts => ({ ...ports, partSize: small });

/** A clock of a call that has time for one part each: what is left falls by a second whenever it is asked. */
function shortOfTime() {
  let left = 2500;
  return () => (left -= 1000);
}

const byLine = (a: { line?: unknown }, b: { line?: unknown }) => Number(a.line) - Number(b.line);

describe.each([
  ["orders/a.csv", csv],
  ["orders/a.ndjson", ndjson],
])("%s, larger than one call can take in", (file, content) => {
  test("comes into the lake as several parts, and its receipt is that of the whole", async () => {
    const whole = ingestBench();
    const expected = await receiptOf(whole.ports, whole.drop(file, content));
    const bench = ingestBench();
    const object = bench.drop(file, content);
    const ports = inSmallParts(bench.ports);
    let calls = 1;
    let receipt = await ingestFile(ports)(object, { timeLeft: shortOfTime() });
    while (receipt === "unfinished") {
      expect(bench.again).toHaveLength(calls);
      expect(bench.manifests.contents.size).toBe(0);
      calls += 1;
      receipt = await ingestFile(ports)(object, { timeLeft: shortOfTime() });
    }
    expect(calls).toBeGreaterThan(3);
    expect({ ...receipt, quarantine: [] }).toEqual({ ...expected, quarantine: [] });
    const quarantined = receipt.quarantine.map((key) => bench.inbox.text(key));
    expect(quarantined.length).toBeGreaterThan(1);
    expect(quarantined.join("").match(/customer_id-missing/g)).toHaveLength(5);
    expect(bench.progress.contents.size).toBe(0);
    const parts = [...bench.lake.contents.keys()].filter((key) => key.startsWith("datasets/"));
    expect(parts).toHaveLength(calls);
    const rows = [];
    for (const key of parts) rows.push(...(await readParquet(bench.lake.contents.get(key))));
    const before = await readParquet(whole.lake.contents.get(datasetKey("orders", expected.id)));
    expect(rows.toSorted(byLine)).toEqual(before.toSorted(byLine));
  });
});

test("with time enough one call takes in all parts", async () => {
  const bench = ingestBench();
  const receipt = await receiptOf(inSmallParts(bench.ports), bench.drop("orders/a.csv", csv));
  expect(receipt).toMatchObject({ status: "accepted", rows: 5000, rejected: 5 });
  expect(bench.again).toEqual([]);
});

test("a fault of the whole file in a late part leaves nothing that counts", async () => {
  const bench = ingestBench();
  const broken = `${csv}1,c,2026-01-02,5,"never closed\n`;
  const receipt = await receiptOf(inSmallParts(bench.ports), bench.drop("orders/a.csv", broken));
  expect(receipt).toMatchObject({ status: "rejected", accepted: 0, rows: null });
  expect(receipt.problem).toMatch(/^line \d+: a quote is opened in this row and never closed$/);
  expect(bench.manifests.contents.size).toBe(0);
});
