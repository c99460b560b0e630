import fc from "fast-check";
import { expect, test } from "vitest";
import { datasetSchema } from "../../../lib/core/dataset.ts";
import { datasetKey } from "../../../lib/ingest/contract.ts";
import type { Receipt } from "../../../lib/ingest/contract.ts";
import type { IngestPorts } from "../../../lib/ingest/ports.ts";
import { datasetColumnNames } from "../../../lib/workspace/dataset-columns.ts";
import { mapOf, receiptOf } from "../../builders/ingest-bench.ts";
import { messy, rowOf } from "../../builders/messy-text.ts";
import {
  encoded,
  messyCsv,
  oddCells,
  oddNdjson,
  packed,
  packings,
  soundCsv,
} from "../../builders/odd-files.ts";
import { quickIngest } from "../../builders/quick-ingest.ts";
import { readParquet } from "../../builders/read-parquet.ts";
import { writtenParquet } from "../../builders/written-parquet.ts";

const benchFor = quickIngest();

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

/** How a file may arrive: in chunks of so many bytes, and taken in as parts of about so many. */
interface Arrival {
  readonly chunk: number;
  readonly part: number;
}

/** Takes in a file as it may arrive. Whatever it is, there is a receipt whose numbers add up, and nothing is left open. */
async function accountOf(
  file: string,
  bytes: Uint8Array,
  { chunk, part }: Arrival = { chunk: 1 << 16, part: 1 << 30 },
): Promise<Receipt> {
  const bench = benchFor();
  const ports = { ...arriving(bench.ports, chunk), partSize: { bytes: part, rows: part } };
  const receipt = await receiptOf(ports, bench.drop(file, bytes));
  const { accepted, rejected, skipped, rows, reasons } = receipt;
  const used = receipt.status === "accepted";
  expect(accepted + rejected + skipped).toBe(used ? rows : 0);
  expect(Object.values(reasons).reduce((sum, one) => sum + one, 0)).toBe(rejected + skipped);
  expect(receipt.problem === null).toBe(used);
  expect(bench.manifests.contents.size).toBe(used ? 1 : 0);
  expect(receipt.quarantine.length > 0).toBe(rejected > 0);
  expect(bench.progress.contents.size).toBe(0);
  expect(bench.open.size).toBe(0);
  return receipt;
}

const arrivals: fc.Arbitrary<Arrival> = fc.record({
  chunk: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.constant(1 << 16)),
  part: fc.oneof(fc.integer({ min: 300, max: 3000 }), fc.constant(1 << 30)),
});
/** A map under which people are known by e-mail, where there are people. */
const byEmailOf = (names: readonly string[]): string => {
  const people = names.filter((name) => name.endsWith("customer_id"));
  return `columns: { ${people.map((name) => `${name}: { by: email, from: ${name} }`).join(", ")} }`;
};

const ending = (packing: string | undefined) => (packing === undefined ? "" : `.${packing}`);

test("accepted + rejected + skipped = rows for CSV of every dialect and encoding, however it arrives", async () => {
  const file = soundCsv.chain(({ text, rows }) =>
    fc.record({
      bytes: encoded(text),
      rows: fc.constant(rows),
      packing: packings,
      arrival: arrivals,
    }),
  );
  await fc.assert(
    fc.asyncProperty(file, async ({ bytes, rows, packing, arrival }) => {
      const content = await packed(bytes, packing);
      const receipt = await accountOf(`orders/a.csv${ending(packing)}`, content, arrival);
      expect(receipt).toMatchObject({ status: "accepted", rows });
    }),
    { numRuns: 12 },
  );
});

test("accepted + rejected + skipped = rows, whatever stands in a CSV file", async () => {
  await fc.assert(
    fc.asyncProperty(messyCsv, arrivals, async ({ text }, arrival) => {
      const receipt = await accountOf("orders/a.csv", Buffer.from(text), arrival);
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
      arrival: arrivals,
    }),
  );
  await fc.assert(
    fc.asyncProperty(file, async ({ text, bytes, packing, arrival }) => {
      const content = await packed(bytes, packing);
      const receipt = await accountOf(`orders/a.ndjson${ending(packing)}`, content, arrival);
      const rows = text.split("\n").filter((line) => line.trim() !== "").length;
      expect(receipt).toMatchObject({ status: "accepted", rows });
    }),
    { numRuns: 12 },
  );
});

test.each(datasetSchema.options)(
  "accepted + rejected + skipped = rows, whatever stands in the cells of %s",
  async (dataset) => {
    const names = datasetColumnNames[dataset];
    await fc.assert(
      fc.asyncProperty(oddCells(names.length), async (cells) => {
        const csv = [names.join(","), ...cells.map(rowOf)].join("\n");
        const bench = benchFor(mapOf(dataset, byEmailOf(names)));
        const receipt = await receiptOf(bench.ports, bench.drop(`${dataset}/a.csv`, csv));
        const { accepted, rejected, skipped, reasons, expected } = receipt;
        expect(receipt).toMatchObject({ status: "accepted", rows: cells.length });
        expect(accepted + rejected + skipped).toBe(cells.length);
        expect(Object.keys(expected).toSorted()).toEqual(Object.keys(reasons).toSorted());
      }),
      { numRuns: 2 },
    );
  },
);

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
  DATE '2026-01-02' AS ordered_at, CASE WHEN i % 9 = 0 THEN 'none' ELSE '5' END AS amount,
  'beside' || i AS more, [i] AS others FROM range(30) AS r(i)`;

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
      const { rows: found } = await accountOf(name, bytes);
      const isWhole = name.endsWith(".gz");
      expect(isWhole ? [null, 30] : [found]).toContain(found);
    }),
    { numRuns: 40 },
  );
});

test("text arrives in the lake as it stood in the file, trimmed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(messy, { minLength: 1, maxLength: 80 }), async (names) => {
      const lines = names.map((name, at) => rowOf([String(at), "c1", "2026-01-02", "5", name]));
      const bench = benchFor();
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
