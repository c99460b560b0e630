import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readWorkspace } from "../../../lib/workspace/read-workspace.ts";
import { ingestBench, receiptOf } from "../../builders/ingest-bench.ts";

const shared = path.join(import.meta.dirname, "../../../../shared");
const data = path.join(shared, "data/online-retail");
const folder = path.join(shared, "workspaces/online-retail");
const isThere = existsSync(data) && existsSync(folder);

const workspace = () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".yaml"),
  );
  return readWorkspace(
    Object.fromEntries(files.map((file) => [file, readFileSync(path.join(folder, file), "utf8")])),
  ).workspace;
};

describe.skipIf(!isThere)("a year of a gift shop's invoices (skipped without ../shared)", () => {
  test.each([
    {
      file: "orders/online_retail_2010-2011.csv.gz",
      rows: 541_909,
      accepted: 406_829,
      rejected: 135_080,
    },
    { file: "customers/customers.csv.gz", rows: 4372, accepted: 4372, rejected: 0 },
    { file: "consents/consents.csv.gz", rows: 8857, accepted: 8857, rejected: 0 },
  ])("$file", async ({ file, rows, accepted, rejected }) => {
    const bench = ingestBench(workspace());
    const dropped = bench.drop(file, { path: path.join(data, path.basename(file)) });
    const receipt = await receiptOf(bench.ports, dropped);
    expect(receipt).toMatchObject({ status: "accepted", rows, accepted, rejected, skipped: 0 });
    expect(receipt.reasons).toEqual(rejected === 0 ? {} : { "customer_id-missing": rejected });
  });
});
