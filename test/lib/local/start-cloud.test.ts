import { readFileSync } from "node:fs";
import path from "node:path";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { ListStateMachinesCommand, SFNClient } from "@aws-sdk/client-sfn";
import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WatchedCloud } from "./a-cloud.ts";
import { aCloud, clientOf } from "./a-cloud.ts";
import { anIngestAssembly } from "./an-ingest-assembly.ts";
import { aFolder } from "./write-assembly.ts";

let assembly: string;
let state: string;
let cloud: WatchedCloud;
const options = () => ({
  state,
  secrets: { "shop/token": "s3cret" },
  functionEnvironment: { PLATFORM: "http://127.0.0.1:1" },
});

beforeAll(async () => {
  assembly = anIngestAssembly();
  state = aFolder();
  cloud = await aCloud(assembly, options());
});
afterAll(() => cloud.stop());

const put = (key: string, Body = "one,two\n") =>
  new S3Client(clientOf(cloud)).send(
    new PutObjectCommand({ Bucket: cloud.outputs["InboxBucket"] ?? "", Key: key, Body }),
  );
const row = async (pk: string) => {
  const { Item } = await new DynamoDBClient(clientOf(cloud)).send(
    new GetItemCommand({ TableName: "rows", Key: { pk: { S: pk } } }),
  );
  return Item;
};
const messages = async (output: string) => {
  const QueueUrl = cloud.outputs[output] ?? "";
  const { Messages } = await new SQSClient(clientOf(cloud)).send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
  );
  return Messages ?? [];
};

test("an uploaded file reaches the table by rule, queue and function", async () => {
  const { VersionId } = await put("inbox/orders/a.csv");
  await cloud.idle();
  const stored = await row("inbox/orders/a.csv");
  expect(stored?.["size"]).toEqual({ N: "8" });
  expect(stored?.["platform"]).toEqual({ S: "http://127.0.0.1:1" });
  expect(stored?.["now"]?.S).toMatch(/^2026-03-01T0/);
  expect(JSON.parse(stored?.["event"]?.S ?? "")).toMatchObject({
    version: "0",
    "detail-type": "Object Created",
    source: "aws.s3",
    region: "eu-north-1",
    resources: [`arn:aws:s3:::${cloud.outputs["InboxBucket"]}`],
    detail: {
      bucket: { name: cloud.outputs["InboxBucket"] },
      object: { key: "inbox/orders/a.csv", size: 8, "version-id": VersionId },
      reason: "PutObject",
    },
  });
});

test("an object outside the rule's prefix starts nothing", async () => {
  const before = cloud.events.filter(({ kind }) => kind === "invoked").length;
  await put("elsewhere/a.csv");
  await cloud.idle();
  expect(cloud.events.filter(({ kind }) => kind === "invoked")).toHaveLength(before);
});

test("a poison message is tried as often as the queue says, a visibility timeout apart, and ends in the dead-letter queue", async () => {
  const before = cloud.waits.length;
  await Promise.all([put("inbox/poison.csv"), put("inbox/good.csv")]);
  await cloud.idle();
  expect(await row("inbox/good.csv")).toBeDefined();
  const waited = cloud.waits.slice(before);
  expect(waited).toHaveLength(2);
  for (const seconds of waited) expect(seconds).toBeGreaterThan(890);
  const lost = await messages("Lost");
  expect(lost.map(({ Body }) => JSON.parse(Body ?? "").detail.object.key)).toEqual([
    "inbox/poison.csv",
  ]);
});

test("a function called by a rule is tried three times, then its failure destination is told", async () => {
  const before = cloud.waits.length;
  await put("receipts/a.json");
  await cloud.idle();
  expect(cloud.waits.slice(before).map(Math.round)).toEqual([60, 120]);
  const [missed] = await messages("Missed");
  expect(JSON.parse(missed?.Body ?? "")).toMatchObject({
    requestContext: { condition: "RetriesExhausted", approximateInvokeCount: 3 },
    requestPayload: { detail: { object: { key: "receipts/a.json" } } },
    responsePayload: { errorType: "Busy" },
  });
});

test("what functions print is in their logs as JSON lines", async () => {
  await put("inbox/printed.csv");
  await cloud.idle();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const lines = readFileSync(path.join(state, "logs", "store.log"), "utf8")
    .trim()
    .split("\n");
  const read = lines.map((line) => JSON.parse(line));
  expect(read).toContainEqual(expect.objectContaining({ message: "storing inbox/printed.csv" }));
  expect(read).toContainEqual(expect.objectContaining({ type: "platform.report" }));
});

test("secrets have the given value, or a generated one, and can be replaced", async () => {
  const secrets = new SecretsManagerClient(clientOf(cloud));
  const get = async (SecretId: string) =>
    (await secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString;
  expect(await get("shop/token")).toBe("s3cret");
  expect(await get(cloud.outputs["Pseudonyms"] ?? "")).toMatch(/^[A-Za-z0-9]{64}$/);
  await secrets.send(new PutSecretValueCommand({ SecretId: "shop/token", SecretString: "new" }));
  expect(await get("shop/token")).toBe("new");
  await expect(get("nobody")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});

test("queues are reached by their URL, and name themselves", async () => {
  const { Attributes } = await new SQSClient(clientOf(cloud)).send(
    new GetQueueAttributesCommand({
      QueueUrl: cloud.outputs["IngestQueue"] ?? "",
      AttributeNames: ["QueueArn", "RedrivePolicy"],
    }),
  );
  expect(Attributes?.["QueueArn"]).toMatch(/^arn:aws:sqs:eu-north-1:000000000000:/);
});

/** An action that no client knows. */
const call = (target: string, service: string) =>
  fetch(cloud.endpoint, {
    method: "POST",
    headers: {
      "x-amz-target": target,
      authorization: `AWS4-HMAC-SHA256 Credential=a/20260301/eu-north-1/${service}/aws4_request`,
    },
    body: "{}",
  }).then((response) => response.text());

test("an action that the local cloud does not know is refused by name", async () => {
  expect(await call("DynamoDB_20120810.TransactWriteItems", "dynamodb")).toContain(
    "does not know the action TransactWriteItems of DynamoDB",
  );
  expect(await call("AWSStepFunctions.SendTaskSuccess", "states")).toContain("SendTaskSuccess");
  expect(await call("secretsmanager.RotateSecret", "secretsmanager")).toContain("RotateSecret");
  expect(await call("x.y", "athena")).toContain("does not know the service athena");
});

test("a parameter that the tables would leave out is refused", async () => {
  const write = new DynamoDBClient(clientOf(cloud)).send(
    new PutItemCommand({
      TableName: "rows",
      Item: { pk: { S: "a" } },
      ConditionExpression: "attribute_not_exists(pk)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    }),
  );
  await expect(write).rejects.toThrow("ReturnValuesOnConditionCheckFailure");
});

test("a rule that is switched off delivers nothing", async () => {
  const quiet = await aCloud(assembly, { disabledRules: ["ReceiptRule"] });
  await new S3Client(clientOf(quiet)).send(
    new PutObjectCommand({
      Bucket: quiet.outputs["InboxBucket"] ?? "",
      Key: "receipts/b",
      Body: "b",
    }),
  );
  await quiet.idle();
  await quiet.stop();
  expect(quiet.events.map(({ kind }) => kind)).toEqual(["object"]);
});

test("kept state has the objects, rows and secrets of before", async () => {
  await put("inbox/kept.csv", "kept");
  await cloud.idle();
  await cloud.stop();
  cloud = await aCloud(assembly, { ...options(), secrets: {} });
  expect(await row("inbox/kept.csv")).toBeDefined();
  const { Body } = await new S3Client(clientOf(cloud)).send(
    new GetObjectCommand({ Bucket: cloud.outputs["InboxBucket"] ?? "", Key: "inbox/kept.csv" }),
  );
  expect(await Body?.transformToString()).toBe("kept");
  const { SecretString } = await new SecretsManagerClient(clientOf(cloud)).send(
    new GetSecretValueCommand({ SecretId: "shop/token" }),
  );
  expect(SecretString).toBe("new");
});

test("a second cloud on the same state is refused, and the first goes on", async () => {
  await expect(aCloud(assembly, { state })).rejects.toThrow(/is used by another local cloud/);
  expect(await row("inbox/kept.csv")).toBeDefined();
});

test("Step Functions answers also when the template has no machine", async () => {
  const { stateMachines } = await new SFNClient(clientOf(cloud)).send(
    new ListStateMachinesCommand({}),
  );
  expect(stateMachines).toEqual([]);
});
