import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import type { Bucket } from "./bucket.ts";
import { limits } from "./limits.ts";
import { faults, S3Fault } from "./s3-fault.ts";

/** A new object, as the bucket's "Object Created" event tells of it. */
export interface ObjectCreated {
  readonly bucket: string;
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Undefined in a bucket that keeps no versions. */
  readonly versionId: string | undefined;
  /** Hexadecimal; of two events of one key the later one has the greater sequencer. */
  readonly sequencer: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly reason: "PutObject" | "CompleteMultipartUpload" | "CopyObject";
}

/** What a call may reach besides the bucket it names. */
export interface S3Context {
  readonly buckets: ReadonlyMap<string, Bucket>;
  /** Makes a bucket, or gives the one of that name these settings. */
  createBucket(name: string, settings: { versioned: boolean; eventBridge: boolean }): void;
  readonly now: () => Date;
  readonly onObjectCreated: (event: ObjectCreated) => void | Promise<void>;
}

/** One request, before it is known whether its bucket is there. */
export interface ServiceCall {
  readonly context: S3Context;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  /** Empty in a call to the service itself. */
  readonly bucketName: string;
  /** Empty in a call to a bucket. */
  readonly key: string;
}

/** One request about a bucket or an object in it. */
export interface BucketCall extends ServiceCall {
  readonly bucket: Bucket;
}

/** What is answered: headers, and XML or bytes. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | number | undefined>>;
  readonly xml?: string;
  readonly body?: Readable;
}

export const headerOf = (request: IncomingMessage, name: string): string | undefined =>
  request.headers[name]?.toString();

/** A whole number of the query, or `otherwise` when it is not there. Throws InvalidArgument. */
export function integerOf(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  if (!/^\d{1,9}$/.test(text))
    throw new S3Fault(faults.invalidArgument, `${name} must be a whole number, 0 or more.`);
  return Number(text);
}

/** The caller's region: every bucket of the local cloud is where it is asked for. */
export const regionOf = (request: IncomingMessage): string =>
  /Credential=[^/]*\/\d+\/([\w-]+)\/s3\//.exec(headerOf(request, "authorization") ?? "")?.[1] ??
  "us-east-1";

/** Bucket, key and query of a request, path style or virtual-host style. Throws InvalidURI, KeyTooLongError. */
export function readTarget(request: IncomingMessage) {
  const [rawPath = "", rawQuery = ""] = (request.url ?? "").split(/\?(.*)/s);
  const path = decodePath(rawPath).replace(/^\//, "");
  const inHost = bucketInHost(headerOf(request, "host") ?? "");
  const slash = path.indexOf("/");
  const [first, rest] = slash < 0 ? [path, ""] : [path.slice(0, slash), path.slice(slash + 1)];
  const key = inHost === undefined ? rest : path;
  if (Buffer.byteLength(key) > limits.keyBytes)
    throw new S3Fault(faults.keyTooLong, `Your key is longer than ${limits.keyBytes} bytes.`);
  return { bucketName: inHost ?? first, key, query: new URLSearchParams(rawQuery) };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new S3Fault(faults.invalidUri, "The path is not percent-encoded UTF-8.");
  }
}

/** `bucket.s3.<region>.amazonaws.com`, `bucket.s3.localhost`, `bucket.localhost`. */
function bucketInHost(host: string): string | undefined {
  const name = /^(.+?)\.(?:s3[.-].+|localhost)(?::\d+)?$/.exec(host.toLowerCase())?.[1];
  return name === "s3" ? undefined : name;
}
