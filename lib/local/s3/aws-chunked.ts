import { limits } from "./limits.ts";
import { faults, S3Fault } from "./s3-fault.ts";

/**
 * Takes the framing off a streaming upload: `<hex size>[;chunk-signature=…]CRLF data CRLF … 0 CRLF
 * [trailer: value CRLF …] CRLF`, signed or not, with or without trailers
 * (docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html, read 2026-11).
 * Signatures are not checked: the local cloud has no credentials. Trailers are put into `trailers`,
 * in small letters, before the last chunk has been handed on. Throws IncompleteBody on a body cut short.
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const reader = byteReader(source);
  for (;;) {
    const size = chunkSize(await reader.line());
    if (size === 0) break;
    yield* reader.take(size);
    if ((await reader.line()) !== "") throw incomplete("a chunk is longer than it says");
  }
  for (let line = await reader.line(); line; line = await reader.line()) {
    const colon = line.indexOf(":");
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  await reader.drain();
}

function chunkSize(line: string | undefined): number {
  const size = /^([0-9a-f]{1,10})(?:;.*)?$/i.exec(line ?? "")?.[1];
  if (size === undefined) throw incomplete("a chunk does not begin with its size");
  return Number.parseInt(size, 16);
}

const incomplete = (what: string) =>
  new S3Fault(faults.incompleteBody, `The request body is not whole aws-chunked data: ${what}.`);

function byteReader(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const more = async () => {
    const next = await chunks.next();
    if (next.done === true) return false;
    rest = rest.length === 0 ? next.value : Buffer.concat([rest, next.value]);
    return true;
  };
  return {
    /** The next line without its CRLF; undefined at the end of the body. */
    line: async (): Promise<string | undefined> => {
      for (;;) {
        const end = rest.indexOf("\r\n");
        if (end >= 0) {
          const line = rest.toString("latin1", 0, end);
          rest = rest.subarray(end + 2);
          return line;
        }
        if (rest.length > limits.chunkLineBytes) throw incomplete("a line without an end");
        if (!(await more())) return undefined;
      }
    },
    async *take(size: number): AsyncGenerator<Buffer> {
      for (let left = size; left > 0;) {
        if (rest.length === 0 && !(await more())) throw incomplete("it ends inside a chunk");
        const piece = rest.subarray(0, left);
        rest = rest.subarray(piece.length);
        left -= piece.length;
        yield piece;
      }
    },
    drain: async () => {
      while (await more()) rest = Buffer.alloc(0);
    },
  };
}
