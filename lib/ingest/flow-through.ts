import { Readable, type Transform, pipeline } from "node:stream";

/** Whether zlib refused what it was given to unpack. */
export const isZlibError = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^(?:Z_|ZSTD_)/.test(String(error.code));

/** Bytes as a transformation of Node's gives them. Failures of either side end the stream with them. */
export async function* flowThrough(
  bytes: AsyncIterable<Uint8Array>,
  by: Transform,
): AsyncGenerator<Uint8Array> {
  // The loop below is told of failures; the callback only keeps them from being thrown twice.
  pipeline(Readable.from(bytes), by, () => undefined);
  for await (const chunk of by) if (chunk instanceof Uint8Array) yield chunk;
}
