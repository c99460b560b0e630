import { GetObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import type { S3Client } from "@aws-sdk/client-s3";
import { Readable } from "node:stream";
import type { Objects } from "../../core/stores.ts";
import type { Inbox } from "../../ingest/ports.ts";

/** Buckets without versions name this one in their events. */
const unversioned = "null";

/**
 * The inbox bucket by object version. An object is opened when its bytes are first asked for, so that
 * one that is turned away at its name holds no connection. AWS failures pass through: SQS tries again.
 */
export function s3Inbox(
  client: S3Client,
  bucket: string,
  { upload }: Pick<Objects, "upload">,
): Inbox {
  return {
    upload,
    read: async (key, version) => {
      const target = {
        Bucket: bucket,
        Key: key,
        ...(version === undefined || version === unversioned ? {} : { VersionId: version }),
      };
      const { LastModified } = await client.send(new HeadObjectCommand(target));
      if (LastModified === undefined) throw new Error("S3 gave no time of upload");
      async function* bytes() {
        const { Body } = await client.send(new GetObjectCommand(target));
        if (!(Body instanceof Readable)) {
          throw new TypeError("the AWS SDK gave something else than a Node stream");
        }
        for await (const chunk of Body) if (chunk instanceof Uint8Array) yield chunk;
      }
      return { receivedAt: LastModified.toISOString(), bytes: bytes() };
    },
  };
}
