import { writeFile } from "node:fs/promises";
import { type Bucket, withNewBody } from "./bucket.ts";
import { checkRead } from "./conditions.ts";
import { announce, createObject } from "./create-object.ts";
import type { DigestAlgorithm } from "./digests.ts";
import { checksumElements, readObjectHeaders, TAGGING, versionHeader } from "./object-headers.ts";
import { findObject, openBody } from "./object-operations.ts";
import { readRange } from "./ranges.ts";
import { measure, type MeasuredBody } from "./receive-body.ts";
import { type BucketCall, headerOf, type Reply } from "./s3-call.ts";
import { faults, S3Fault } from "./s3-fault.ts";
import type { StoredObject } from "./stored-entries.ts";
import { writeXml } from "./xml.ts";

/** What `x-amz-copy-source` names, if its conditions hold: `[/]bucket/key[?versionId=id]`, percent-encoded. */
function findSource({ context, request }: BucketCall): {
  readonly from: Bucket;
  readonly source: StoredObject;
} {
  const header = headerOf(request, "x-amz-copy-source") ?? "";
  const [, name = "", key = "", versionId] =
    /^(?:\/|%2F)?(.+?)(?:\/|%2F)(.+?)(?:\?versionId=(.+))?$/is.exec(header) ?? [];
  const from = context.buckets.get(name);
  if (from === undefined)
    throw new S3Fault(faults.noSuchBucket, "The bucket of the copy source does not exist.");
  const source = findObject(from, decodeURIComponent(key), versionId ?? null);
  checkRead(request.headers, source, "x-amz-copy-source-");
  return { from, source };
}

/** Copies a source's bytes, or the range of them that the call asks for, into a file. */
export async function copyBody(
  call: BucketCall,
  file: string,
  algorithms: Iterable<DigestAlgorithm>,
): Promise<MeasuredBody> {
  const { from, source } = findSource(call);
  const range = readRange(headerOf(call.request, "x-amz-copy-source-range"), source.size);
  const copied = measure(openBody(from, source, range), algorithms);
  await writeFile(file, copied.data, { flag: "wx" });
  return copied;
}

/** Headers of the copy: the source's, unless the request says to put its own in their place. */
function copiedHeaders({ request }: BucketCall, source: StoredObject): Record<string, string> {
  const replaces = (what: string) => headerOf(request, `x-amz-${what}-directive`) === "REPLACE";
  const own = readObjectHeaders(request);
  const { [TAGGING]: _, ...headers } = replaces("metadata") ? own : source.headers;
  const tags = (replaces("tagging") ? own : source.headers)[TAGGING];
  return tags === undefined ? headers : { ...headers, [TAGGING]: tags };
}

export async function copyObject(call: BucketCall): Promise<Reply> {
  const { bucket, request } = call;
  const { from, source } = findSource(call);
  const headers = copiedHeaders(call, source);
  const itself = from === bucket && source === bucket.current(call.key);
  if (itself && headerOf(request, "x-amz-metadata-directive") !== "REPLACE")
    throw new S3Fault(faults.invalidRequest, "A copy onto itself must change its metadata.");
  const algorithm = source.checksum?.algorithm;
  const stored = await withNewBody(bucket, async (body, file) => {
    const copied = await copyBody(call, file, ["md5", ...(algorithm ? [algorithm] : [])]);
    const checksum = algorithm && {
      algorithm,
      value: copied.digest(algorithm).toString("base64"),
      type: "FULL_OBJECT" as const,
    };
    const etag = copied.digest("md5").toString("hex");
    return createObject(call, { body, size: copied.size(), etag, headers, checksum });
  });
  await announce(call, stored, "CopyObject");
  return {
    headers: {
      ...versionHeader(stored),
      "x-amz-copy-source-version-id": versionHeader(source)["x-amz-version-id"],
    },
    xml: writeXml("CopyObjectResult", {
      LastModified: stored.time,
      ETag: `"${stored.etag}"`,
      ...checksumElements(stored.checksum),
    }),
  };
}
