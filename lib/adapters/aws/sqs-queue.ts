import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import type { SQSClient } from "@aws-sdk/client-sqs";

/** Sends one message to a queue. */
export const sqsSender =
  (client: SQSClient, queueUrl: string) =>
  async (message: string): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: message }));
  };

/** What waits in a queue: how many messages, and those of them that could be looked at. */
export interface Waiting {
  readonly count: number;
  readonly messages: readonly string[];
}

/** A message is handed out for so many seconds, then everybody sees it again. */
const glance = 2;
/** SQS hands out ten at a time at most (ReceiveMessage, read 2026-11-22). */
const mostAtOnce = 10;
/** Nobody reads more than some tens of file names. */
const mostGlances = 10;

/** Those that somebody else is looking at are there all the same. */
const counts = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;

async function countOf(client: SQSClient, queueUrl: string): Promise<number> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...counts] }),
  );
  return counts.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}

/** Looks into a queue without taking anything out: what was seen is there again after a moment. */
export async function peek(client: SQSClient, queueUrl: string): Promise<Waiting> {
  const count = await countOf(client, queueUrl);
  const seen = new Map<string, string>();
  for (let look = 0; look < mostGlances && seen.size < count; look += 1) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: mostAtOnce,
        VisibilityTimeout: glance,
        WaitTimeSeconds: 0,
      }),
    );
    if (Messages.length === 0) break;
    for (const { MessageId, Body } of Messages) seen.set(MessageId ?? "", Body ?? "");
  }
  return { count: Math.max(count, seen.size), messages: [...seen.values()] };
}
