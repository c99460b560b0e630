import type { IncomingMessage, Server } from "node:http";
import path from "node:path";
import { Readable } from "node:stream";
import dynalite from "dynalite";
import * as z from "zod";
import { answerJsonError, readBody } from "../front/answer.ts";
import { AwsError, unknownAction } from "../front/aws-error.ts";
import { identifyRequest } from "../front/identify-request.ts";
import type { Handler } from "../front/json-service.ts";
import { jsonSchema } from "../template/json.ts";
import type { Resource } from "../template/load-template.ts";
import { readProperties } from "../template/read-properties.ts";
import { region } from "../template/pseudo-parameters.ts";

/** What dynalite plays. It has no transactions, streams, TTL or backups. */
const actions = new Set([
  "BatchGetItem",
  "BatchWriteItem",
  "CreateTable",
  "DeleteItem",
  "DeleteTable",
  "DescribeTable",
  "DescribeTimeToLive",
  "GetItem",
  "ListTables",
  "ListTagsOfResource",
  "PutItem",
  "Query",
  "Scan",
  "TagResource",
  "UntagResource",
  "UpdateItem",
  "UpdateTable",
]);

/** What dynalite takes and silently leaves out: refused instead. */
const silentlyIgnored = ["ReturnValuesOnConditionCheckFailure"];

const tableSchema = z.strictObject({
  TableName: z.string().optional(),
  AttributeDefinitions: jsonSchema,
  KeySchema: jsonSchema,
  BillingMode: z.string().optional(),
  ProvisionedThroughput: jsonSchema.optional(),
  GlobalSecondaryIndexes: jsonSchema.optional(),
  LocalSecondaryIndexes: jsonSchema.optional(),
});

/** Backups, expiry, encryption and protection make no difference to a table on a laptop. */
const ignored = [
  "PointInTimeRecoverySpecification",
  "TimeToLiveSpecification",
  "SSESpecification",
  "DeletionProtectionEnabled",
  "ContributorInsightsSpecification",
  "TableClass",
  "OnDemandThroughput",
  "WarmThroughput",
  "Tags",
  "Replicas",
];

export interface Tables {
  readonly handle: Handler;
  /** Creates the table of a template, unless it is there already (kept state). */
  createTable(resource: Resource): Promise<void>;
  stop(): Promise<void>;
}

/** DynamoDB by dynalite, kept in a LevelDB under `state`. */
export async function startTables(state: string): Promise<Tables> {
  const server = dynalite({
    path: path.join(state, "tables"),
    createTableMs: 0,
    updateTableMs: 0,
    deleteTableMs: 0,
  });
  const port = await listen(server);
  return {
    handle: async (request, response) => {
      try {
        server.emit("request", await checked(request), response);
      } catch (error) {
        answerJsonError(response, error);
      }
    },
    createTable: (resource) => createTable(port, resource),
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) =>
          error === undefined || error === null ? resolve() : reject(error),
        );
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

/** The same request again, its body read, once it asks for nothing that would be left out. */
async function checked(request: IncomingMessage): Promise<Readable> {
  const { action = "" } = identifyRequest(request);
  if (!actions.has(action)) throw unknownAction("DynamoDB", action);
  const body = await readBody(request);
  for (const parameter of silentlyIgnored) {
    if (body.includes(`"${parameter}"`))
      throw new AwsError(
        "ValidationException",
        `The local cloud's tables do not know the parameter ${parameter}.`,
      );
  }
  const again = Readable.from([body]);
  const { method, url, headers } = request;
  return Object.assign(again, { method, url, headers });
}

async function createTable(port: number, resource: Resource): Promise<void> {
  const {
    TableName = resource.name,
    BillingMode,
    ...rest
  } = readProperties(resource, tableSchema, ignored);
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "DynamoDB_20120810.CreateTable",
      "x-amz-date": "20260101T000000Z",
      authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=local`,
    },
    body: JSON.stringify({ TableName, BillingMode: BillingMode ?? "PROVISIONED", ...rest }),
  });
  if (response.ok) return;
  const problem = await response.text();
  if (!problem.includes("ResourceInUseException"))
    throw new Error(`The table ${TableName} could not be created: ${problem}`);
}
