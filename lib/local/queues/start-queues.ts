import { EventEmitter } from "node:events";
import type { ISqsServerOptions } from "local-aws-sqs";
import { createRequestHandler } from "local-aws-sqs";
import * as z from "zod";
import { answerJsonError } from "../front/answer.ts";
import type { Handler } from "../front/json-service.ts";
import type { Resource } from "../template/load-template.ts";
import { account, region } from "../template/pseudo-parameters.ts";
import { readProperties } from "../template/read-properties.ts";
import { Unsupported } from "../template/unsupported.ts";
import type { Queue } from "./open-queue.ts";
import { openQueue } from "./open-queue.ts";

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

export interface Queues {
  readonly handle: Handler;
  find(arn: string): Queue | undefined;
  /** Calls back whenever messages may have come. */
  onMessage(tell: () => void): void;
}

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
  const messages = new EventEmitter();
  const tell = () => void messages.emit("message");
  const queues = new Map<string, Queue>();
  for (const { resource, properties } of ordered) {
    const redrive = redriveOf(resource, properties, queues);
    const visibilitySeconds = properties.VisibilityTimeout;
    const queue = openQueue(service, resource, { visibilitySeconds, redrive, tell });
    queues.set(queue.arn, queue);
  }
  return {
    find: (arn) => queues.get(arn),
    onMessage: (listener) => void messages.on("message", listener),
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

function redriveOf(
  { logicalId }: Resource,
  { RedrivePolicy }: QueueProperties,
  queues: ReadonlyMap<string, Queue>,
): Queue["redrive"] {
  if (RedrivePolicy === undefined) return undefined;
  const to = queues.get(RedrivePolicy.deadLetterTargetArn);
  if (to === undefined)
    throw new Unsupported(`The dead-letter queue of ${logicalId} is not in the template.`);
  return { to, after: RedrivePolicy.maxReceiveCount };
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
