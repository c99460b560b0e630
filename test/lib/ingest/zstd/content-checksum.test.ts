import { expect, test } from "vitest";
import { contentChecksum } from "../../../../lib/ingest/zstd/content-checksum.ts";

function checksumOf(text: string, chunk: number): string {
  const bytes = Buffer.from(text);
  const checksum = contentChecksum();
  for (let at = 0; at < bytes.length; at += chunk) checksum.update(bytes.subarray(at, at + chunk));
  return checksum.digest().toString(16).padStart(8, "0");
}

/** As `zstd -lv` says of files with this content. */
const known: readonly (readonly [text: string, lower32Bits: string])[] = [
  ["", "51d8e999"],
  ["a", "a98c6e5b"],
  ["abc", "ad770999"],
  ["0123456789abcdefghijklmnopqrst", "b74cabd9"],
  ["0123456789abcdefghijklmnopqrstuv", "16b5c6e2"],
  [`${"0123456789".repeat(13_107)}01`, "5504142d"],
  ["Espoo å €\n".repeat(20_001), "6e48fcd2"],
];

test.each(known.map(([text, sum]) => ({ bytes: text.length, text, sum })))(
  "the checksum of $bytes bytes is xxHash's, however they come",
  ({ text, sum }) => {
    for (const chunk of [1, 5, 33, 65_536, 1_000_000]) expect(checksumOf(text, chunk)).toBe(sum);
  },
);
