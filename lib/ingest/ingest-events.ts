import * as z from "zod";
import type { Receipt } from "./contract.ts";
import { inboxPrefix } from "./contract.ts";
import type { InboxObject } from "./ports.ts";

/**
 * EventBridge's "Object Created" of S3; keys come as they are, not URL-encoded (Amazon S3 User
 * Guide, EventBridge event message structure, read 2026-11-22).
 */
export const objectCreatedSchema = z.object({
  detail: z.object({
    object: z.object({ key: z.string(), "version-id": z.string().optional() }),
  }),
});

/** A message about an inbox object, as S3's own event would tell of it. */
export const objectCreatedMessage = ({ key, version }: InboxObject): string =>
  JSON.stringify(objectCreatedSchema.parse({ detail: { object: { key, "version-id": version } } }));

/** The inbox object that a message is about. Throws a ZodError or SyntaxError where it is about none. */
export function objectIn(message: string): InboxObject {
  const { object } = objectCreatedSchema.parse(JSON.parse(message)).detail;
  return { key: object.key, version: object["version-id"] };
}

/** What SQS hands a function. Bodies are read one by one: a bad one costs only itself. */
const batchSchema = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string() })),
});

/** Names the messages that are to come again (AWS Lambda guide, partial batch responses, read 2026-11-22). */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** How long the function may still take, in milliseconds. */
export interface CallTime {
  readonly timeLeft: () => number;
}

export interface IngestEventsPorts {
  /** Unfinished: the file has asked for another call. */
  readonly ingest: (object: InboxObject, time: CallTime) => Promise<Receipt | "unfinished">;
  /** Told of each message that failed. The error holds no value of a file. */
  readonly report: (failure: { readonly message: string; readonly error: unknown }) => void;
  /** Told of each file that counts and that somebody should look at. */
  readonly alarm: (receipt: Pick<Receipt, "file" | "alarm">) => void;
}

/** Keys that are no files: other prefixes, and the empty objects that consoles make for folders. */
export const isNoFile = ({ key }: Pick<InboxObject, "key">): boolean =>
  !key.startsWith(inboxPrefix) || key.endsWith("/");

/** Ingests the files of one batch of messages, one after the other. A failing one never loses another. */
export const ingestEvents =
  ({ ingest, report, alarm }: IngestEventsPorts) =>
  async (batch: unknown, time: CallTime): Promise<BatchResponse> => {
    const batchItemFailures: { readonly itemIdentifier: string }[] = [];
    for (const { messageId, body } of batchSchema.parse(batch).Records) {
      try {
        const object = objectIn(body);
        const receipt = isNoFile(object) ? "no file" : await ingest(object, time);
        if (typeof receipt !== "string" && receipt.alarm !== null) alarm(receipt);
      } catch (error) {
        report({ message: messageId, error });
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  };
