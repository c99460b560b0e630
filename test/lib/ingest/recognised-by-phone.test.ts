import { expect, test } from "vitest";
import { datasetKey } from "../../../lib/ingest/contract.ts";
import { aWorkspace, ingestBench, receiptOf } from "../../builders/ingest-bench.ts";
import { readParquet } from "../../builders/read-parquet.ts";

const people =
  "customer_id,phone,first_name,last_name\n" +
  "c1,040 123 4567,Ääni,Testi\n" +
  "c2,+358401234567,ÄÄNI , testi\n" +
  "c3,+358401234567,Toinen,Testi\n" +
  "c4,+358401234567,,Testi\n";

async function customersOf(merge: readonly ("email" | "phone")[]) {
  const workspace = aWorkspace();
  const bench = ingestBench({ ...workspace, settings: { ...workspace.settings, merge } });
  const receipt = await receiptOf(bench.ports, bench.drop("customers/a.csv", people));
  return readParquet(bench.lake.contents.get(datasetKey("customers", receipt.id)));
}

test("where people are merged by phone, phones and names are known again, however they are written", async () => {
  const [first, second, other, nameless] = await customersOf(["phone"]);
  expect(first?.["phone_ids"]).toHaveLength(1);
  expect(second).toMatchObject({ phone_ids: first?.["phone_ids"], name_id: first?.["name_id"] });
  expect(other?.["phone_ids"]).toEqual(first?.["phone_ids"]);
  expect(other?.["name_id"]).not.toEqual(first?.["name_id"]);
  expect(nameless?.["name_id"]).toBeNull();
});

test("elsewhere nothing is kept to know them by", async () => {
  expect(await customersOf(["email"])).toMatchObject(
    Array.from({ length: 4 }, () => ({ phone_ids: null, name_id: null })),
  );
});
