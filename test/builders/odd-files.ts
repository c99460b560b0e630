import fc from "fast-check";
import type { Packing } from "../../lib/ingest/read-inbox-key.ts";
import { pack } from "../../lib/ingest/unpack.ts";
import { messy } from "./messy-text.ts";

/** Files as nobody would write them on purpose. */

async function* once(bytes: Uint8Array) {
  yield bytes;
}

/** A content as it is dropped. */
export async function packed(bytes: Uint8Array, packing: Packing | undefined): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of pack(once(bytes), packing)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export const packings = fc.constantFrom<Packing | undefined>(undefined, undefined, "gz", "zst");

/** How a text may be written: those in which each letter of `messy` stands. */
const encoders: Readonly<Record<string, (text: string) => Buffer>> = {
  "utf-8": (text) => Buffer.from(text),
  "utf-8 with a mark": (text) => Buffer.from(`\uFEFF${text}`),
  "utf-16le": (text) => Buffer.from(`\uFEFF${text}`, "utf16le"),
  "utf-16be": (text) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16(),
  "windows-1252": (text) => Buffer.from(text.replaceAll("€", "\u0080"), "latin1"),
};

/** A text in any encoding. */
export const encoded = (text: string): fc.Arbitrary<Buffer> =>
  fc.constantFrom(...Object.values(encoders)).map((encode) => encode(text));

const dialects = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  quote: fc.constantFrom('"', "'"),
  lineEnd: fc.constantFrom("\n", "\r\n"),
});

/** A CSV file of orders: each of its rows is sound in its shape, unless `rows` says otherwise. */
export interface OddCsv {
  readonly text: string;
  /** How many rows it has; undefined where they may be anything. */
  readonly rows: number | undefined;
}

const names = ["order_id", "customer_id", "ordered_at", "amount", "product_name"];
const soundCell = fc.oneof(
  { weight: 2, arbitrary: messy },
  { weight: 3, arbitrary: fc.constantFrom("c1", "2026-01-02", "5", "-1.50", "NaN", "1e309", "") },
);
const soundRow = fc.array(soundCell, { minLength: names.length, maxLength: names.length });

/** CSV of any dialect whose cells are all in quotes. */
export const soundCsv: fc.Arbitrary<OddCsv> = fc
  .tuple(fc.array(soundRow, { minLength: 1, maxLength: 60 }), dialects)
  .map(([rows, { delimiter, quote, lineEnd }]) => {
    const cell = (text: string) => `${quote}${text.replaceAll(quote, quote + quote)}${quote}`;
    const lines = [names, ...rows].map((row) => row.map(cell).join(delimiter));
    return { text: lines.join(lineEnd), rows: rows.length };
  });

/** CSV with rows of anything: broken quotes, too many cells, no cells. */
export const messyCsv: fc.Arbitrary<OddCsv> = fc
  .tuple(fc.array(fc.oneof(messy, messy, fc.constant("1,c1,2026-01-02,5,x")), { maxLength: 60 }))
  .map(([rows]) => ({ text: [names.join(","), ...rows, ""].join("\n"), rows: undefined }));

const scalar = fc.oneof(
  messy,
  fc.constantFrom<unknown>("c1", "2026-01-02", 5, 1.5, 1e300, true, null, "", "1e309"),
);
const object = fc.record(
  {
    order_id: scalar,
    customer_id: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
    ordered_at: scalar,
    amount: scalar,
    more: fc.object({ maxDepth: 2, maxKeys: 3 }),
  },
  { requiredKeys: [] },
);

/** NDJSON with rows of anything. One names what orders must have. */
export const oddNdjson: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: object.map((row) => JSON.stringify(row)) },
      { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
      { weight: 1, arbitrary: messy },
    ),
    { maxLength: 60 },
  )
  .map((rows) =>
    ['{"order_id":1,"customer_id":2,"ordered_at":"2026-01-02","amount":3}', ...rows, ""].join("\n"),
  );

const telling = `c1 someone@example.fi SOMEONE@Example.fi \u0130@example.fi 2026-01-02 2026-02-30
  2026-01-02T10:00:00Z infinity epoch 5 -1.50 NaN 1e309 0x1F yes nej FI Suomi 02100 sale nps a|b||c
  \u0001 \u202E 😀 '; ${"a".repeat(64)} ${"x".repeat(300)}`.split(/\s+/);
const tellingCell = fc.constantFrom(...telling, "", "040 123 4567", "1 234,50 €");

/** Rows of so many cells that mean something somewhere, or nothing anywhere. */
export const oddCells = (width: number): fc.Arbitrary<readonly (readonly string[])[]> => {
  const cell = fc.oneof(
    { weight: 4, arbitrary: tellingCell },
    { weight: 2, arbitrary: messy },
    { weight: 1, arbitrary: fc.string({ unit: "binary" }).filter((text) => !text.includes("\0")) },
  );
  return fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
    minLength: 20,
    maxLength: 100,
  });
};
