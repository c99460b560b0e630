import { describe, expect, test } from "vitest";
import { datasetKey } from "../../../lib/ingest/contract.ts";
import type { Receipt } from "../../../lib/ingest/contract.ts";
import type { Format, Packing } from "../../../lib/ingest/read-inbox-key.ts";
import { unpack } from "../../../lib/ingest/unpack.ts";
import { type IngestBench, mapOf, receiptOf } from "../../builders/ingest-bench.ts";
import { packed } from "../../builders/odd-files.ts";
import { quickIngest } from "../../builders/quick-ingest.ts";
import { readParquet } from "../../builders/read-parquet.ts";
import { writtenParquet } from "../../builders/written-parquet.ts";

const benchFor = quickIngest();

/** The rejected rows of a file, unpacked. */
async function rejectedOf(
  { inbox }: IngestBench,
  { quarantine: [key = ""] }: Receipt,
  packing?: Packing,
): Promise<Buffer> {
  async function* kept() {
    yield inbox.contents.get(key) ?? Buffer.alloc(0);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of unpack(kept(), packing)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const inText = async (bytes: Uint8Array) =>
  Buffer.from(Buffer.from(bytes).toString().replaceAll("many", "3"));

const inNdjson = (columns: Readonly<Record<string, unknown>>): Buffer => {
  const order = { customer_id: "c", ordered_at: "2026-01-02", unit_price: 3.5 };
  const rows = [2, "many", 2, "many"].map((quantity, at) => ({
    ...order,
    quantity,
    order_id: at,
    ...columns,
  }));
  return Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
};

const inParquet = (more: string): Promise<Buffer> =>
  writtenParquet(
    `SELECT i AS order_id, 'c' AS customer_id, DATE '2026-01-02' AS ordered_at, 3.5 AS unit_price,
       CASE WHEN i % 2 = 0 THEN 'many' ELSE '2' END AS quantity${more} FROM range(1, 5) AS r(i)`,
  );

const inCsv = (name: string, cell: string): Buffer =>
  Buffer.from(`order_id,customer_id,ordered_at,quantity,unit_price${name}
1,c1,2026-01-02,2,3.50${cell}
2,c2,2026-01-02,many,3.50${cell}
3,c3,2026-01-02,2,3.50${cell}
4,c4,2026-01-02,many,3.50${cell}
`);

/** Two good orders, two whose quantity is none, with and without numbers for their lines; and how those are mended. */
const files: Readonly<
  Record<
    Format,
    {
      readonly plain: () => Promise<Buffer>;
      readonly withLines: () => Promise<Buffer>;
      readonly mended: (bytes: Uint8Array) => Promise<Buffer>;
    }
  >
> = {
  csv: {
    plain: async () => inCsv("", ""),
    withLines: async () => inCsv(",line", ",70"),
    mended: inText,
  },
  ndjson: {
    plain: async () => inNdjson({}),
    withLines: async () => inNdjson({ line: 70 }),
    mended: inText,
  },
  parquet: {
    plain: () => inParquet(""),
    withLines: () => inParquet(", 70 AS line"),
    mended: (bytes) => writtenParquet("SELECT * REPLACE ('3' AS quantity) FROM arrived", bytes),
  },
};

const formats: readonly Format[] = ["csv", "ndjson", "parquet"];

describe("rejected rows come back in the format that they came in, and count when they are mended", () => {
  test.each<[Format, Packing | undefined]>([
    ["csv", undefined],
    ["csv", "gz"],
    ["ndjson", undefined],
    ["ndjson", "zst"],
    ["parquet", undefined],
    ["parquet", "zst"],
  ])("%s, packed: %s", async (format, packing) => {
    const { plain, mended } = files[format];
    const name = [format, packing].filter((ending) => ending !== undefined).join(".");
    const bench = benchFor();
    const { ports } = bench;
    const first = await receiptOf(
      ports,
      bench.drop(`orders/a.${name}`, await packed(await plain(), packing)),
    );
    expect(first).toMatchObject({ rows: 4, accepted: 2, reasons: { "quantity-unreadable": 2 } });
    expect(first.quarantine).toEqual([expect.stringMatching(new RegExp(`\\.${name}$`))]);

    const rejected = await rejectedOf(bench, first, packing);
    const again = await receiptOf(
      ports,
      bench.drop(`orders/b.${name}`, await packed(rejected, packing)),
    );
    expect(again).toMatchObject({ rows: 2, accepted: 0, reasons: { "quantity-unreadable": 2 } });
    expect(await rejectedOf(bench, again, packing)).toHaveLength(rejected.length);

    const third = await receiptOf(
      ports,
      bench.drop(`orders/c.${name}`, await packed(await mended(rejected), packing)),
    );
    expect(third).toMatchObject({ status: "accepted", rows: 2, accepted: 2, rejected: 0 });
    const orders = await readParquet(bench.lake.contents.get(datasetKey("orders", third.id)));
    expect(orders.map(({ order_line }) => order_line)).toEqual([null, null]);
  });
});

test.each(formats)(
  "a column called line stays what it is in rejected rows of %s",
  async (format) => {
    const { withLines, mended } = files[format];
    const bench = benchFor();
    const { ports } = bench;
    const first = await receiptOf(ports, bench.drop(`orders/a.${format}`, await withLines()));
    const rejected = await rejectedOf(bench, first);
    for (const name of ["line", "_line", "_reason"]) expect(rejected.toString()).toContain(name);
    const second = await receiptOf(ports, bench.drop(`orders/b.${format}`, await mended(rejected)));
    expect(second).toMatchObject({ accepted: 2, rejected: 0 });
    const orders = await readParquet(bench.lake.contents.get(datasetKey("orders", second.id)));
    expect(orders.map(({ order_line }) => order_line)).toEqual(["70", "70"]);
  },
);

test("a column that the map calls reason is data, wherever it stands", async () => {
  const map = "attributes: { why: reason }";
  const bench = benchFor(mapOf("orders", map));
  const csv = "order_id,customer_id,ordered_at,amount,line,reason\n1,c,2026-01-02,5,7,too small\n";
  const receipt = await receiptOf(bench.ports, bench.drop("orders/a.csv", csv));
  const orders = await readParquet(bench.lake.contents.get(datasetKey("orders", receipt.id)));
  expect(orders).toMatchObject([{ order_line: "7", why: "too small" }]);
});

/** Drops a file and its rejected rows, mended or not. */
async function droppedTwice(bench: IngestBench, csv: Buffer, mend: (text: string) => string) {
  const first = await receiptOf(bench.ports, bench.drop("orders/a.csv", csv));
  const rejected = (await rejectedOf(bench, first)).toString();
  const mended = bench.drop("orders/b.csv", mend(rejected));
  return { rejected, second: await receiptOf(bench.ports, mended) };
}

describe("rejected rows of CSV", () => {
  test("of a wrong shape are filled up, and take their place when they are mended", async () => {
    const csv = `order_id;customer_id;ordered_at;amount
1;c1
2;c2;2026-01-02;5;6
3;"c3"x;2026-01-02;5
4;"c;4";2026-01-02;5;6;7
`;
    const bench = benchFor();
    const { rejected, second } = await droppedTwice(bench, Buffer.from(csv), (text) => text);
    expect(rejected).toBe(`"order_id";"customer_id";"ordered_at";"amount";line;reason
1;c1;;;2;row-ragged
2;c2;2026-01-02;5;6;3;row-ragged
3;"c3"x;2026-01-02;5;4;row-quoted-badly
4;"c;4";2026-01-02;5;6;7;5;row-ragged
`);
    expect(second.reasons).toEqual({
      "row-ragged": 2,
      "row-quoted-badly": 1,
      "ordered_at-missing": 1,
    });
    expect((await rejectedOf(bench, second)).toString())
      .toBe(`"order_id";"customer_id";"ordered_at";"amount";line;reason
1;c1;;;2;ordered_at-missing
2;c2;2026-01-02;5;6;3;row-ragged
3;"c3"x;2026-01-02;5;4;row-quoted-badly
4;"c;4";2026-01-02;5;6;7;5;row-ragged
`);
  });

  test("keep their letters where the map says another encoding", async () => {
    const map = "files: { encoding: windows-1252 }";
    const csv =
      "order_id,customer_id,ordered_at,amount,product_name\n1,c,2026-01-02,many,Pöytä €\n";
    const bytes = Buffer.from(csv.replace("€", "\u0080"), "latin1");
    const bench = benchFor(mapOf("orders", map));
    const { second } = await droppedTwice(bench, bytes, (text) => text.replace("many", "3"));
    const orders = await readParquet(bench.lake.contents.get(datasetKey("orders", second.id)));
    expect(orders).toMatchObject([{ product_name: "Pöytä €" }]);
  });

  test("are read whatever stands between cells and around them", async () => {
    const map = `files: { delimiter: "-", quote: "'" }`;
    const csv = "order_id-customer_id-ordered_at-amount\n1-c-'2026-01-02'-many\n";
    const bench = benchFor(mapOf("orders", map));
    const { rejected, second } = await droppedTwice(bench, Buffer.from(csv), (text) =>
      text.replace("many", "3"),
    );
    expect(rejected).toContain("1-c-'2026-01-02'-many-2-'amount-unreadable'\n");
    expect(second).toMatchObject({ accepted: 1, rejected: 0 });
  });
});
