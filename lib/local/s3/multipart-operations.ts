import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import type { OpenUpload } from "./bucket-index.ts";
import { withNewBody } from "./bucket.ts";
import { copyBody } from "./copy-operations.ts";
import { type ChecksumAlgorithm, checksumAlgorithms } from "./digests.ts";
import { limits } from "./limits.ts";
import { checksumElements, checksumHeaders, readObjectHeaders } from "./object-headers.ts";
import { checkLength } from "./object-operations.ts";
import { receiveBody } from "./receive-body.ts";
import { type BucketCall, headerOf, integerOf, type Reply } from "./s3-call.ts";
import { faults, S3Fault } from "./s3-fault.ts";
import type { Checksum, StoredPart } from "./stored-entries.ts";
import { writeXml } from "./xml.ts";

export function createMultipartUpload({ bucket, key, request }: BucketCall): Reply {
  const uploadId = randomBytes(24).toString("base64url");
  const checksum = readUploadChecksum(
    headerOf(request, "x-amz-checksum-algorithm"),
    headerOf(request, "x-amz-checksum-type"),
  );
  const headers = readObjectHeaders(request);
  bucket.commit([{ kind: "upload", uploadId, key, headers, checksum }]);
  return {
    headers: {
      "x-amz-checksum-algorithm": checksum?.algorithm.toUpperCase(),
      "x-amz-checksum-type": checksum?.type,
    },
    xml: writeXml("InitiateMultipartUploadResult", {
      Bucket: bucket.name,
      Key: key,
      UploadId: uploadId,
    }),
  };
}

/** CRC64NVME is only of the whole object, the others are of the parts unless asked otherwise. */
function readUploadChecksum(
  named: string | undefined,
  type: string | undefined,
): Omit<Checksum, "value"> | undefined {
  const algorithm = checksumAlgorithms.find((one) => one === named?.toLowerCase());
  if (algorithm === undefined) return undefined;
  const whole = algorithm === "crc64nvme" || type === "FULL_OBJECT";
  return { algorithm, type: whole ? "FULL_OBJECT" : "COMPOSITE" };
}

/** The upload that a call names. Throws NoSuchUpload when it never was, or is completed or aborted. */
export function findUpload({ bucket, key, query }: BucketCall): OpenUpload {
  const upload = bucket.upload(query.get("uploadId") ?? "");
  if (upload?.start.key === key) return upload;
  throw new S3Fault(
    faults.noSuchUpload,
    "The specified upload does not exist: it may have been aborted or completed.",
  );
}

type Written = Pick<StoredPart, "size" | "etag" | "checksum">;

/** Writes a part by `write` and commits it, unless its upload has ended meanwhile. */
async function addPart(
  call: BucketCall,
  write: (file: string, algorithm: ChecksumAlgorithm | undefined) => Promise<Written>,
): Promise<StoredPart> {
  const number = integerOf(call.query, "partNumber", 0);
  if (number < 1 || number > limits.parts)
    throw new S3Fault(faults.invalidArgument, `partNumber must be 1 to ${limits.parts}.`);
  const { start } = findUpload(call);
  return withNewBody(call.bucket, async (body, file) => {
    const written = await write(file, start.checksum?.algorithm);
    findUpload(call);
    const { uploadId } = start;
    const time = call.context.now().toISOString();
    const part = { kind: "part" as const, uploadId, number, time, body, ...written };
    call.bucket.commit([part]);
    return part;
  });
}

const checksumOf = (
  algorithm: ChecksumAlgorithm,
  digest: Buffer,
  type: Checksum["type"] = "FULL_OBJECT",
): Checksum => ({ algorithm, value: digest.toString("base64"), type });

export async function uploadPart(call: BucketCall): Promise<Reply> {
  checkLength(call.request);
  const part = await addPart(call, async (file, algorithm) => {
    const received = receiveBody(call, ["md5", ...(algorithm ? [algorithm] : [])]);
    await writeFile(file, received.data, { flag: "wx" });
    const sent = received.verify();
    return {
      size: received.size(),
      etag: received.digest("md5").toString("hex"),
      checksum: algorithm ? checksumOf(algorithm, received.digest(algorithm)) : sent,
    };
  });
  const { "x-amz-checksum-type": _, ...checksum } = checksumHeaders(part.checksum);
  return { headers: { etag: `"${part.etag}"`, ...checksum } };
}

export async function uploadPartCopy(call: BucketCall): Promise<Reply> {
  const part = await addPart(call, async (file, algorithm) => {
    const copied = await copyBody(call, file, ["md5", ...(algorithm ? [algorithm] : [])]);
    return {
      size: copied.size(),
      etag: copied.digest("md5").toString("hex"),
      checksum: algorithm && checksumOf(algorithm, copied.digest(algorithm)),
    };
  });
  return {
    xml: writeXml("CopyPartResult", {
      LastModified: part.time,
      ETag: `"${part.etag}"`,
      ...checksumElements(part.checksum),
    }),
  };
}

export function abortMultipartUpload(call: BucketCall): Reply {
  const { uploadId } = findUpload(call).start;
  call.bucket.commit([{ kind: "end-upload", uploadId }]);
  return { status: 204 };
}

export function listParts(call: BucketCall): Reply {
  const { start, parts } = findUpload(call);
  const after = integerOf(call.query, "part-number-marker", 0);
  const most = Math.min(integerOf(call.query, "max-parts", limits.pageSize), limits.pageSize);
  const left = [...parts.values()]
    .filter(({ number }) => number > after)
    .toSorted((a, b) => a.number - b.number);
  const page = left.slice(0, most);
  return {
    xml: writeXml("ListPartsResult", {
      Bucket: call.bucket.name,
      Key: call.key,
      UploadId: start.uploadId,
      PartNumberMarker: after,
      NextPartNumberMarker: page.at(-1)?.number,
      MaxParts: most,
      IsTruncated: left.length > page.length,
      Part: page.map(({ number, time, etag, size, checksum }) => ({
        PartNumber: number,
        LastModified: time,
        ETag: `"${etag}"`,
        Size: size,
        ...checksumElements(checksum),
      })),
    }),
  };
}
