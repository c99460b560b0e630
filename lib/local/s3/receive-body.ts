import type { IncomingMessage } from "node:http";
import { decodeAwsChunked } from "./aws-chunked.ts";
import {
  type ChecksumAlgorithm,
  checksumAlgorithms,
  type Digest,
  type DigestAlgorithm,
  newDigest,
} from "./digests.ts";
import { limits } from "./limits.ts";
import { headerOf, type ServiceCall } from "./s3-call.ts";
import { faults, S3Fault } from "./s3-fault.ts";
import type { Checksum } from "./stored-entries.ts";

/** A body that counts and digests itself while it is read. The figures hold once it was read to its end. */
export interface MeasuredBody {
  readonly data: AsyncIterable<Buffer>;
  size(): number;
  /** Throws if the algorithm was not asked for. May be called again. */
  digest(algorithm: DigestAlgorithm): Buffer;
}

export function measure(
  source: AsyncIterable<Buffer>,
  algorithms: Iterable<DigestAlgorithm>,
): MeasuredBody {
  const digests = new Map<DigestAlgorithm, Digest>();
  for (const algorithm of algorithms) digests.set(algorithm, newDigest(algorithm));
  const done = new Map<DigestAlgorithm, Buffer>();
  let size = 0;
  async function* pass() {
    for await (const chunk of source) {
      size += chunk.length;
      for (const digest of digests.values()) digest.update(chunk);
      yield chunk;
    }
    for (const [algorithm, digest] of digests) done.set(algorithm, digest.digest());
  }
  return {
    data: pass(),
    size: () => size,
    digest: (algorithm) => {
      const value = done.get(algorithm);
      if (value === undefined) throw new Error(`${algorithm} was not computed`);
      return value;
    },
  };
}

/** A request's body, to be read to its end and then verified. */
export interface ReceivedBody extends MeasuredBody {
  /**
   * Holds the body against all that its sender said of it: Content-MD5, x-amz-content-sha256, the
   * decoded length, and checksums in headers or trailers. Answers the checksum, if one was sent.
   * Throws BadDigest, InvalidDigest, XAmzContentSHA256Mismatch or IncompleteBody.
   */
  verify(): Checksum | undefined;
}

/** What a sender says of a body, by header or trailer. */
type Said = (name: string) => string | undefined;

/** Opens a request's body: `aws-chunked` framing is taken off, `also` is computed besides what must be. */
export function receiveBody(
  { request, response }: ServiceCall,
  also: Iterable<DigestAlgorithm> = [],
): ReceivedBody {
  const trailers = new Map<string, string>();
  const said: Said = (name) => trailers.get(name) ?? headerOf(request, name);
  const hash = headerOf(request, "x-amz-content-sha256") ?? "";
  const promised = headerOf(request, "x-amz-trailer") ?? "";
  const checksum = checksumAlgorithms.find(
    (one) => `x-amz-checksum-${one}` in request.headers || promised === `x-amz-checksum-${one}`,
  );
  if (request.headers.expect !== undefined) response.writeContinue();
  const chunked = hash.startsWith("STREAMING-") || isAwsChunked(request);
  const measured = measure(chunked ? decodeAwsChunked(request, trailers) : request, [
    ...new Set([
      ...also,
      ...(checksum === undefined ? [] : [checksum]),
      ...("content-md5" in request.headers ? (["md5"] as const) : []),
      ...(SHA256_HEX.test(hash) ? (["sha256"] as const) : []),
    ]),
  ]);
  return {
    ...measured,
    verify: () => {
      verifyTransport(measured, said);
      return checksum && verifyChecksum(measured, checksum, said);
    },
  };
}

const SHA256_HEX = /^[0-9a-f]{64}$/;

const isAwsChunked = (request: IncomingMessage) =>
  /\baws-chunked\b/.test(headerOf(request, "content-encoding") ?? "");

function verifyTransport(body: MeasuredBody, said: Said): void {
  const length = said("x-amz-decoded-content-length");
  if (length !== undefined && Number(length) !== body.size())
    throw new S3Fault(
      faults.incompleteBody,
      `${body.size()} bytes came, ${length} were announced.`,
    );
  const md5 = said("content-md5");
  if (md5 !== undefined && Buffer.from(md5, "base64").length !== 16)
    throw new S3Fault(faults.invalidDigest, "The Content-MD5 you specified is not valid.");
  if (md5 !== undefined && body.digest("md5").toString("base64") !== md5)
    throw new S3Fault(faults.badDigest, "The Content-MD5 you specified is not the content's.");
  const sha256 = said("x-amz-content-sha256") ?? "";
  if (SHA256_HEX.test(sha256) && body.digest("sha256").toString("hex") !== sha256)
    throw new S3Fault(faults.contentMismatch, "x-amz-content-sha256 is not the content's.");
}

function verifyChecksum(body: MeasuredBody, algorithm: ChecksumAlgorithm, said: Said): Checksum {
  const name = `x-amz-checksum-${algorithm}`;
  const [value, expected] = [body.digest(algorithm).toString("base64"), said(name)];
  if (expected === undefined)
    throw new S3Fault(faults.incompleteBody, `The trailer ${name} was announced but did not come.`);
  if (value !== expected)
    throw new S3Fault(faults.badDigest, `The ${name} you specified is not the content's.`);
  return { algorithm, value, type: "FULL_OBJECT" };
}

/** A body of text, which S3 wants for its XML. Throws MalformedXML when it is past any sense. */
export async function receiveText(call: ServiceCall): Promise<string> {
  const body = receiveBody(call);
  const chunks: Buffer[] = [];
  for await (const chunk of body.data) {
    if (body.size() > limits.xmlBytes)
      throw new S3Fault(faults.malformedXml, "The XML you provided is too long.");
    chunks.push(chunk);
  }
  body.verify();
  return Buffer.concat(chunks).toString("utf8");
}
