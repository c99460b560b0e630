import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { hashOfNothing } from "../../../lib/identity/hash-identifier.ts";
import { datasetKey, peopleKey } from "../../../lib/ingest/contract.ts";
import { aWorkspace, ingestBench, mapOf, receiptOf } from "../../builders/ingest-bench.ts";
import { readParquet } from "../../builders/read-parquet.ts";

const address = "someone@example.fi";
const hashed = createHash("sha256").update(address).digest("hex");

test("an e-mail address that arrives hashed is passed through, and never hashed twice", async () => {
  const bench = ingestBench();
  const csv = `customer_id,email\nc1,${hashed}\nc2, ${hashed.toUpperCase()} \nc3,${address}\n`;
  const receipt = await receiptOf(bench.ports, bench.drop("customers/a.csv", csv));
  expect(receipt.identifiers["email"]).toEqual({ filled: 3, meta: 3, google: 3 });
  const people = await readParquet(bench.lake.contents.get(peopleKey(receipt.id)));
  const found = people.map(({ meta_emails, google_emails }) => [meta_emails, google_emails]);
  expect(found).toEqual(people.map(() => [[hashed], [hashed]]));
  expect(found).toHaveLength(3);
});

test("somebody known by an address and by its hash is one person", async () => {
  const byEmail = mapOf("orders", "columns: { customer_id: { by: email, from: email } }");
  const bench = ingestBench(aWorkspace(byEmail));
  const customers = `customer_id,email\nc1,${hashed.toUpperCase()}\n`;
  const known = await receiptOf(bench.ports, bench.drop("customers/a.csv", customers));
  const [customer] = await readParquet(bench.lake.contents.get(datasetKey("customers", known.id)));
  const orders = `order_id,email,ordered_at,amount\n1,${address},2026-01-02,5\n2,${hashed},2026-01-02,5\n`;
  const bought = await receiptOf(bench.ports, bench.drop("orders/a.csv", orders));
  const rows = await readParquet(bench.lake.contents.get(datasetKey("orders", bought.id)));
  const [memberId] = rows.map((row) => row["memberId"]);
  expect(rows.map((row) => row["memberId"])).toEqual([memberId, memberId]);
  expect(customer?.["email_ids"]).toEqual([memberId]);
});

test("nobody is known by the hash of nothing, which is everybody who has no address", async () => {
  const byEmail = mapOf("customers", "columns: { customer_id: { by: email, from: email } }");
  const bench = ingestBench(aWorkspace(byEmail));
  const csv = `email\n${hashOfNothing}\n${hashOfNothing.toUpperCase()}\n${hashed}\n`;
  const receipt = await receiptOf(bench.ports, bench.drop("customers/a.csv", csv));
  expect(receipt).toMatchObject({ accepted: 1, rejected: 2 });
  expect(receipt.reasons).toEqual({ "customer_id-unreadable": 2 });
  const people = await readParquet(bench.lake.contents.get(peopleKey(receipt.id)));
  expect(people.map(({ meta_emails }) => meta_emails)).toEqual([[hashed]]);
});
