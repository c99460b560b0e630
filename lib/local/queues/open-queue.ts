import type { createRequestHandler } from "local-aws-sqs";
import * as z from "zod";
import type { Resource } from "../template/load-template.ts";

export interface Message {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly sentTimestamp: string;
}

export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly visibilitySeconds: number;
  /** Where messages go that were received so often in vain. */
  readonly redrive: { readonly to: Queue; readonly after: number } | undefined;
  /** @param from the message it was and the queue it lay in, when it comes back or is given up. */
  send(body: string, from?: { readonly messageId: string; readonly queueArn?: string }): void;
  receive(most: number): Promise<readonly Message[]>;
  delete(receiptHandle: string): void;
  /** Messages that are or will be visible; not those that somebody works on. */
  waiting(): number;
}

type Service = ReturnType<typeof createRequestHandler>["service"];

const recordSchema = z.object({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  MessageBody: z.string(),
  attributes: z.object({ SentTimestamp: z.string() }),
});

const countsSchema = z.object({
  ApproximateNumberOfMessages: z.coerce.number(),
  ApproximateNumberOfMessagesDelayed: z.coerce.number(),
});

type ServedQueue = Service["Queues"][number];
const visible = "ApproximateNumberOfMessages";
const invisible = "ApproximateNumberOfMessagesNotVisible";

/** SQS tells messages that somebody works on from those that are visible; local-aws-sqs counts them among both. */
function countAsSqs(queue: ServedQueue): void {
  const attributes = queue.getAttributes.bind(queue);
  queue.getAttributes = (names) => {
    const found: Record<string, string> | undefined = attributes(names);
    if (found?.[visible] === undefined) return found;
    const hidden: Record<string, string> = attributes([invisible]);
    return { ...found, [visible]: String(Number(found[visible]) - Number(hidden[invisible])) };
  };
}

export interface QueueSettings {
  readonly visibilitySeconds: number;
  readonly redrive: Queue["redrive"];
  readonly tell: () => void;
}

export function openQueue(service: Service, resource: Resource, settings: QueueSettings): Queue {
  const queue = service.Queues.find(({ QueueName }) => QueueName === resource.name);
  if (queue === undefined) throw new Error(`The queue ${resource.name} was not created.`);
  countAsSqs(queue);
  const { visibilitySeconds, redrive, tell } = settings;
  return {
    name: resource.name,
    arn: resource.attributes["Arn"] ?? "",
    visibilitySeconds,
    redrive,
    send: (MessageBody, from) => {
      const origin =
        from?.queueArn === undefined
          ? undefined
          : { DeadLetterQueueSourceArn: { DataType: "String", StringValue: from.queueArn } };
      queue.setRecord({ MessageBody, MessageSystemAttributes: origin }, from?.messageId);
      tell();
    },
    receive: async (most) => {
      const records = await queue.receive({ MaxNumberOfMessages: most, WaitTimeSeconds: 0 });
      return records.map(messageOf);
    },
    delete: (receiptHandle) => {
      queue.delete(receiptHandle);
    },
    waiting: () => {
      const counts = countsSchema.parse(queue.getAttributes(Object.keys(countsSchema.shape)));
      return counts.ApproximateNumberOfMessages + counts.ApproximateNumberOfMessagesDelayed;
    },
  };
}

function messageOf(record: unknown): Message {
  const read = recordSchema.parse(record);
  return {
    messageId: read.MessageId,
    receiptHandle: read.ReceiptHandle,
    body: read.MessageBody,
    sentTimestamp: read.attributes.SentTimestamp,
  };
}
