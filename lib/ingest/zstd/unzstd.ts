import zlib from "node:zlib";
import { Decompress } from "fzstd";
import { flowThrough, isZlibError } from "../flow-through.ts";
import { contentChecksum } from "./content-checksum.ts";
import { type ZstdFrame, cutFrames, damagedZstd } from "./cut-frames.ts";

/** Gives the content of one frame, checked. */
export type UnpackFrame = (frame: ZstdFrame) => AsyncIterable<Uint8Array>;

/** Node's own, which Node has from 22.15 on. */
export const withNode: UnpackFrame | undefined =
  typeof zlib.createZstdDecompress === "function"
    ? ({ bytes }) => flowThrough(bytes, zlib.createZstdDecompress({ chunkSize: 256 * 1024 }))
    : undefined;

/** In JavaScript, for Node before 22.15. The package does not look at checksums and sizes. */
export const withPackage: UnpackFrame = async function* unpackFrame(frame) {
  const pieces: Uint8Array[] = [];
  const unpacker = new Decompress((piece) => void pieces.push(piece));
  const checksum = contentChecksum();
  let size = 0;
  let ending: Uint8Array = new Uint8Array();
  const push = (bytes: Uint8Array, last: boolean): readonly Uint8Array[] => {
    try {
      unpacker.push(bytes, last);
    } catch {
      throw damagedZstd();
    }
    return pieces.splice(0);
  };
  for await (const bytes of frame.bytes) {
    for (const piece of push(bytes, false)) {
      size += piece.length;
      if (frame.checksummed) checksum.update(piece);
      yield piece;
    }
    ending = bytes;
  }
  push(new Uint8Array(), true);
  if (frame.contentSize !== undefined && frame.contentSize !== size) throw damagedZstd();
  if (!frame.checksummed) return;
  if (Buffer.from(ending).readUInt32LE() !== checksum.digest()) throw damagedZstd();
};

/** The content of a zstd, its checksums checked. Throws `InputProblem` when it is damaged or cut short. */
export async function* unzstd(
  bytes: AsyncIterable<Uint8Array>,
  unpackFrame: UnpackFrame = withNode ?? withPackage,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const frame of cutFrames(bytes)) yield* unpackFrame(frame);
  } catch (error) {
    throw isZlibError(error) ? damagedZstd() : error;
  }
}
