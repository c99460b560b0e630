import { expect, test } from "vitest";
import { manifestSchema, receiptKey, type Manifest } from "../../../lib/ingest/contract.ts";
import { fileIdOf } from "../../../lib/ingest/file-id.ts";
import {
  aWorkspace,
  type IngestBench,
  ingestBench,
  receiptOf,
} from "../../builders/ingest-bench.ts";

const orders = (...lines: readonly string[]) =>
  ["order_id,customer_id,ordered_at,amount", ...lines, ""].join("\n");
const twoRows = orders("1,c1,2026-01-02,10", "2,,2026-01-02,20");

/** The manifest that counts. */
function counting(bench: IngestBench, dataset = "orders"): Manifest {
  const version = bench.manifests.contents.get(dataset)?.value.version ?? 0;
  if (version === 0) return { dataset: "orders", version, files: [] };
  return manifestSchema.parse(JSON.parse(bench.lake.text(`manifests/${dataset}/${version}.json`)));
}

test("an accepted file has a receipt, a record, a manifest entry, and leaves nothing on the workbench", async () => {
  const bench = ingestBench();
  const receipt = await receiptOf(bench.ports, bench.drop("orders/a.csv", twoRows));
  expect(receipt).toEqual({
    file: "orders/a.csv",
    id: fileIdOf({ key: "inbox/orders/a.csv", version: "v1" }),
    dataset: "orders",
    status: "accepted",
    problem: null,
    rows: 2,
    accepted: 1,
    rejected: 1,
    skipped: 0,
    reasons: { "customer_id-missing": 1 },
    lines: { "customer_id-missing": [3] },
    completeness: { order_id: 1, customer_id: 1, ordered_at: 1, amount: 1 },
    unusable: {},
    expected: { "customer_id-missing": '"customer_id": not empty' },
    identifiers: {},
    alarm: null,
    changes: { new: 1, changed: 0, unchanged: 0, older: 0, gone: 0, shorter: 0 },
    quarantine: ["quarantine/orders/a-2010213d2a473690.csv"],
    receivedAt: "2026-11-22T10:00:00.000Z",
    finishedAt: "2026-11-22T10:30:00.000Z",
    seconds: 0,
  });
  expect(JSON.parse(bench.lake.text(receiptKey(receipt.id)))).toEqual(receipt);
  expect(bench.files.contents.get(receipt.id)?.value).toMatchObject({
    status: "accepted",
    rows: 2,
  });
  expect(counting(bench).files).toMatchObject([
    {
      id: receipt.id,
      file: "orders/a.csv",
      order: "2026-11-22T10:00:00.000Z orders/a.csv",
      rows: 2,
    },
  ]);
  expect(bench.open.size).toBe(0);
});

test("the same event again gives the same receipt and changes nothing", async () => {
  const bench = ingestBench();
  const object = bench.drop("orders/a.csv", twoRows);
  const first = await receiptOf(bench.ports, object);
  const before = new Map([...bench.lake.contents, ...bench.inbox.contents]);
  const again = await receiptOf(
    { ...bench.ports, now: () => new Date("2027-01-01T00:00:00Z") },
    object,
  );
  expect(again).toEqual(first);
  expect(new Map([...bench.lake.contents, ...bench.inbox.contents])).toEqual(before);
});

test("a crash before any write leaves the whole file or nothing, and its redelivery mends it", async () => {
  let writes = 0;
  const counted = ingestBench(aWorkspace(), () => void (writes += 1));
  await receiptOf(counted.ports, counted.drop("orders/a.csv", twoRows));
  expect(writes).toBeGreaterThan(5);
  const expected = counting(counted);
  for (let at = 1; at <= writes; at += 1) {
    let now = 0;
    const bench = ingestBench(aWorkspace(), () => {
      now += 1;
      if (now === at) throw new Error("the function died");
    });
    const object = bench.drop("orders/a.csv", twoRows);
    await expect(receiptOf(bench.ports, object)).rejects.toThrow("the function died");
    expect(bench.open.size).toBe(0);
    expect([0, 1]).toContain(counting(bench).files.length);
    const receipt = await receiptOf(bench.ports, object);
    expect(receipt).toMatchObject({ status: "accepted", rows: 2, accepted: 1, rejected: 1 });
    expect(counting(bench).files).toEqual(expected.files);
    expect(bench.files.contents.size).toBe(1);
  }
});

test("files that come at the same time all count, each once", async () => {
  const bench = ingestBench();
  const dropped = [1, 2, 3, 4].map((of) =>
    bench.drop(`orders/${of}.csv`, orders(`${of},c1,2026-01-02,10`)),
  );
  await Promise.all([...dropped, ...dropped].map((object) => receiptOf(bench.ports, object)));
  expect(counting(bench).files.map(({ file }) => file)).toEqual(
    ["1", "2", "3", "4"].map((of) => `orders/${of}.csv`),
  );
});

test("the same content again is a duplicate; under another map it is not", async () => {
  const bench = ingestBench();
  await receiptOf(bench.ports, bench.drop("orders/a.csv", twoRows));
  const again = await receiptOf(bench.ports, bench.drop("orders/b.csv", twoRows));
  expect(again).toMatchObject({
    status: "duplicate",
    problem: "its content already counts, as orders/a.csv",
    rows: 2,
    accepted: 0,
    rejected: 0,
    reasons: {},
  });
  expect(counting(bench).files).toHaveLength(1);
  const other = {
    ...bench.ports,
    publishedWorkspace: async () =>
      aWorkspace({
        "datasets/orders.yaml":
          "dataset: orders\nskip: []\ncolumns: { amount: { from: amount, decimal: comma } }\n",
      }),
  };
  expect((await receiptOf(other, bench.drop("orders/c.csv", twoRows))).status).toBe("accepted");
});

test("the same name uploaded again is another file", async () => {
  const bench = ingestBench();
  await receiptOf(bench.ports, bench.drop("orders/a.csv", twoRows));
  await receiptOf(bench.ports, bench.drop("orders/a.csv", orders("1,c1,2026-01-02,11")));
  expect(counting(bench).files.map(({ file }) => file)).toEqual(["orders/a.csv", "orders/a.csv"]);
});

const strict = aWorkspace({
  "workspace.yaml":
    "name: Shop\ntimezone: Europe/Helsinki\ncurrency: EUR\ncountry: FI\nconsent: [advertising]\n",
});

test("a file with more than 5% of its rows rejected is held and does not count", async () => {
  const bench = ingestBench(strict);
  const receipt = await receiptOf(bench.ports, bench.drop("orders/a.csv", twoRows));
  expect(receipt).toMatchObject({
    status: "held",
    problem:
      "50% of its rows are rejected, more than the 5% that pass without a look (files.rejected)",
    rows: 2,
    accepted: 0,
    rejected: 0,
    reasons: { "customer_id-missing": 1 },
    lines: { "customer_id-missing": [3] },
    expected: { "customer_id-missing": '"customer_id": not empty' },
    quarantine: ["quarantine/orders/a-2010213d2a473690.csv"],
  });
  expect(counting(bench).files).toEqual([]);
});

const rowsOf = (many: number) =>
  orders(...Array.from({ length: many }, (_, at) => `${many}-${at},c1,2026-01-02,1`));

test("from the third file on, fewer than half the usual rows are held", async () => {
  const bench = ingestBench(strict);
  const statuses = [];
  for (const many of [10, 3, 8, 2, 7]) {
    statuses.push(
      (await receiptOf(bench.ports, bench.drop(`orders/${many}.csv`, rowsOf(many)))).status,
    );
  }
  expect(statuses).toEqual(["accepted", "accepted", "accepted", "held", "accepted"]);
});

test("without a published workspace a file is refused and says what to do", async () => {
  const bench = ingestBench();
  const ports = { ...bench.ports, publishedWorkspace: async () => undefined };
  const receipt = await receiptOf(ports, bench.drop("orders/a.csv", twoRows));
  expect(receipt).toMatchObject({ status: "rejected", rows: null });
  expect(receipt.problem).toContain("publish one (audience publish), then drop the file again");
});

test("an error of AWS is thrown, so that the message comes again", async () => {
  const bench = ingestBench();
  await expect(
    receiptOf(bench.ports, { key: "inbox/orders/gone.csv", version: "v9" }),
  ).rejects.toThrow("nothing in the inbox");
  expect(bench.files.contents.size).toBe(0);
});
