import fc from "fast-check";
import { expect, test } from "vitest";
import { datasetKey } from "../../../lib/ingest/contract.ts";
import type { Receipt } from "../../../lib/ingest/contract.ts";
import type { IngestPorts } from "../../../lib/ingest/ports.ts";
import { ingestBench, receiptOf } from "../../builders/ingest-bench.ts";
import { messy, rowOf } from "../../builders/messy-text.ts";
import {
  encoded,
  messyCsv,
  oddNdjson,
  packed,
  packings,
  soundCsv,
} from "../../builders/odd-files.ts";
import { readParquet } from "../../builders/read-parquet.ts";
import { writtenParquet } from "../../builders/written-parquet.ts";

/** An inbox whose objects arrive in chunks of so many bytes. */
const arriving = (ports: IngestPorts, size: number): IngestPorts => ({
  ...ports,
  inbox: {
    ...ports.inbox,
    read: async (key, version) => {
      const { receivedAt, bytes } = await ports.inbox.read(key, version);
      async function* chunks() {
        for await (const chunk of bytes) {
          for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size);
        }
      }
      return { receivedAt, bytes: chunks() };
    },
  },
});

/** Takes in a file as it may arrive. Whatever it is, there is a receipt whose numbers add up, and nothing is left open. */
async function accountOf(file: string, bytes: Uint8Array, chunk = 1 << 16): Promise<Receipt> {
  const bench = ingestBench();
  const receipt = await receiptOf(arriving(bench.ports, chunk), bench.drop(file, bytes));
  const { accepted, rejected, skipped, rows, reasons } = receipt;
  const used = receipt.status === "accepted";
  expect(accepted + rejected + skipped).toBe(used ? rows : 0);
  expect(Object.values(reasons).reduce((sum, one) => sum + one, 0)).toBe(rejected + skipped);
  expect(receipt.problem === null).toBe(used);
  expect(bench.manifests.contents.size).toBe(used ? 1 : 0);
  expect(receipt.quarantine.length > 0).toBe(rejected > 0);
  expect(bench.open.size).toBe(0);
  return receipt;
}

const chunkSizes = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.constant(1 << 16));
const ending = (packing: string | undefined) => (packing === undefined ? "" : `.${packing}`);

test("accepted + rejected + skipped = rows for CSV of every dialect and encoding, however it arrives", async () => {
  const file = soundCsv.chain(({ text, rows }) =>
    fc.record({
      bytes: encoded(text),
      rows: fc.constant(rows),
      packing: packings,
      chunk: chunkSizes,
    }),
  );
  await fc.assert(
    fc.asyncProperty(file, async ({ bytes, rows, packing, chunk }) => {
      const content = await packed(bytes, packing);
      const receipt = await accountOf(`orders/a.csv${ending(packing)}`, content, chunk);
      expect(receipt).toMatchObject({ status: "accepted", rows });
    }),
    { numRuns: 12 },
  );
});

test("accepted + rejected + skipped = rows, whatever stands in a CSV file", async () => {
  await fc.assert(
    fc.asyncProperty(messyCsv, chunkSizes, async ({ text }, chunk) => {
      const receipt = await accountOf("orders/a.csv", Buffer.from(text), chunk);
      expect(receipt.problem ?? "").toMatch(
        /^$|^line \d+: a quote is opened in this row and never closed$/,
      );
    }),
    { numRuns: 12 },
  );
});

test("accepted + rejected + skipped = rows, whatever stands in an NDJSON file", async () => {
  const file = oddNdjson.chain((text) =>
    fc.record({
      text: fc.constant(text),
      bytes: encoded(text),
      packing: packings,
      chunk: chunkSizes,
    }),
  );
  await fc.assert(
    fc.asyncProperty(file, async ({ text, bytes, packing, chunk }) => {
      const content = await packed(bytes, packing);
      const receipt = await accountOf(`orders/a.ndjson${ending(packing)}`, content, chunk);
      const rows = text.split("\n").filter((line) => line.trim() !== "").length;
      expect(receipt).toMatchObject({ status: "accepted", rows });
    }),
    { numRuns: 12 },
  );
});

const endings = [".csv", ".ndjson", ".parquet"].flatMap((format) =>
  ["", ".gz", ".zst"].map((packing) => `${format}${packing}`),
);

test("bytes of any kind under any name get a receipt", async () => {
  const heads = ["", "PAR1", "\u001f\u008b\u0008\u0000", "\u0028\u00b5\u002f\u00fd", "{", "a,b\n"];
  const bytes = fc
    .tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 400 }))
    .map(([head, rest]) => Buffer.concat([Buffer.from(head, "latin1"), rest]));
  await fc.assert(
    fc.asyncProperty(bytes, fc.constantFrom(...endings), async (content, name) => {
      expect(await accountOf(`orders/a${name}`, content)).toMatchObject({ status: "rejected" });
    }),
    { numRuns: 100 },
  );
});

const rows = Array.from({ length: 30 }, (_, at) => [`A-${at}`, `c${at % 7}`, "2026-01-02", "5"]);
const header = "order_id,customer_id,ordered_at,amount";
const csv = [header, ...rows.map((row) => row.join(",")), ""].join("\n");
const ndjson = rows
  .map(([order_id, customer_id, ordered_at, amount]) =>
    JSON.stringify({ order_id, customer_id, ordered_at, amount }),
  )
  .join("\n");
const query = `SELECT 'A-' || i AS order_id, 'c' || (i % 7) AS customer_id,
  DATE '2026-01-02' AS ordered_at, 5 AS amount, 'beside' || i AS more FROM range(30) AS r(i)`;

/** A sound file of each kind, of 30 rows. */
const soundFiles = async (): Promise<readonly (readonly [name: string, content: Buffer])[]> => {
  const parquet = await writtenParquet(query);
  return [
    ["orders/a.csv.gz", await packed(Buffer.from(csv), "gz")],
    ["orders/a.csv.zst", await packed(Buffer.from(csv), "zst")],
    ["orders/a.ndjson.gz", await packed(Buffer.from(ndjson), "gz")],
    ["orders/a.parquet", parquet],
    ["orders/a.parquet.zst", await packed(parquet, "zst")],
  ];
};

test("a packed file or a Parquet file that is cut short anywhere is refused whole", async () => {
  const files = await soundFiles();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      async ([name, content], share) => {
        const cut = content.subarray(0, Math.floor(content.length * share));
        expect(await accountOf(name, cut)).toMatchObject({ status: "rejected", rows: null });
      },
    ),
    { numRuns: 60 },
  );
});

test("a file some of whose bytes are others has a receipt", async () => {
  const files = [
    ...(await soundFiles()),
    ["orders/a.csv", Buffer.from(csv)],
    ["orders/a.ndjson", Buffer.from(ndjson)],
  ] as const;
  const changes = fc.array(
    fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255)),
    { minLength: 1, maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), changes, async ([name, content], others) => {
      const bytes = Buffer.from(content);
      for (const [share, byte] of others) bytes[Math.floor(share * bytes.length)] = byte;
      const receipt = await accountOf(name, bytes);
      if (receipt.status === "accepted" && /\.gz$/.test(name)) expect(receipt.rows).toBe(30);
    }),
    { numRuns: 40 },
  );
});

test("text arrives in the lake as it stood in the file, trimmed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(messy, { minLength: 1, maxLength: 80 }), async (names) => {
      const lines = names.map((name, at) => rowOf([String(at), "c1", "2026-01-02", "5", name]));
      const bench = ingestBench();
      const receipt = await receiptOf(
        bench.ports,
        bench.drop("orders/a.csv", [`${header},product_name`, ...lines].join("\n")),
      );
      const lake = await readParquet(bench.lake.contents.get(datasetKey("orders", receipt.id)));
      const inOrder = lake.toSorted((a, b) => Number(a["line"]) - Number(b["line"]));
      expect(inOrder.map((row) => row["product_name"])).toEqual(
        names.map((name) => name.trim().normalize("NFC") || null),
      );
    }),
    { numRuns: 8 },
  );
});
