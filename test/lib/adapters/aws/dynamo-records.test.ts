import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll } from "vitest";
import * as z from "zod";
import { dynamoRecords } from "../../../../lib/adapters/aws/dynamo-records.ts";
import { memoryRecords } from "../../../builders/memory-records.ts";
import { runningDynalite } from "../../../builders/running-dynalite.ts";
import { recordsContract } from "../../../contracts/records.contract.ts";

let running: Awaited<ReturnType<typeof runningDynalite>>;
let kinds = 0;

beforeAll(async () => {
  running = await runningDynalite();
  const keys = { pk: "HASH", sk: "RANGE" } as const;
  await running.client.send(
    new CreateTableCommand({
      TableName: "control",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: Object.keys(keys).map((AttributeName) => ({
        AttributeName,
        AttributeType: "S",
      })),
      KeySchema: Object.entries(keys).map(([AttributeName, KeyType]) => ({
        AttributeName,
        KeyType,
      })),
    }),
  );
});
afterAll(() => running.stop());

recordsContract("memory", () => memoryRecords());
// One table holds every kind: each test has a kind of its own and must not see the others'.
recordsContract("the control table", () => {
  kinds += 1;
  const schema = z.object({ n: z.int() });
  return dynamoRecords(running.client, "control", { kind: `kind ${kinds}`, schema });
});
