import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { packZstd } from "../../../../lib/ingest/zstd/pack-zstd.ts";
import { unzstd, withNode, withPackage } from "../../../../lib/ingest/zstd/unzstd.ts";

const fixture = (name: string): Buffer =>
  readFileSync(path.join(import.meta.dirname, "../../../fixtures/zstd", name));

/** As `zstd -19` packs a file, with its size and checksum. */
const checked = fixture("checked.csv.zst");
/** As `zstd --no-check` packs a pipe, whose size it does not know. */
const unchecked = fixture("unchecked.csv.zst");
/** What is in both. */
const rows = Array.from({ length: 3000 }, (_, at) => at + 1)
  .map((row) => `${row},c${(row * 7919) % 1003},2026-01-${(row % 28) + 1}\n`)
  .join("");

async function* inChunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

const damaged = "the zstd is damaged or cut short: export and upload it again";
const ways = [
  { by: "JavaScript", way: withPackage },
  ...(withNode === undefined ? [] : [{ by: "Node", way: withNode }]),
];

describe.each(ways)("a zstd unpacked by $by", ({ way }) => {
  const unpacked = (bytes: Uint8Array, size = 65_536) => textOf(unzstd(inChunks(bytes, size), way));

  test.each([1, 7, 4096, 65_536])("is its content, in chunks of %i bytes", async (size) => {
    expect(await unpacked(checked, size)).toBe(rows);
    expect(await unpacked(unchecked, size)).toBe(rows);
  });

  test("may be of several frames, and of frames that hold something else", async () => {
    const aside = Buffer.from([0x5e, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
    const frames = Buffer.concat([aside, checked, aside, unchecked, checked]);
    expect(await unpacked(frames, 1000)).toBe(rows + rows + rows);
  });

  test("of nothing is nothing", async () => {
    expect(await unpacked(Buffer.alloc(0))).toBe("");
    expect(await textOf(unzstd(packZstd(inChunks(Buffer.alloc(0), 1)), way))).toBe("");
  });

  test("is refused wherever it is cut short", async () => {
    const cuts = [1, 3, 4, 5, 6, 9, 12, 100, 6000, checked.length - 5, checked.length - 1];
    for (const at of cuts) {
      await expect(unpacked(checked.subarray(0, at))).rejects.toThrow(
        at < 4 ? "is no zstd" : damaged,
      );
      const second = Buffer.concat([checked, checked.subarray(0, at)]);
      await expect(unpacked(second)).rejects.toThrow(damaged);
    }
    await expect(unpacked(unchecked.subarray(0, -1))).rejects.toThrow(damaged);
  });

  test("is refused when something else follows it", async () => {
    await expect(unpacked(Buffer.concat([checked, Buffer.from("x")]))).rejects.toThrow(damaged);
    await expect(unpacked(Buffer.concat([checked, Buffer.alloc(512)]))).rejects.toThrow(damaged);
  });

  test("is refused when a byte of it is another, wherever that is", async () => {
    for (let at = 13; at < checked.length; at += 97) {
      const other = Buffer.from(checked);
      other[at] = (other[at] ?? 0) ^ 0x10;
      await expect(unpacked(other), `byte ${at}`).rejects.toThrow(damaged);
    }
  });

  test("is refused when its checksum is another", async () => {
    const other = Buffer.from(checked);
    other[other.length - 1] = (other.at(-1) ?? 0) ^ 1;
    await expect(unpacked(other)).rejects.toThrow(damaged);
  });

  test("is refused when it is none, or asks for more than it should", async () => {
    await expect(unpacked(Buffer.from("order_id,customer_id\n"))).rejects.toThrow("is no zstd");
    const large = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 21 << 3, 1, 0, 0]);
    await expect(unpacked(large)).rejects.toThrow("without --long");
    const withDictionary = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x01, 56, 7, 1, 0, 0]);
    await expect(unpacked(withDictionary)).rejects.toThrow("dictionary");
  });

  test("is what went in when the rows were packed here", async () => {
    const long = rows.repeat(20);
    const packed = packZstd(inChunks(Buffer.from(long), 300_000));
    expect(await textOf(unzstd(packed, way))).toBe(long);
  });
});
