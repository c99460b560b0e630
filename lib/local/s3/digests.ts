import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

/** What is computed over a body while it passes. */
export interface Digest {
  update(data: Buffer): void;
  digest(): Buffer;
}

export const checksumAlgorithms = ["crc32", "crc32c", "crc64nvme", "sha1", "sha256"] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];
export type DigestAlgorithm = ChecksumAlgorithm | "md5";

function crc32Digest(): Digest {
  let crc = 0;
  return {
    update: (data) => void (crc = crc32(data, crc)),
    digest: () => bigEndian(crc),
  };
}

const bigEndian = (...words: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(words.length * 4);
  words.forEach((word, i) => bytes.writeUInt32BE(word >>> 0, i * 4));
  return bytes;
};

/** The CRCs of all bytes: 64 bits, reflected, as two halves. A CRC of 32 bits has only the low one. */
function crcTable(polynomial: bigint): readonly [high: Int32Array, low: Int32Array] {
  const [high, low] = [new Int32Array(256), new Int32Array(256)];
  for (let byte = 0; byte < 256; byte++) {
    let crc = BigInt(byte);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ polynomial : crc >> 1n;
    high[byte] = Number(BigInt.asIntN(32, crc >> 32n));
    low[byte] = Number(BigInt.asIntN(32, crc));
  }
  return [high, low];
}

/** Castagnoli's polynomial, reflected (RFC 3720, appendix B.4). */
const [, CRC32C] = crcTable(0x82f63b78n);
/** NVMe's polynomial, reflected (NVM Express NVM Command Set Specification 1.0, 5.2.1.3.4). */
const [NVME_HIGH, NVME_LOW] = crcTable(0x9a6c9329ac4bc9b5n);

function crc32cDigest(): Digest {
  let crc = -1;
  return {
    update: (data) => {
      let next = crc;
      for (let i = 0; i < data.length; i++)
        next = (CRC32C[(next ^ (data[i] ?? 0)) & 0xff] ?? 0) ^ (next >>> 8);
      crc = next;
    },
    digest: () => bigEndian(~crc),
  };
}

function crc64NvmeDigest(): Digest {
  let [high, low] = [-1, -1];
  return {
    update: (data) => {
      let [h, l] = [high, low];
      for (let i = 0; i < data.length; i++) {
        const at = (l ^ (data[i] ?? 0)) & 0xff;
        l = ((l >>> 8) | (h << 24)) ^ (NVME_LOW[at] ?? 0);
        h = (h >>> 8) ^ (NVME_HIGH[at] ?? 0);
      }
      [high, low] = [h, l];
    },
    digest: () => bigEndian(~high, ~low),
  };
}

/** A fresh digest of one body. */
export function newDigest(algorithm: DigestAlgorithm): Digest {
  switch (algorithm) {
    case "crc32":
      return crc32Digest();
    case "crc32c":
      return crc32cDigest();
    case "crc64nvme":
      return crc64NvmeDigest();
    case "md5":
    case "sha1":
    case "sha256":
      return createHash(algorithm);
  }
}
