/** Largest block of a frame (RFC 8878, 3.1.1.2.4). */
const largestBlock = 128 * 1024;

/** A frame of unknown size, without a checksum, whose window is one block. */
const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 7 << 3]);

const blockHeader = (size: number, last: boolean): Buffer => {
  const bytes = Buffer.alloc(3);
  bytes.writeUIntLE((size << 3) | (last ? 1 : 0), 0, 3);
  return bytes;
};

/**
 * The same bytes as a zstd that every zstd tool opens. They are stored, not made smaller: Node before
 * 22.15 cannot, and it is for rejected rows alone.
 */
export async function* packZstd(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield header;
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += largestBlock) {
      const block = chunk.subarray(at, at + largestBlock);
      yield blockHeader(block.length, false);
      yield block;
    }
  }
  yield blockHeader(0, true);
}
