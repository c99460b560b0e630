import type { ISqsServerOptions } from "local-aws-sqs";
import { createRequestHandler } from "local-aws-sqs";
import * as z from "zod";
import { answerJsonError } from "../front/answer.ts";
import type { Handler } from "../front/json-service.ts";
import type { Resource } from "../template/load-template.ts";
import { account, region } from "../template/pseudo-parameters.ts";
import { readProperties } from "../template/read-properties.ts";
import { Unsupported } from "../template/unsupported.ts";

const redriveSchema = z.strictObject({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.coerce.number(),
});

const queueSchema = z.strictObject({
  QueueName: z.string().optional(),
  VisibilityTimeout: z.number().default(30),
  MessageRetentionPeriod: z.number().optional(),
  DelaySeconds: z.number().optional(),
  MaximumMessageSize: z.number().optional(),
  ReceiveMessageWaitTimeSeconds: z.number().optional(),
  RedrivePolicy: redriveSchema.optional(),
});

/** Encryption, tags, and who may redrive make no difference on a laptop. */
const ignored = [
  "SqsManagedSseEnabled",
  "KmsMasterKeyId",
  "KmsDataKeyReusePeriodSeconds",
  "RedriveAllowPolicy",
  "Tags",
];

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

export interface Queues {
  readonly handle: Handler;
  find(arn: string): Queue | undefined;
  /** Calls back whenever messages may have come. */
  onMessage(tell: () => void): void;
}

type Service = ReturnType<typeof createRequestHandler>["service"];

const recordSchema = z.object({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  MessageBody: z.string(),
  attributes: z.object({ SentTimestamp: z.string() }),
});

/** SQS by local-aws-sqs, in memory, its queue URLs on the cloud's own endpoint. */
export function startQueues(resources: readonly Resource[], port: number): Queues {
  const read = resources.map((resource) => ({
    resource,
    properties: readProperties(resource, queueSchema, ignored),
  }));
  // Dead-letter queues first: a queue that names one must find it.
  const ordered = read.toSorted(
    (one, other) => rank(one.properties.RedrivePolicy) - rank(other.properties.RedrivePolicy),
  );
  const { service, requestHandler } = createRequestHandler({
    port,
    hostname: "127.0.0.1",
    region,
    accountId: account,
    queues: ordered.map(({ resource, properties }) => attributesOf(resource.name, properties)),
  });
  const listeners: (() => void)[] = [];
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const queues = new Map<string, Queue>();
  for (const { resource, properties } of ordered) {
    const { RedrivePolicy: redrive, VisibilityTimeout } = properties;
    const to = redrive === undefined ? undefined : queues.get(redrive.deadLetterTargetArn);
    if (redrive !== undefined && to === undefined)
      throw new Unsupported(
        `The dead-letter queue of ${resource.logicalId} is not in the template.`,
      );
    const queue = queueOf(service, resource, {
      visibilitySeconds: VisibilityTimeout,
      redrive:
        to === undefined || redrive === undefined
          ? undefined
          : { to, after: redrive.maxReceiveCount },
      tell,
    });
    queues.set(queue.arn, queue);
  }
  return {
    find: (arn) => queues.get(arn),
    onMessage: (listener) => listeners.push(listener),
    handle: async (request, response) => {
      try {
        await requestHandler(request, response);
        tell();
      } catch (error) {
        answerJsonError(response, error);
      }
    },
  };
}

const rank = (redrive: unknown) => (redrive === undefined ? 0 : 1);

type QueueProperties = z.infer<typeof queueSchema>;
type NewQueue = NonNullable<ISqsServerOptions["queues"]>[number];

function attributesOf(name: string, properties: QueueProperties): NewQueue {
  const { QueueName: _, RedrivePolicy, ...rest } = properties;
  const redrive =
    RedrivePolicy === undefined ? {} : { RedrivePolicy: JSON.stringify(RedrivePolicy) };
  return { QueueName: name, Attributes: { ...rest, ...redrive } };
}

interface QueueSettings {
  readonly visibilitySeconds: number;
  readonly redrive: Queue["redrive"];
  readonly tell: () => void;
}

function queueOf(service: Service, resource: Resource, settings: QueueSettings): Queue {
  const queue = service.Queues.find(({ QueueName }) => QueueName === resource.name);
  if (queue === undefined) throw new Error(`The queue ${resource.name} was not created.`);
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
      return records.map((record) => {
        const read = recordSchema.parse(record);
        return {
          messageId: read.MessageId,
          receiptHandle: read.ReceiptHandle,
          body: read.MessageBody,
          sentTimestamp: read.attributes.SentTimestamp,
        };
      });
    },
    delete: (receiptHandle) => {
      queue.delete(receiptHandle);
    },
    waiting: () => {
      const counts = z.record(z.string(), z.coerce.number()).parse(
        queue.getAttributes([
          "ApproximateNumberOfMessages",
          "ApproximateNumberOfMessagesNotVisible",
          "ApproximateNumberOfMessagesDelayed",
        ]),
      );
      return (
        (counts["ApproximateNumberOfMessages"] ?? 0) -
        (counts["ApproximateNumberOfMessagesNotVisible"] ?? 0) +
        (counts["ApproximateNumberOfMessagesDelayed"] ?? 0)
      );
    },
  };
}
