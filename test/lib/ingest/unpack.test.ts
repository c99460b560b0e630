import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { gunzip, pack, unpack, watchPassage } from "../../../lib/ingest/unpack.ts";

async function* inChunks(bytes: Uint8Array, size = 65_536) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

const rows = "order_id,customer_id\n1,å\n".repeat(40_000);
const packed = gzipSync(rows);
const damaged = "the gzip is damaged or cut short: export and upload it again";

const unpacked = (bytes: Uint8Array) => textOf(gunzip(inChunks(bytes, 1000)));

async function* losingConnection() {
  yield packed.subarray(0, 100);
  throw new Error("the connection was lost");
}

describe("a gzip", () => {
  test("is its content, of as many members as it has", async () => {
    expect(await unpacked(packed)).toBe(rows);
    expect(await unpacked(Buffer.concat([packed, packed]))).toBe(rows + rows);
  });

  test("is refused when it is cut short, damaged or followed by something else", async () => {
    await expect(unpacked(packed.subarray(0, -9))).rejects.toThrow(damaged);
    await expect(unpacked(packed.subarray(0, packed.length / 2))).rejects.toThrow(damaged);
    await expect(unpacked(Buffer.concat([packed, Buffer.from("x")]))).rejects.toThrow(damaged);
    const other = Buffer.from(packed);
    other[other.length - 5] = (other.at(-5) ?? 0) ^ 1;
    await expect(unpacked(other)).rejects.toThrow(damaged);
  });

  test("is refused when it is none", async () => {
    await expect(unpacked(Buffer.from(rows))).rejects.toThrow("is no gzip: leave the .gz out");
  });

  test("that cannot be read to its end fails as the reading did", async () => {
    await expect(textOf(gunzip(losingConnection()))).rejects.toThrow("the connection was lost");
  });
});

test.each([undefined, "gz", "zst"] as const)(
  "what is packed as %s is unpacked as it",
  async (as) => {
    const content = Buffer.from(rows);
    expect(await textOf(unpack(pack(inChunks(content), as), as))).toBe(rows);
  },
);

describe("a file that passes by", () => {
  test("goes through unchanged; its size and hash are known", async () => {
    const passage = watchPassage();
    expect(await textOf(passage.through(inChunks(Buffer.from(rows), 777)))).toBe(rows);
    expect(passage.size()).toBe(Buffer.byteLength(rows));
    expect(passage.contentHash()).toBe(createHash("sha256").update(rows).digest("hex"));
  });

  test("is remembered by its first bytes, and no more of them than are needed", async () => {
    const passage = watchPassage();
    await textOf(passage.through(inChunks(Buffer.from(rows), 10_000)));
    const head = passage.head();
    expect(head.length).toBeGreaterThanOrEqual(64 * 1024);
    expect(head.length).toBeLessThan(80 * 1024);
    expect(Buffer.from(rows).subarray(0, head.length).equals(head)).toBe(true);
  });
});
