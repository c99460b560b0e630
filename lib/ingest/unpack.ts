import { createHash } from "node:crypto";
import { createGunzip, createGzip } from "node:zlib";
import { InputProblem } from "../core/failure.ts";
import { flowThrough, isZlibError } from "./flow-through.ts";
import type { Packing } from "./read-inbox-key.ts";
import { type TextFindings, watchText } from "./watch-text.ts";
import { packZstd } from "./zstd/pack-zstd.ts";
import { unzstd } from "./zstd/unzstd.ts";

/** What Node says of content that does not begin as a gzip does, and of what follows one that has ended. */
const isForeign = (error: unknown): boolean =>
  error instanceof Error && error.message === "incorrect header check";

/** The content of a gzip, its length and CRC checked. Throws `InputProblem` when it is damaged or cut short. */
export async function* gunzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let begun = false;
  try {
    for await (const chunk of flowThrough(bytes, createGunzip({ chunkSize: 256 * 1024 }))) {
      begun = true;
      yield chunk;
    }
  } catch (error) {
    if (!isZlibError(error)) throw error;
    if (!begun && isForeign(error)) {
      throw new InputProblem("the file is called .gz and is no gzip: leave the .gz out");
    }
    throw new InputProblem("the gzip is damaged or cut short: export and upload it again");
  }
}

/** The content of a file as its name says it is packed. Throws `InputProblem` when it is not, or not whole. */
export function unpack(
  bytes: AsyncIterable<Uint8Array>,
  packing: Packing | undefined,
): AsyncIterable<Uint8Array> {
  switch (packing) {
    case undefined:
      return bytes;
    case "gz":
      return gunzip(bytes);
    case "zst":
      return unzstd(bytes);
  }
}

/** Packed again, for what goes back to people in the format they came with. */
export function pack(
  bytes: AsyncIterable<Uint8Array>,
  packing: Packing | undefined,
): AsyncIterable<Uint8Array> {
  switch (packing) {
    case undefined:
      return bytes;
    case "gz":
      return flowThrough(bytes, createGzip());
    case "zst":
      return packZstd(bytes);
  }
}

/** What is learnt of a file while it is copied. */
export interface Passage extends TextFindings {
  /** SHA-256 of the content. */
  readonly contentHash: () => string;
  readonly size: () => number;
  readonly through: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
}

/** Lets a file through unchanged and remembers what it was. */
export function watchPassage(): Passage {
  const hash = createHash("sha256");
  const text = watchText();
  let size = 0;
  async function* through(bytes: AsyncIterable<Uint8Array>) {
    for await (const chunk of bytes) {
      hash.update(chunk);
      size += chunk.length;
      text.look(chunk);
      yield chunk;
    }
  }
  return {
    contentHash: () => hash.digest("hex"),
    size: () => size,
    head: text.head,
    isUtf8: text.isUtf8,
    foreignLine: text.foreignLine,
    isMixed: text.isMixed,
    nulLine: text.nulLine,
    through,
  };
}
