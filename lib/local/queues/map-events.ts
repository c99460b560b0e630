import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import type { Log } from "../cloud-event.ts";
import type { Flow } from "../flow.ts";
import type { Functions } from "../lambda/start-functions.ts";
import type { Resource } from "../template/load-template.ts";
import { region } from "../template/pseudo-parameters.ts";
import { readProperties } from "../template/read-properties.ts";
import { Unsupported } from "../template/unsupported.ts";
import type { Message, Queue } from "./open-queue.ts";
import type { Queues } from "./start-queues.ts";

const mappingSchema = z.strictObject({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  BatchSize: z.number().default(10),
  Enabled: z.boolean().default(true),
  FunctionResponseTypes: z.array(z.literal("ReportBatchItemFailures")).default([]),
  ScalingConfig: z.strictObject({ MaximumConcurrency: z.number() }).optional(),
});

/** A batch does not wait to become full: what is there is delivered. */
const ignored = ["MaximumBatchingWindowInSeconds", "KmsKeyArn", "MetricsConfig", "Tags"];

const failuresSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish(),
});

/** Lambda polls a queue with so many at once; a laptop's functions take turns anyway. */
const MOST_AT_ONCE = 5;

export interface MappingOptions {
  readonly queues: Queues;
  readonly functions: Functions;
  readonly flow: Flow;
  readonly log: Log;
}

interface Mapping extends MappingOptions {
  readonly queue: Queue;
  readonly functionName: string;
  readonly batchSize: number;
  readonly reportsItems: boolean;
  readonly most: number;
  /**
   * Receipts by message. Counted here, since local-aws-sqs counts a change of visibility as one;
   * a message whose visibility lapses is put back by us, in the cloud's time.
   */
  readonly receipts: Map<string, number>;
}

/** Starts an event source mapping: messages of a queue become invocations of a function. */
export function mapEvents(resource: Resource, options: MappingOptions): void {
  const read = readProperties(resource, mappingSchema, ignored);
  const queue = options.queues.find(read.EventSourceArn);
  const to = options.functions.find(read.FunctionName);
  if (queue === undefined || to === undefined)
    throw new Unsupported(
      `${resource.logicalId} maps ${read.EventSourceArn} to ${read.FunctionName}: the local cloud maps queues to functions of its template.`,
    );
  if (!read.Enabled) return;
  const mapping: Mapping = {
    ...options,
    queue,
    functionName: to.name,
    batchSize: read.BatchSize,
    reportsItems: read.FunctionResponseTypes.length > 0,
    most: Math.min(read.ScalingConfig?.MaximumConcurrency ?? MOST_AT_ONCE, MOST_AT_ONCE),
    receipts: new Map(),
  };
  pollOnMessage(mapping);
}

function pollOnMessage(mapping: Mapping): void {
  const { queue, queues, flow } = mapping;
  let polling = false;
  const start = () => {
    if (polling || queue.waiting() === 0) return;
    polling = true;
    void flow
      .work(() => poll(mapping))
      .finally(() => {
        polling = false;
        start();
      });
  };
  queues.onMessage(start);
}

/** Delivers batches, several at once, until the queue is empty. */
async function poll(mapping: Mapping): Promise<void> {
  const { queue, most, batchSize } = mapping;
  const running = new Set<Promise<void>>();
  while (queue.waiting() > 0 || running.size > 0) {
    if (running.size < most && queue.waiting() > 0) {
      const messages = await queue.receive(batchSize);
      if (messages.length === 0) await pause(1);
      else {
        const batch = deliver(mapping, messages).finally(() => running.delete(batch));
        running.add(batch);
      }
    } else await Promise.race(running);
  }
}

async function deliver(mapping: Mapping, messages: readonly Message[]): Promise<void> {
  const { queue, receipts, functionName } = mapping;
  for (const { messageId } of messages) receipts.set(messageId, (receipts.get(messageId) ?? 0) + 1);
  const Records = messages.map((message) => recordOf(mapping, message));
  const failed = await invoke(mapping, JSON.stringify({ Records }), messages);
  mapping.log({ kind: "delivered", from: queue.name, to: functionName });
  for (const message of messages) {
    queue.delete(message.receiptHandle);
    if (failed.has(message.messageId)) comeBack(mapping, message);
    else receipts.delete(message.messageId);
  }
}

/** The ids of the messages that were not handled. */
async function invoke(
  mapping: Mapping,
  payload: string,
  messages: readonly Message[],
): Promise<ReadonlySet<string>> {
  const everything = new Set(messages.map(({ messageId }) => messageId));
  const outcome = await mapping.functions.invoke(mapping.functionName, payload);
  if (!outcome.ok) return everything;
  if (!mapping.reportsItems) return new Set();
  const read = failuresSchema.nullable().safeParse(JSON.parse(outcome.payload));
  // Lambda treats an answer that it cannot read, or that names an unknown message, as a failed batch.
  if (!read.success) return everything;
  const failed = new Set(
    (read.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier),
  );
  return [...failed].every((id) => everything.has(id)) ? failed : everything;
}

/** An unhandled message is seen again after its visibility timeout, or given up. */
function comeBack(mapping: Mapping, { messageId, body }: Message): void {
  const { queue, receipts, flow, log } = mapping;
  const { redrive } = queue;
  if (redrive !== undefined && (receipts.get(messageId) ?? 0) >= redrive.after) {
    receipts.delete(messageId);
    redrive.to.send(body, { messageId, queueArn: queue.arn });
    log({ kind: "dead-letter", queue: redrive.to.name, message: messageId });
    return;
  }
  void flow.sleep(queue.visibilitySeconds).then(() => queue.send(body, { messageId }));
}

function recordOf({ queue, receipts }: Mapping, message: Message) {
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(receipts.get(message.messageId) ?? 1),
      SentTimestamp: message.sentTimestamp,
      SenderId: "local",
      ApproximateFirstReceiveTimestamp: message.sentTimestamp,
    },
    messageAttributes: {},
    eventSource: "aws:sqs",
    eventSourceARN: queue.arn,
    awsRegion: region,
  };
}
