import { createReadStream, openSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { checkRead, checkWrite } from "./conditions.ts";
import { announce, createObject } from "./create-object.ts";
import { limits } from "./limits.ts";
import { checksumHeaders, readObjectHeaders, TAGGING, versionHeader } from "./object-headers.ts";
import { type ByteRange, readRange } from "./ranges.ts";
import { receiveBody } from "./receive-body.ts";
import { type BucketCall, headerOf, type Reply } from "./s3-call.ts";
import { faults, S3Fault } from "./s3-fault.ts";
import { type Bucket, withNewBody } from "./bucket.ts";
import type { StoredObject, StoredVersion } from "./stored-entries.ts";
import { writeXml } from "./xml.ts";

/** Throws MissingContentLength or EntityTooLarge before a byte is read. */
export function checkLength(request: IncomingMessage): void {
  const length =
    headerOf(request, "x-amz-decoded-content-length") ?? headerOf(request, "content-length");
  if (length === undefined)
    throw new S3Fault(faults.missingLength, "You must provide the Content-Length HTTP header.");
  if (Number(length) > limits.putBytes)
    throw new S3Fault(faults.entityTooLarge, "Your upload is larger than 5 GiB: send it in parts.");
}

export async function putObject(call: BucketCall): Promise<Reply> {
  const { bucket, key, request } = call;
  checkLength(request);
  checkWrite(request.headers, bucket.current(key));
  const headers = readObjectHeaders(request);
  const stored = await withNewBody(bucket, async (body, file) => {
    const received = receiveBody(call, ["md5"]);
    await writeFile(file, received.data, { flag: "wx" });
    const checksum = received.verify();
    const etag = received.digest("md5").toString("hex");
    return createObject(call, { body, size: received.size(), etag, headers, checksum });
  });
  await announce(call, stored, "PutObject");
  return {
    headers: {
      etag: `"${stored.etag}"`,
      ...versionHeader(stored),
      ...checksumHeaders(stored.checksum),
    },
  };
}

/** The version that a read means: the named one, or the newest. Throws as S3 does when it is no object. */
export function findObject(bucket: Bucket, key: string, versionId: string | null): StoredObject {
  const found = versionId === null ? bucket.versions(key)[0] : findVersion(bucket, key, versionId);
  if (found?.kind === "object") return found;
  const headers: Record<string, string> =
    found === undefined ? {} : { "x-amz-delete-marker": "true" };
  if (versionId !== null)
    throw new S3Fault(faults.methodNotAllowed, "The version is a delete marker.", headers);
  throw new S3Fault(faults.noSuchKey, "The specified key does not exist.", headers);
}

function findVersion(bucket: Bucket, key: string, versionId: string): StoredVersion {
  const found = bucket.versions(key).find((version) => version.versionId === versionId);
  if (found === undefined)
    throw new S3Fault(faults.noSuchVersion, "The specified version does not exist.");
  return found;
}

function describe(object: StoredObject): Record<string, string | number | undefined> {
  const { [TAGGING]: tags, ...headers } = object.headers;
  return {
    ...headers,
    ...versionHeader(object),
    "x-amz-tagging-count": tags === undefined ? undefined : new URLSearchParams(tags).size,
    etag: `"${object.etag}"`,
    "last-modified": new Date(object.time).toUTCString(),
    "accept-ranges": "bytes",
    "content-length": object.size,
  };
}

/** What GetObject and HeadObject answer, and the bytes they mean. Throws as findObject, checkRead and readRange do. */
function findForRead({ bucket, key, query, request }: BucketCall) {
  const object = findObject(bucket, key, query.get("versionId"));
  checkRead(request.headers, object);
  const range = readRange(headerOf(request, "range"), object.size);
  const headers = describe(object);
  if (range !== undefined) {
    headers["content-length"] = range.end - range.start + 1;
    headers["content-range"] = `bytes ${range.start}-${range.end}/${object.size}`;
  } else if (headerOf(request, "x-amz-checksum-mode") === "ENABLED")
    Object.assign(headers, checksumHeaders(object.checksum));
  return { status: range === undefined ? 200 : 206, headers, object, range };
}

/**
 * An object's bytes. The file is opened at once, so that whoever has just looked the object up reads
 * it whole, also when it is replaced meanwhile. The stream must be read or destroyed.
 */
export function openBody(bucket: Bucket, object: StoredObject, range?: ByteRange): Readable {
  if (object.size === 0) return Readable.from([]);
  const fd = openSync(bucket.bodyPath(object.body), "r");
  return createReadStream("", { fd, ...range, highWaterMark: 1024 ** 2 });
}

export function getObject(call: BucketCall): Reply {
  const { status, headers, object, range } = findForRead(call);
  return { status, headers, body: openBody(call.bucket, object, range) };
}

export function headObject(call: BucketCall): Reply {
  const { status, headers } = findForRead(call);
  return { status, headers };
}

export function getObjectTagging({ bucket, key, query }: BucketCall): Reply {
  const object = findObject(bucket, key, query.get("versionId"));
  const tags = new URLSearchParams(object.headers[TAGGING] ?? "");
  const Tag = [...tags].map(([Key, Value]) => ({ Key, Value }));
  return { headers: versionHeader(object), xml: writeXml("Tagging", { TagSet: { Tag } }) };
}

/** What a deletion did: made a marker, or removed one version or marker for good. */
export interface Deletion {
  readonly versionId: string | undefined;
  readonly marker: boolean;
}

/** Deletes as S3 does: with a version id for good, without one leaving a marker where versions are kept. */
export function removeObject(
  { bucket, context }: BucketCall,
  key: string,
  versionId: string | undefined,
): Deletion {
  if (versionId === undefined && bucket.settings.versioned) {
    const { versionId: made } = bucket.newVersion();
    const time = context.now().toISOString();
    bucket.commit([{ kind: "marker", key, versionId: made, time }]);
    return { versionId: made, marker: true };
  }
  const named = versionId ?? "null";
  const found = bucket.versions(key).find((version) => version.versionId === named);
  if (found !== undefined) bucket.commit([{ kind: "forget", key, versionId: named }]);
  return { versionId, marker: found?.kind === "marker" };
}

export function deleteObject(call: BucketCall): Reply {
  checkWrite(call.request.headers, call.bucket.current(call.key));
  const done = removeObject(call, call.key, call.query.get("versionId") ?? undefined);
  return {
    status: 204,
    headers: {
      "x-amz-version-id": done.versionId,
      "x-amz-delete-marker": done.marker ? "true" : undefined,
    },
  };
}
