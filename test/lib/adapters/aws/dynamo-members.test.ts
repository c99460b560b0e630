import { CreateTableCommand, GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dynamoMembers } from "../../../../lib/adapters/aws/dynamo-members.ts";
import { memberIdSchema } from "../../../../lib/core/ids.ts";
import { membershipsSchema } from "../../../../lib/membership/contract.ts";
import { runningDynalite } from "../../../builders/running-dynalite.ts";

let running: Awaited<ReturnType<typeof runningDynalite>>;
let client: DynamoDBClient;
let table = "";

beforeAll(async () => {
  running = await runningDynalite();
  client = running.client;
});

afterAll(() => running.stop());

beforeEach(async () => {
  table = `members-${Math.random().toString(36).slice(2)}`;
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "memberId", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "memberId", KeyType: "HASH" }],
    }),
  );
});

const change = (member: string, gen: number, segments: Record<string, string>) => ({
  memberId: memberIdSchema.parse(member.padEnd(22, "x")),
  gen,
  segments: membershipsSchema.parse(segments),
});

const scanned = async () => {
  const found = [];
  for await (const member of dynamoMembers(client, table).scan()) found.push(member);
  return found.toSorted((one, other) => (one.memberId < other.memberId ? -1 : 1));
};

test("a customer's item holds what was written, and the memberships before it", async () => {
  const members = dynamoMembers(client, table);
  await members.put([change("a", 1, { loyal: "2026-11-23" })]);
  await members.put([change("a", 2, { loyal: "2026-11-23", champions: "2026-11-24" })]);
  const { Item } = await client.send(
    new GetItemCommand({ TableName: table, Key: { memberId: { S: "a".padEnd(22, "x") } } }),
  );
  expect(Item).toEqual({
    memberId: { S: "a".padEnd(22, "x") },
    gen: { N: "2" },
    segments: { M: { loyal: { S: "2026-11-23" }, champions: { S: "2026-11-24" } } },
    previous: { M: { loyal: { S: "2026-11-23" } } },
  });
});

test("an equal or older generation changes nothing and is told as already applied", async () => {
  const members = dynamoMembers(client, table);
  expect(await members.put([change("a", 5, { loyal: "2026-11-23" })])).toEqual(["written"]);
  expect(await members.put([change("a", 5, {}), change("a", 4, {})])).toEqual([
    "already-applied",
    "already-applied",
  ]);
  expect(await scanned()).toEqual([change("a", 5, { loyal: "2026-11-23" })]);
});

test("of many changes each has its own outcome, in order", async () => {
  const members = dynamoMembers(client, table);
  await members.put([change("m07", 3, {}), change("m90", 3, {})]);
  const ids = Array.from({ length: 100 }, (_, at) => `m${String(at).padStart(2, "0")}`);
  const outcomes = await members.put(ids.map((id) => change(id, 2, { loyal: "2026-11-24" })));
  expect(outcomes.flatMap((outcome, at) => (outcome === "written" ? [] : [at]))).toEqual([7, 90]);
  expect(await scanned()).toHaveLength(100);
});

const failing = (name: string) => {
  const refused = Object.assign(new Error("no"), { name });
  const stub = { send: () => Promise.reject(refused) } as unknown as DynamoDBClient;
  return dynamoMembers(stub, table).put([change("a", 1, {})]);
};

test("a throttled write is an outcome; any other failure is thrown", async () => {
  expect(await failing("ThrottlingException")).toEqual(["throttled"]);
  expect(await failing("ProvisionedThroughputExceededException")).toEqual(["throttled"]);
  await expect(failing("AccessDeniedException")).rejects.toThrow("no");
});
