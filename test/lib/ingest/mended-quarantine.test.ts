import { readFile, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { runScript } from "../../../lib/adapters/duckdb/run-script.ts";
import type { Format, Packing } from "../../../lib/ingest/read-inbox-key.ts";
import { pack, unpack } from "../../../lib/ingest/unpack.ts";
import { ingestBench, receiptOf } from "../../builders/ingest-bench.ts";
import { withWorkbench } from "../../builders/with-workbench.ts";

async function* once(bytes: Uint8Array) {
  yield bytes;
}

async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

/** What a query gives as a Parquet file; of another one's rows where it reads from `arrived`. */
const written = (query: string, arrived?: Uint8Array) =>
  withWorkbench(async ({ scratch }) => {
    const [from, to] = [scratch.path("from"), scratch.path("to")];
    const view = `CREATE VIEW arrived AS SELECT * FROM read_parquet('${from}')`;
    if (arrived !== undefined) await writeFile(from, arrived);
    const copy = `COPY (${query}) TO '${to}' (FORMAT parquet)`;
    await runScript(arrived === undefined ? [copy] : [view, copy], {});
    return readFile(to);
  });

const inText = async (bytes: Uint8Array) =>
  Buffer.from(Buffer.from(bytes).toString().replaceAll("many", "3"));

/** Two good orders, two whose quantity is none; and how those are mended. */
const files: Readonly<
  Record<Format, { content: () => Promise<Buffer>; mended: (bytes: Uint8Array) => Promise<Buffer> }>
> = {
  csv: {
    content: async () =>
      Buffer.from(`order_id,customer_id,ordered_at,quantity,unit_price
1,c1,2026-01-02,2,3.50
2,c2,2026-01-02,many,3.50
3,c3,2026-01-02,2,3.50
4,c4,2026-01-02,many,3.50
`),
    mended: inText,
  },
  ndjson: {
    content: async () => {
      const order = { customer_id: "c", ordered_at: "2026-01-02", unit_price: 3.5 };
      const rows = [2, "many", 2, "many"].map((quantity, at) => ({
        ...order,
        quantity,
        order_id: at,
      }));
      return Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    },
    mended: inText,
  },
  parquet: {
    content: () =>
      written(
        `SELECT i AS order_id, 'c' AS customer_id, DATE '2026-01-02' AS ordered_at, 3.5 AS unit_price,
           CASE WHEN i % 2 = 0 THEN 'many' ELSE '2' END AS quantity FROM range(1, 5) AS r(i)`,
      ),
    mended: (bytes) => written("SELECT * REPLACE ('3' AS quantity) FROM arrived", bytes),
  },
};

test.each<[Format, Packing | undefined]>([
  ["csv", "zst"],
  ["ndjson", undefined],
  ["ndjson", "gz"],
  ["ndjson", "zst"],
  ["parquet", undefined],
  ["parquet", "zst"],
])(
  "rejected rows of %s (packed: %s) come back in it, mended rows count",
  async (format, packing) => {
    const { content, mended } = files[format];
    const name = [format, packing].filter((ending) => ending !== undefined).join(".");
    const bench = ingestBench();
    const { ports, inbox } = bench;
    const packed = async (bytes: Uint8Array) => gathered(pack(once(bytes), packing));
    const first = await receiptOf(
      ports,
      bench.drop(`orders/a.${name}`, await packed(await content())),
    );
    expect(first).toMatchObject({ rows: 4, accepted: 2, reasons: { "quantity-unreadable": 2 } });
    const [key = ""] = first.quarantine;
    expect(key.endsWith(`.${name}`)).toBe(true);

    const rejected = await gathered(
      unpack(once(inbox.contents.get(key) ?? Buffer.alloc(0)), packing),
    );
    const again = await receiptOf(ports, bench.drop(`orders/b.${name}`, await packed(rejected)));
    expect(again).toMatchObject({ rows: 2, accepted: 0, reasons: { "quantity-unreadable": 2 } });

    const third = await receiptOf(
      ports,
      bench.drop(`orders/c.${name}`, await packed(await mended(rejected))),
    );
    expect(third).toMatchObject({ status: "accepted", rows: 2, accepted: 2, rejected: 0 });
  },
);
