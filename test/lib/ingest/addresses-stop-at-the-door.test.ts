import { describe, expect, test } from "vitest";
import { datasetSchema } from "../../../lib/core/dataset.ts";
import { datasetColumnNames } from "../../../lib/workspace/dataset-columns.ts";
import { receiptOf } from "../../builders/ingest-bench.ts";
import { parquetTexts } from "../../builders/parquet-text.ts";
import { quickIngest } from "../../builders/quick-ingest.ts";

const day = "2026-01-02";
/** A cell that each column takes. */
const cells: Readonly<Record<string, string>> = {
  customer_id: "c1",
  referred_customer_id: "c2",
  amount: "5",
  quantity: "1",
  unit_price: "5",
  price: "5",
  score: "5",
  latitude: "60",
  longitude: "24",
  granted: "yes",
  purpose: "advertising",
  kind: "sale",
  channel: "online",
  currency: "EUR",
  country: "FI",
  postal_code: "02100",
  birth_date: "1985-01-01",
};
const cellOf = (dataset: string, name: string): string => {
  if (dataset === "feedback" && name === "kind") return "nps";
  return cells[name] ?? (name === "at" || name.endsWith("_at") ? day : "1");
};
const planted = "planted.leak@example.com";
const benchFor = quickIngest();

describe.each(datasetSchema.options)("an address in any column of %s", (dataset) => {
  const names = datasetColumnNames[dataset];
  test.each(names.filter((name) => !name.endsWith("customer_id")))(
    "%s stops at the door",
    async (slipped) => {
      const bench = benchFor();
      const row = names.map((name) => (name === slipped ? planted : cellOf(dataset, name)));
      const csv = `${names.join(",")}\n${row.join(",")}\n`;
      const receipt = await receiptOf(bench.ports, bench.drop(`${dataset}/a.csv`, csv));
      expect(receipt.rows).toBe(1);
      expect(JSON.stringify(receipt)).not.toContain(planted);
      const tables = [...bench.lake.contents].filter(([key]) => key.endsWith(".parquet"));
      const texts = await parquetTexts(tables.map(([, bytes]) => bytes));
      expect(texts.filter((text) => text.includes(planted))).toEqual([]);
    },
  );
});
