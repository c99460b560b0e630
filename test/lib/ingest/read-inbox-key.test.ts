import { expect, test } from "vitest";
import { readInboxKey } from "../../../lib/ingest/read-inbox-key.ts";

test.each([
  ["inbox/orders/spring.csv", "orders", "csv", undefined],
  ["inbox/customers/2026/week 3.ndjson.gz", "customers", "ndjson", "gz"],
  ["inbox/events/a.b.PARQUET.zst", "events", "parquet", "zst"],
  ["inbox/places/FI.csv.ZST", "places", "csv", "zst"],
  ["inbox/erasures/v1.2/today.parquet", "erasures", "parquet", undefined],
] as const)("%s is a file of %s", (key, ...[dataset, format, packing]) => {
  expect(readInboxKey(key)).toEqual({ file: key.slice(6), dataset, format, packing });
});

test.each([
  "inbox/orders/spring.xlsx",
  "inbox/orders/spring.json",
  "inbox/orders/spring.gz",
  "inbox/orders/spring.csv.zip",
  "inbox/orders/spring.csv.gz.zst",
  "inbox/orders/csv",
  "inbox/orders/spring.csv/readme",
])("%s names no format", (key) => {
  expect(() => readInboxKey(key)).toThrow("must end in .csv, .ndjson or .parquet");
});

test.each(["inbox/spring.csv", "inbox/invoices/spring.csv", "inbox/Orders/spring.csv"])(
  "%s names no dataset",
  (key) => {
    expect(() => readInboxKey(key)).toThrow("must be called after a dataset: one of customers,");
  },
);
