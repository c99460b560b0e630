import { createHash } from "node:crypto";
import { isUtf8 } from "node:buffer";
import { Readable, pipeline } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";
import { InputProblem } from "../core/failure.ts";

const isZlib = (error: unknown): boolean =>
  error instanceof Error && "code" in error && String(error.code).startsWith("Z_");

/** The content of a gzip, its length and CRC checked. Throws `InputProblem` when it is damaged or cut short. */
export async function* gunzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const unpacked = createGunzip({ chunkSize: 256 * 1024 });
  // Failures of either side end the loop below; the callback only keeps them from being thrown twice.
  pipeline(Readable.from(bytes), unpacked, () => undefined);
  try {
    for await (const chunk of unpacked) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    if (!isZlib(error)) throw error;
    throw new InputProblem("the gzip is damaged or cut short: export and upload it again");
  }
}

/** What is learnt of a file while it is copied. */
export interface Passage {
  /** SHA-256 of the content. */
  readonly contentHash: () => string;
  readonly size: () => number;
  /** Whether all of it is UTF-8. */
  readonly isUtf8: () => boolean;
  /** The first bytes, enough to know a byte order mark or a gzip by. */
  readonly head: () => Uint8Array;
  readonly through: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
}

/** Bytes at the end of a chunk that begin a character which goes on in the next one: 0–3. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

/** Lets a file through unchanged and remembers what it was. */
export function watchPassage(): Passage {
  const hash = createHash("sha256");
  let size = 0;
  let valid = true;
  let rest: Uint8Array = new Uint8Array();
  let head: Uint8Array = new Uint8Array();
  const look = (chunk: Uint8Array) => {
    hash.update(chunk);
    size += chunk.length;
    if (head.length < 4) head = Buffer.concat([head, chunk.subarray(0, 4)]);
    if (!valid) return;
    const text = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const cut = text.length - unfinished(text);
    valid = isUtf8(text.subarray(0, cut));
    rest = Buffer.from(text.subarray(cut));
  };
  async function* through(bytes: AsyncIterable<Uint8Array>) {
    for await (const chunk of bytes) {
      look(chunk);
      yield chunk;
    }
  }
  return {
    contentHash: () => hash.digest("hex"),
    size: () => size,
    isUtf8: () => valid && rest.length === 0,
    head: () => head,
    through,
  };
}

/** Compressed again, for what goes back to people in the format they came with. */
export async function* gzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const packed = createGzip();
  pipeline(Readable.from(bytes), packed, () => undefined);
  for await (const chunk of packed) if (chunk instanceof Uint8Array) yield chunk;
}
