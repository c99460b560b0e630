import type { IncomingHttpHeaders } from "node:http";
import { faults, S3Fault } from "./s3-fault.ts";
import type { StoredObject } from "./stored-entries.ts";

const failed = (header: string) =>
  new S3Fault(
    faults.precondition,
    `At least one of the pre-conditions you specified did not hold: ${header}.`,
  );

const names = (etags: string, etag: string) =>
  etags.split(",").some((one) => [etag, `"${etag}"`, "*"].includes(one.trim()));

/**
 * Conditional writes (docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html, read
 * 2026-11): `If-None-Match: *` wants no object there, `If-Match` this very one. Throws
 * PreconditionFailed, or NoSuchKey when If-Match finds nothing.
 */
export function checkWrite(headers: IncomingHttpHeaders, current: StoredObject | undefined): void {
  const { "if-none-match": none, "if-match": match } = headers;
  if (none !== undefined && none !== "*")
    throw new S3Fault(faults.notImplemented, "If-None-Match on a write takes * only.");
  if (none === "*" && current !== undefined) throw failed("If-None-Match");
  if (match === undefined) return;
  if (current === undefined)
    throw new S3Fault(faults.noSuchKey, "The specified key does not exist.");
  if (!names(match, current.etag)) throw failed("If-Match");
}

/**
 * Conditional reads (RFC 9110, 13.2.2): throws PreconditionFailed or NotModified. With `prefix`
 * the headers of that prefix are looked at, as CopyObject names them for its source.
 */
export function checkRead(headers: IncomingHttpHeaders, object: StoredObject, prefix = ""): void {
  /** HTTP dates have whole seconds. */
  const modified = Math.floor(Date.parse(object.time) / 1000) * 1000;
  /** Whether the object still is what the caller names, by ETag or else by date. */
  const same = (byEtag: string, byDate: string) => {
    const etags = headers[`${prefix}${byEtag}`]?.toString();
    const date = headers[`${prefix}${byDate}`]?.toString();
    if (etags !== undefined) return names(etags, object.etag);
    return date === undefined ? undefined : modified <= Date.parse(date);
  };
  const asWas = same("if-match", "if-unmodified-since");
  const known = same("if-none-match", "if-modified-since");
  if (asWas === false) throw failed(`${prefix}If-Match`);
  if (known === true && prefix !== "") throw failed(`${prefix}If-None-Match`);
  if (known === true)
    throw new S3Fault(faults.notModified, "Not modified", { etag: `"${object.etag}"` });
}
