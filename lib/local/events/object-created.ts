import { randomUUID } from "node:crypto";
import type { ObjectCreated } from "../s3/s3-call.ts";
import type { JsonObject } from "../template/json.ts";
import { account } from "../template/pseudo-parameters.ts";
import type { NewEvent } from "./start-event-bus.ts";

/** S3's "Object Created" event as EventBridge carries it (S3 user guide, EventBridge event message structure, read 2026-11-22). */
export function objectCreated(object: ObjectCreated): NewEvent {
  const version: JsonObject =
    object.versionId === undefined ? {} : { "version-id": object.versionId };
  return {
    source: "aws.s3",
    detailType: "Object Created",
    time: new Date(object.time),
    resources: [`arn:aws:s3:::${object.bucket}`],
    detail: {
      version: "0",
      bucket: { name: object.bucket },
      object: {
        key: object.key,
        size: object.size,
        etag: object.etag,
        ...version,
        sequencer: object.sequencer,
      },
      "request-id": randomUUID().slice(0, 16).replace("-", "").toUpperCase(),
      requester: account,
      "source-ip-address": "127.0.0.1",
      reason: object.reason,
    },
  };
}
