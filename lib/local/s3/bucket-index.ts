import type { Entry, StoredPart, StoredUpload, StoredVersion } from "./stored-entries.ts";

/** What a bucket holds, in memory: the sum of its log. */
export interface BucketIndex {
  /** In the order in which S3 lists: by the bytes of UTF-8. */
  readonly keys: string[];
  /** Of each key, newest first; never empty. */
  readonly versions: Map<string, StoredVersion[]>;
  readonly uploads: Map<string, OpenUpload>;
  /** The highest sequence seen. */
  sequence: number;
}

export interface OpenUpload {
  readonly start: StoredUpload;
  readonly parts: Map<number, StoredPart>;
}

/** Compares keys as S3 does, by the bytes of UTF-8 (not as JavaScript does, by UTF-16). */
const byUtf8 = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The first place in the sorted keys that is not before `key`. */
export function placeOf(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (byUtf8(keys[middle] ?? "", key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Takes in one entry. Answers the bodies that nothing refers to any more. */
export function applyEntry(index: BucketIndex, entry: Entry): readonly string[] {
  switch (entry.kind) {
    case "object":
    case "marker":
      return addVersion(index, entry);
    case "forget":
      return forgetVersion(index, entry);
    case "counted":
      index.sequence = entry.sequence;
      return [];
    case "upload":
      index.uploads.set(entry.uploadId, { start: entry, parts: new Map() });
      return [];
    case "part":
      return addPart(index, entry);
    case "end-upload": {
      const parts = index.uploads.get(entry.uploadId)?.parts ?? new Map<number, StoredPart>();
      index.uploads.delete(entry.uploadId);
      return [...parts.values()].map(({ body }) => body);
    }
  }
}

/** The shortest log that gives this index. */
export function* entriesOf(index: BucketIndex): Generator<Entry> {
  const { keys, versions, uploads, sequence } = index;
  yield { kind: "counted", sequence };
  for (const key of keys) yield* versions.get(key)?.toReversed() ?? [];
  for (const { start, parts } of uploads.values()) yield* [start, ...parts.values()];
}

type Named = Pick<StoredVersion, "key" | "versionId">;

function forgetVersion(index: BucketIndex, { key, versionId }: Named): readonly string[] {
  const history = index.versions.get(key) ?? [];
  const at = history.findIndex((version) => version.versionId === versionId);
  const [gone] = at < 0 ? [] : history.splice(at, 1);
  if (gone !== undefined && history.length === 0) {
    index.versions.delete(key);
    index.keys.splice(placeOf(index.keys, key), 1);
  }
  return gone?.kind === "object" ? [gone.body] : [];
}

/** A version called null takes the place of the one of that name, as in S3. */
function addVersion(index: BucketIndex, version: StoredVersion): readonly string[] {
  const replaced = forgetVersion(index, version);
  if (version.kind === "object") index.sequence = Math.max(index.sequence, version.sequence);
  const history = index.versions.get(version.key);
  if (history !== undefined) history.unshift(version);
  else {
    index.versions.set(version.key, [version]);
    index.keys.splice(placeOf(index.keys, version.key), 0, version.key);
  }
  return replaced;
}

function addPart(index: BucketIndex, part: StoredPart): readonly string[] {
  const parts = index.uploads.get(part.uploadId)?.parts;
  const replaced = parts?.get(part.number);
  parts?.set(part.number, part);
  return replaced === undefined ? [] : [replaced.body];
}
