import * as z from "zod";
import type { Receipt } from "./contract.ts";
import { inboxPrefix } from "./contract.ts";
import type { InboxObject } from "./ingest-file.ts";

/**
 * EventBridge's "Object Created" of S3; keys come as they are, not URL-encoded (Amazon S3 User
 * Guide, EventBridge event message structure, read 2026-11-22).
 */
export const objectCreatedSchema = z.object({
  detail: z.object({
    object: z.object({ key: z.string(), "version-id": z.string().optional() }),
  }),
});

/** What SQS hands a function. Bodies are read one by one: a bad one costs only itself. */
const batchSchema = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string() })),
});

/** Names the messages that are to come again (AWS Lambda guide, partial batch responses, read 2026-11-22). */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

export interface IngestEventsPorts {
  readonly ingest: (object: InboxObject) => Promise<Receipt>;
  /** Told of each message that failed. The error holds no value of a file. */
  readonly report: (failure: { readonly message: string; readonly error: unknown }) => void;
}

function objectIn(body: string): InboxObject {
  const { object } = objectCreatedSchema.parse(JSON.parse(body)).detail;
  return { key: object.key, version: object["version-id"] };
}

/** Keys that are no files: other prefixes, and the empty objects that consoles make for folders. */
const isNoFile = ({ key }: InboxObject): boolean =>
  !key.startsWith(inboxPrefix) || key.endsWith("/");

/** Ingests the files of one batch of messages, one after the other. A failing one never loses another. */
export const ingestEvents =
  ({ ingest, report }: IngestEventsPorts) =>
  async (batch: unknown): Promise<BatchResponse> => {
    const batchItemFailures: { readonly itemIdentifier: string }[] = [];
    for (const { messageId, body } of batchSchema.parse(batch).Records) {
      try {
        const object = objectIn(body);
        if (!isNoFile(object)) await ingest(object);
      } catch (error) {
        report({ message: messageId, error });
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  };
