import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import type { OpenUpload } from "./bucket-index.ts";
import { withNewBody } from "./bucket.ts";
import { checkWrite } from "./conditions.ts";
import { announce, createObject } from "./create-object.ts";
import { newDigest } from "./digests.ts";
import { limits } from "./limits.ts";
import { findUpload } from "./multipart-operations.ts";
import { checksumElement, checksumElements, versionHeader } from "./object-headers.ts";
import { measure, type MeasuredBody, receiveText } from "./receive-body.ts";
import { type BucketCall, headerOf, type Reply } from "./s3-call.ts";
import { faults, S3Fault } from "./s3-fault.ts";
import type { Checksum, StoredPart } from "./stored-entries.ts";
import { readXml, textOf, writeXml, type XmlElement } from "./xml.ts";

/** Makes one object of the parts that the request lists; the parts that it does not list are dropped. */
export async function completeMultipartUpload(call: BucketCall): Promise<Reply> {
  const { bucket, key, request } = call;
  const wanted = readXml(await receiveText(call), "CompleteMultipartUpload");
  const upload = findUpload(call);
  checkWrite(request.headers, bucket.current(key));
  const parts = chooseParts(wanted, upload);
  const { uploadId, headers } = upload.start;
  const stored = await withNewBody(bucket, async (body, file) => {
    const algorithms = upload.start.checksum === undefined ? [] : [upload.start.checksum.algorithm];
    const whole = measure(concatenate(call, parts), algorithms);
    await writeFile(file, whole.data, { flag: "wx" });
    const checksum = wholeChecksum(upload, parts, whole);
    verifyWhole(call, whole, checksum);
    findUpload(call);
    const object = { body, size: whole.size(), etag: multipartEtag(parts), headers, checksum };
    return createObject(call, object, [{ kind: "end-upload", uploadId }]);
  });
  await announce(call, stored, "CompleteMultipartUpload");
  return {
    headers: versionHeader(stored),
    xml: writeXml("CompleteMultipartUploadResult", {
      Location: `http://${headerOf(request, "host") ?? ""}/${bucket.name}/${encodeURIComponent(key)}`,
      Bucket: bucket.name,
      Key: key,
      ETag: `"${stored.etag}"`,
      ...checksumElements(stored.checksum),
      ChecksumType: stored.checksum?.type,
    }),
  };
}

/** The listed parts, in order. Throws MalformedXML, InvalidPartOrder, InvalidPart or EntityTooSmall. */
function chooseParts(wanted: XmlElement, upload: OpenUpload): readonly StoredPart[] {
  const listed = wanted.children.filter(({ name }) => name === "Part");
  if (listed.length === 0)
    throw new S3Fault(faults.malformedXml, "The XML you provided lists no parts.");
  const parts = listed.map((element) => findPart(element, upload));
  if (parts.some(({ number }, i) => number <= (parts[i - 1]?.number ?? 0)))
    throw new S3Fault(
      faults.invalidPartOrder,
      "The parts must be listed by part number, once each.",
    );
  if (parts.slice(0, -1).some(({ size }) => size < limits.partBytes))
    throw new S3Fault(faults.entityTooSmall, "Every part but the last must have 5 MiB or more.");
  return parts;
}

function findPart(element: XmlElement, upload: OpenUpload): StoredPart {
  const part = upload.parts.get(Number(textOf(element, "PartNumber")));
  const etag = textOf(element, "ETag")?.replaceAll('"', "");
  const checksum = part?.checksum;
  const claimed = checksum && textOf(element, checksumElement(checksum.algorithm));
  if (part === undefined || part.etag !== etag || (claimed ?? checksum?.value) !== checksum?.value)
    throw new S3Fault(faults.invalidPart, "A listed part was not uploaded, or as another one.");
  return part;
}

async function* concatenate({ bucket }: BucketCall, parts: readonly StoredPart[]) {
  for (const { body } of parts)
    for await (const chunk of createReadStream(bucket.bodyPath(body), { highWaterMark: 1024 ** 2 }))
      yield Buffer.from(chunk);
}

const ofParts = (digests: readonly Buffer[], algorithm: "md5" | Checksum["algorithm"]) => {
  const digest = newDigest(algorithm);
  for (const one of digests) digest.update(one);
  return digest.digest();
};

/** MD5 of the parts' MD5s and their number: how S3 names what came in parts. */
const multipartEtag = (parts: readonly StoredPart[]) => {
  const digests = parts.map(({ etag }) => Buffer.from(etag, "hex"));
  return `${ofParts(digests, "md5").toString("hex")}-${parts.length}`;
};

/** docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html, read 2026-11. */
function wholeChecksum(
  { start }: OpenUpload,
  parts: readonly StoredPart[],
  whole: MeasuredBody,
): Checksum | undefined {
  if (start.checksum === undefined) return undefined;
  const { algorithm, type } = start.checksum;
  if (type === "FULL_OBJECT")
    return { algorithm, type, value: whole.digest(algorithm).toString("base64") };
  const digests = parts.map(({ checksum }) => Buffer.from(checksum?.value ?? "", "base64"));
  const value = `${ofParts(digests, algorithm).toString("base64")}-${parts.length}`;
  return { algorithm, type, value };
}

/** Throws BadDigest or InvalidRequest when the request says otherwise of the whole object. */
function verifyWhole(
  { request }: BucketCall,
  whole: MeasuredBody,
  checksum: Checksum | undefined,
): void {
  const claimed = checksum && headerOf(request, `x-amz-checksum-${checksum.algorithm}`);
  if (claimed !== undefined && claimed !== checksum?.value)
    throw new S3Fault(faults.badDigest, "The checksum you specified is not the whole object's.");
  const size = headerOf(request, "x-amz-mp-object-size");
  if (size !== undefined && Number(size) !== whole.size())
    throw new S3Fault(faults.invalidRequest, "x-amz-mp-object-size is not the object's size.");
}
