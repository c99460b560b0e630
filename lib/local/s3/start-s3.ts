import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { type Bucket, isBucket, makeBucket, openBucket } from "./bucket.ts";
import { runOperation } from "./operations.ts";
import { type ObjectCreated, readTarget, type Reply, type S3Context } from "./s3-call.ts";
import { faults, S3Fault } from "./s3-fault.ts";
import { writeXml } from "./xml.ts";

export interface S3Service {
  /** Makes a bucket, or gives the one that was kept these settings. Throws InvalidBucketName. */
  createBucket(name: string, settings: { versioned: boolean; eventBridge: boolean }): Promise<void>;
  /** Answers one request. Never throws: what goes wrong is in the answer. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/**
 * S3 on a folder: path style and virtual-host style, conditional writes, versions, multipart and
 * streaming uploads with checksums. Signatures are not checked. What it does not do is refused by
 * name with NotImplemented. All state is in `root`; a service opened on the same folder goes on where
 * the last one stopped, however it stopped. One process at a time.
 *
 * A server must hand `checkContinue` requests to `handle` too, as it does `request`: then a refused
 * upload is refused before its bytes are sent.
 *
 * `onObjectCreated` is told of each new object in a bucket with `eventBridge`, before its writer is answered.
 */
export function s3Service(options: {
  /** Folder on disk; made if need be. */
  root: string;
  now: () => Date;
  onObjectCreated: (event: ObjectCreated) => void | Promise<void>;
}): S3Service {
  const { root, now, onObjectCreated } = options;
  mkdirSync(root, { recursive: true });
  const buckets = new Map<string, Bucket>();
  for (const name of readdirSync(root)) {
    const folder = path.join(root, name);
    if (isBucket(folder)) buckets.set(name, openBucket(folder));
  }

  const createBucket: S3Context["createBucket"] = (name, settings) => {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name))
      throw new S3Fault(faults.invalidBucketName, "The specified bucket is not valid.");
    const kept = buckets.get(name);
    if (kept !== undefined) return kept.configure(settings);
    const createdAt = now().toISOString();
    buckets.set(name, makeBucket(path.join(root, name), { ...settings, createdAt }));
  };
  const context: S3Context = { buckets, createBucket, now, onObjectCreated };

  return {
    createBucket: async (name, settings) => createBucket(name, settings),
    handle: async (request, response) => {
      try {
        await send(response, await answer(context, request, response));
      } catch {
        // The client went away, or bytes under way could not be read: only the connection can tell.
        response.destroy();
      }
    },
  };
}

async function answer(
  context: S3Context,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Reply> {
  try {
    const target = readTarget(request);
    return await runOperation({ context, request, response, ...target });
  } catch (error) {
    // A body that was announced and not asked for would be read as the next request.
    if (request.headers.expect !== undefined) response.setHeader("connection", "close");
    return refuse(error, request.url ?? "");
  }
}

function refuse(error: unknown, resource: string): Reply {
  const fault =
    error instanceof S3Fault ? error : new S3Fault(faults.internal, `A bug: ${String(error)}`);
  const { status, headers, code, message } = fault;
  const xml = writeXml("Error", { Code: code, Message: message, Resource: resource })
    // S3's errors stand outside its namespace.
    .replace(/ xmlns="[^"]*"/, "");
  return status === 304 ? { status, headers } : { status, headers, xml };
}

async function send(response: ServerResponse, reply: Reply): Promise<void> {
  const { status = 200, headers = {}, xml, body } = reply;
  response.statusCode = status;
  response.setHeader("x-amz-request-id", randomUUID());
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) response.setHeader(name, value);
  if (body !== undefined) return pipeline(body, response);
  if (xml !== undefined) {
    response.setHeader("content-type", "application/xml");
    response.setHeader("content-length", Buffer.byteLength(xml));
  } else if (status !== 204 && status !== 304 && !response.hasHeader("content-length"))
    response.setHeader("content-length", 0);
  response.end(xml);
}
