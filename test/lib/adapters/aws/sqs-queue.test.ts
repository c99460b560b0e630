import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { awsClients } from "../../../../lib/adapters/aws/aws-clients.ts";
import { peek, sqsSender } from "../../../../lib/adapters/aws/sqs-queue.ts";
import { startQueues } from "../../../../lib/local/queues/start-queues.ts";

/** As AWS calls it; the server is elsewhere. */
const urlOf = (name: string): string => `https://sqs.eu-north-1.amazonaws.com/000000000000/${name}`;

const aQueue = (name: string) => ({
  stack: "pipeline",
  logicalId: name,
  type: "AWS::SQS::Queue",
  name,
  ref: urlOf(name),
  attributes: { Arn: `arn:aws:sqs:eu-north-1:000000000000:${name}` },
  properties: {},
});
const { handle } = startQueues(["files", "lost", "empty"].map(aQueue), 0);
const server = createServer((request, response) => void handle(request, response));
let endpoint: string;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const client = () =>
  awsClients({
    endpoint,
    region: "eu-north-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
  }).sqs();

test("where SQS is, the settings say, whatever host a queue's URL names", async () => {
  const sqs = client();
  await sqsSender(sqs, urlOf("files"))("about ä b+c.csv");
  expect(await peek(sqs, urlOf("files"))).toEqual({ count: 1, messages: ["about ä b+c.csv"] });
});

test("a look into a queue shows what waits and takes nothing out", async () => {
  const sqs = client();
  const send = sqsSender(sqs, urlOf("lost"));
  const sent = Array.from({ length: 25 }, (_, at) => `message ${at}`);
  for (const message of sent) await send(message);
  const { count, messages } = await peek(sqs, urlOf("lost"));
  expect(count).toBe(25);
  expect(messages.toSorted()).toEqual(sent.toSorted());
  expect((await peek(sqs, urlOf("lost"))).count).toBe(25);
});

test("an empty queue is empty", async () => {
  expect(await peek(client(), urlOf("empty"))).toEqual({ count: 0, messages: [] });
});
