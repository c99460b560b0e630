import { InputProblem } from "../../core/failure.ts";

/** A piece of a zstd file that unpacks by itself. Some tools write a file as many of them (RFC 8878, 3.1). */
export interface ZstdFrame {
  /** Bytes of its content, where it says. */
  readonly contentSize: number | undefined;
  /** It ends with a checksum of its content. */
  readonly checksummed: boolean;
  /** All of it; to be read to its end before the next frame. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

const magic = 0xfd2fb528;
/** Sixteen numbers begin frames that hold something else than content. */
const isSkippable = (number: number): boolean => number >>> 4 === 0x184d2a5;

/** What zstd's own tools unpack without being asked for more (ZSTD_WINDOWLOG_LIMIT_DEFAULT). */
const largestWindow = 2 ** 27;

/** The same words for all that can be wrong with a zstd: what helps is the same. */
export const damagedZstd = (): InputProblem =>
  new InputProblem("the zstd is damaged or cut short: export and upload it again");

/** Takes bytes from a stream as many as are wanted; fewer only at its end. */
function takerOf(bytes: AsyncIterable<Uint8Array>) {
  const source = bytes[Symbol.asyncIterator]();
  let chunk: Uint8Array = new Uint8Array();
  const upTo = async (wanted: number): Promise<Buffer> => {
    const parts: Uint8Array[] = [];
    let missing = wanted;
    while (missing > 0) {
      if (chunk.length === 0) {
        const step = await source.next();
        if (step.done === true) break;
        chunk = step.value;
      }
      const part = chunk.subarray(0, missing);
      parts.push(part);
      chunk = chunk.subarray(part.length);
      missing -= part.length;
    }
    return Buffer.concat(parts);
  };
  return {
    upTo,
    exactly: async (wanted: number): Promise<Buffer> => {
      const taken = await upTo(wanted);
      if (taken.length < wanted) throw damagedZstd();
      return taken;
    },
    close: async () => void (await source.return?.()),
  };
}
type Taker = ReturnType<typeof takerOf>;

interface FrameHeader extends Pick<ZstdFrame, "contentSize" | "checksummed"> {
  readonly bytes: Buffer;
}

function contentSizeOf(field: Buffer): number | undefined {
  if (field.length === 0) return undefined;
  if (field.length === 8) return Number(field.readBigUInt64LE());
  return field.readUIntLE(0, field.length) + (field.length === 2 ? 256 : 0);
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >>> 3));
  return base + (base / 8) * (descriptor & 7);
}

/** Reads what stands before a frame's first block. */
async function headerOf(taker: Taker, beginning: Buffer): Promise<FrameHeader> {
  const descriptor = await taker.exactly(1);
  const flags = descriptor[0] ?? 0;
  const isSingle = (flags & 0x20) !== 0;
  if ((flags & 3) !== 0) {
    throw new InputProblem("the zstd needs a dictionary to be unpacked: compress it without one");
  }
  const window = await taker.exactly(isSingle ? 0 : 1);
  const sizeField = await taker.exactly([isSingle ? 1 : 0, 2, 4, 8][flags >>> 6] ?? 0);
  const contentSize = contentSizeOf(sizeField);
  if ((isSingle ? (contentSize ?? 0) : windowOf(window[0] ?? 0)) > largestWindow) {
    throw new InputProblem("the zstd takes more than 128 MB to unpack: compress it without --long");
  }
  return {
    contentSize,
    checksummed: (flags & 4) !== 0,
    bytes: Buffer.concat([beginning, descriptor, window, sizeField]),
  };
}

async function* frameBytes(taker: Taker, header: FrameHeader): AsyncGenerator<Uint8Array> {
  yield header.bytes;
  for (let last = false; !last;) {
    const block = await taker.exactly(3);
    const word = block.readUIntLE(0, 3);
    const isOneByteRepeated = ((word >>> 1) & 3) === 1;
    last = (word & 1) === 1;
    yield Buffer.concat([block, await taker.exactly(isOneByteRepeated ? 1 : word >>> 3)]);
  }
  if (header.checksummed) yield await taker.exactly(4);
}

async function skip(taker: Taker): Promise<void> {
  const step = 64 * 1024;
  let left = (await taker.exactly(4)).readUInt32LE();
  for (; left > 0; left -= Math.min(left, step)) await taker.exactly(Math.min(left, step));
}

/**
 * The frames of a zstd file, one after the other. Node's own unpacker ends after the first and takes
 * no notice of the rest. Throws `InputProblem` for a file that is no zstd, ends inside a frame, or
 * has something else after its last one.
 */
export async function* cutFrames(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ZstdFrame> {
  const taker = takerOf(bytes);
  try {
    for (let first = true; ; first = false) {
      const beginning = await taker.upTo(4);
      if (beginning.length === 0) return;
      const number = beginning.length === 4 ? beginning.readUInt32LE() : 0;
      if (isSkippable(number)) await skip(taker);
      else if (number === magic) {
        const header = await headerOf(taker, beginning);
        yield { ...header, bytes: frameBytes(taker, header) };
      } else if (first) {
        throw new InputProblem("the file is called .zst and is no zstd: leave the .zst out");
      } else throw damagedZstd();
    }
  } finally {
    await taker.close();
  }
}
