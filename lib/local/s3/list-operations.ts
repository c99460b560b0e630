import { placeOf } from "./bucket-index.ts";
import { limits } from "./limits.ts";
import { type BucketCall, integerOf, type Reply } from "./s3-call.ts";
import { faults, S3Fault } from "./s3-fault.ts";
import type { StoredObject, StoredVersion } from "./stored-entries.ts";
import { writeXml } from "./xml.ts";

/** One page of a listing: what it names, and the keys it rolls up to their common prefixes. */
interface Page<T> {
  readonly items: readonly T[];
  readonly prefixes: readonly string[];
  readonly truncated: boolean;
  /** The last key or common prefix named. */
  readonly last: string;
}

interface Asked {
  readonly prefix: string;
  readonly delimiter: string;
  readonly most: number;
  /** Names come in listing order and only those after this one count. */
  readonly after: string;
}

/** The part of a key that a listing shows instead of it, or undefined when the key stands for itself. */
function rollUp(key: string, { prefix, delimiter }: Asked): string | undefined {
  const at = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

function takePage<T extends { readonly key: string }>(found: Iterable<T>, asked: Asked): Page<T> {
  const items: T[] = [];
  const prefixes: string[] = [];
  const page = (last: string, truncated: boolean) => ({ items, prefixes, truncated, last });
  let last = asked.after;
  for (const item of found) {
    const rolled = rollUp(item.key, asked);
    if (rolled !== undefined && rolled === last) continue;
    if (items.length + prefixes.length >= asked.most) return page(last, asked.most > 0);
    if (rolled === undefined) items.push(item);
    else prefixes.push(rolled);
    last = rolled ?? item.key;
  }
  return page(last, false);
}

/** The keys of a prefix, which stand together in listing order, from `from` on. */
function* keysFrom({ bucket }: BucketCall, prefix: string, from: string): Generator<string> {
  const { keys } = bucket;
  for (let at = Math.max(placeOf(keys, from), placeOf(keys, prefix)); at < keys.length; at++) {
    const key = keys[at];
    if (key?.startsWith(prefix) !== true) return;
    yield key;
  }
}

function* currentObjects(call: BucketCall, { prefix, after }: Asked): Generator<StoredObject> {
  for (const key of keysFrom(call, prefix, after)) {
    const object = call.bucket.current(key);
    if (object !== undefined && key !== after) yield object;
  }
}

/** What every listing is asked, and says back. Names are percent-encoded when the caller wants it so. */
function readAsked({ query }: BucketCall, after: string) {
  const encoding = query.get("encoding-type");
  if (encoding !== null && encoding !== "url")
    throw new S3Fault(faults.invalidArgument, "encoding-type takes url only.");
  const asked: Asked = {
    prefix: query.get("prefix") ?? "",
    delimiter: query.get("delimiter") ?? "",
    most: Math.min(integerOf(query, "max-keys", limits.pageSize), limits.pageSize),
    after,
  };
  const name = (text: string) => (encoding === null ? text : encodeName(text));
  const said = (page: Page<unknown>, bucket: string) => ({
    Name: bucket,
    Prefix: name(asked.prefix),
    Delimiter: asked.delimiter === "" ? undefined : name(asked.delimiter),
    MaxKeys: asked.most,
    EncodingType: encoding ?? undefined,
    IsTruncated: page.truncated,
    CommonPrefixes: page.prefixes.map((prefix) => ({ Prefix: name(prefix) })),
  });
  return { asked, name, said };
}

/** A space as %20, where S3 writes a plus: every decoder of either kind reads this. */
const encodeName = (text: string) =>
  encodeURIComponent(text)
    .replaceAll("%2F", "/")
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const OWNER = { ID: "local", DisplayName: "local" };

const describe = (object: StoredObject) => ({
  LastModified: object.time,
  ETag: `"${object.etag}"`,
  ChecksumAlgorithm: object.checksum?.algorithm.toUpperCase(),
  ChecksumType: object.checksum?.type,
  Size: object.size,
  StorageClass: object.headers["x-amz-storage-class"] ?? "STANDARD",
});

export function listObjectsV2(call: BucketCall): Reply {
  const { query, bucket } = call;
  const [token, startAfter] = [query.get("continuation-token"), query.get("start-after")];
  const after = token === null ? startAfter : Buffer.from(token, "base64url").toString("utf8");
  const { asked, name, said } = readAsked(call, after ?? "");
  const page = takePage(currentObjects(call, asked), asked);
  const owner = query.get("fetch-owner") === "true" ? OWNER : undefined;
  return {
    xml: writeXml("ListBucketResult", {
      ...said(page, bucket.name),
      KeyCount: page.items.length + page.prefixes.length,
      StartAfter: startAfter === null ? undefined : name(startAfter),
      ContinuationToken: token ?? undefined,
      NextContinuationToken: page.truncated
        ? Buffer.from(page.last).toString("base64url")
        : undefined,
      Contents: page.items.map((o) => ({ Key: name(o.key), ...describe(o), Owner: owner })),
    }),
  };
}

export function listObjects(call: BucketCall): Reply {
  const { asked, name, said } = readAsked(call, call.query.get("marker") ?? "");
  const page = takePage(currentObjects(call, asked), asked);
  return {
    xml: writeXml("ListBucketResult", {
      ...said(page, call.bucket.name),
      Marker: name(asked.after),
      NextMarker: page.truncated && asked.delimiter !== "" ? name(page.last) : undefined,
      Contents: page.items.map((o) => ({ Key: name(o.key), ...describe(o), Owner: OWNER })),
    }),
  };
}

/** Every version after the marker: all keys after `after`, and of that key what is older than `versionId`. */
function* versionsFrom(
  call: BucketCall,
  { prefix, after }: Asked,
  versionId: string | null,
): Generator<StoredVersion & { readonly latest: boolean }> {
  for (const key of keysFrom(call, prefix, after)) {
    const all = call.bucket.versions(key).map((one, i) => ({ ...one, latest: i === 0 }));
    const at = all.findIndex((one) => one.versionId === versionId);
    if (key !== after) yield* all;
    else if (at >= 0) yield* all.slice(at + 1);
  }
}

export function listObjectVersions(call: BucketCall): Reply {
  const { asked, name, said } = readAsked(call, call.query.get("key-marker") ?? "");
  const since = call.query.get("version-id-marker");
  const page = takePage(versionsFrom(call, asked, since), asked);
  const lastVersion = page.items.at(-1);
  const identify = (version: StoredVersion & { readonly latest: boolean }) => ({
    Key: name(version.key),
    VersionId: version.versionId,
    IsLatest: version.latest,
    LastModified: version.time,
    Owner: OWNER,
  });
  return {
    xml: writeXml("ListVersionsResult", {
      ...said(page, call.bucket.name),
      KeyMarker: name(asked.after),
      VersionIdMarker: since ?? undefined,
      NextKeyMarker: page.truncated ? name(page.last) : undefined,
      NextVersionIdMarker:
        page.truncated && lastVersion?.key === page.last ? lastVersion.versionId : undefined,
      Version: page.items.flatMap((v) =>
        v.kind === "object" ? [{ ...describe(v), ...identify(v) }] : [],
      ),
      DeleteMarker: page.items.flatMap((v) => (v.kind === "marker" ? [identify(v)] : [])),
    }),
  };
}
