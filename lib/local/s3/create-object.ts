import { checkWrite } from "./conditions.ts";
import type { BucketCall, ObjectCreated } from "./s3-call.ts";
import type { Entry, StoredObject } from "./stored-entries.ts";

type NewObject = Pick<StoredObject, "size" | "etag" | "body" | "headers" | "checksum">;

/**
 * Puts an object under the call's key, whose body is already on disk; `also` is written with it.
 * The call's conditions are checked and the object committed in one go, so that of two racing
 * conditional writes one wins. Throws PreconditionFailed or NoSuchKey.
 */
export function createObject(
  { bucket, key, context, request }: BucketCall,
  object: NewObject,
  also: readonly Entry[] = [],
): StoredObject {
  checkWrite(request.headers, bucket.current(key));
  const time = context.now().toISOString();
  const stored = { kind: "object" as const, key, time, ...bucket.newVersion(), ...object };
  bucket.commit([stored, ...also]);
  return stored;
}

/**
 * Tells of a new object. The call's answer waits for it, so that whoever has the answer knows the
 * event is on its way; a listener with long work hands it on and returns.
 */
export async function announce(
  { bucket, context }: BucketCall,
  { key, size, etag, versionId, sequence, time }: StoredObject,
  reason: ObjectCreated["reason"],
): Promise<void> {
  if (!bucket.settings.eventBridge) return;
  await context.onObjectCreated({
    bucket: bucket.name,
    key,
    size,
    etag,
    versionId: versionId === "null" ? undefined : versionId,
    sequencer: sequence.toString(16).toUpperCase().padStart(18, "0"),
    time,
    reason,
  });
}
