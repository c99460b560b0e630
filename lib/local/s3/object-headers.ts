import type { IncomingMessage } from "node:http";
import { limits } from "./limits.ts";
import { headerOf } from "./s3-call.ts";
import { faults, S3Fault } from "./s3-fault.ts";
import type { Checksum, StoredVersion } from "./stored-entries.ts";

const META = "x-amz-meta-";
/** Kept with the headers, as the query string it came as; a read tells only the number of tags. */
export const TAGGING = "x-amz-tagging";

const KEPT = [
  "cache-control",
  "content-disposition",
  "content-language",
  "content-type",
  "expires",
  "x-amz-server-side-encryption",
  "x-amz-server-side-encryption-aws-kms-key-id",
  "x-amz-server-side-encryption-bucket-key-enabled",
  "x-amz-storage-class",
  TAGGING,
];

/** The headers of a writing request that belong to the object. Throws MetadataTooLarge. */
export function readObjectHeaders(request: IncomingMessage): Record<string, string> {
  const kept: Record<string, string> = { "content-type": "binary/octet-stream" };
  let metadata = 0;
  for (const [name, value] of Object.entries(request.headers)) {
    if (!KEPT.includes(name) && !name.startsWith(META)) continue;
    kept[name] = String(value);
    if (name.startsWith(META)) metadata += name.length - META.length + String(value).length;
  }
  if (metadata > limits.metadataBytes)
    throw new S3Fault(faults.metadataTooLarge, "Your metadata headers exceed the maximum size.");
  const encodings = (headerOf(request, "content-encoding") ?? "").split(",").map((e) => e.trim());
  const encoding = encodings.filter((e) => e !== "" && e !== "aws-chunked").join(",");
  if (encoding !== "") kept["content-encoding"] = encoding;
  return kept;
}

/** `x-amz-version-id`, for what lives in a bucket that keeps versions. */
export const versionHeader = ({ versionId }: Pick<StoredVersion, "versionId">) => ({
  "x-amz-version-id": versionId === "null" ? undefined : versionId,
});

export const checksumHeaders = (checksum: Checksum | undefined): Record<string, string> =>
  checksum === undefined
    ? {}
    : {
        [`x-amz-checksum-${checksum.algorithm}`]: checksum.value,
        "x-amz-checksum-type": checksum.type,
      };

/** A checksum as the XML answers name it: `ChecksumCRC32`. */
export const checksumElements = (checksum: Checksum | undefined): Record<string, string> =>
  checksum === undefined ? {} : { [checksumElement(checksum.algorithm)]: checksum.value };

export const checksumElement = (algorithm: string): string => `Checksum${algorithm.toUpperCase()}`;
