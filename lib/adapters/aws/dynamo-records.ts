import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
} from "@aws-sdk/client-dynamodb";
import type { AttributeValue, DynamoDBClient, PutItemCommandInput } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { Conflict } from "../../core/failure.ts";
import type { Records } from "../../core/stores.ts";

/** What records of one kind are: `kind` is the partition key, the id the sort key. */
export interface RecordKind<T> {
  readonly kind: string;
  readonly schema: z.ZodType<T>;
}

const itemSchema = z.object({
  sk: z.object({ S: z.string() }),
  version: z.object({ N: z.string().transform(Number) }),
  json: z.object({ S: z.string() }),
});

const lost = (error: unknown): never => {
  if (error instanceof Error && error.name === "ConditionalCheckFailedException") {
    throw new Conflict("the record was changed by somebody else in the meantime");
  }
  throw error;
};

/** Nothing there yet, or still the version that was read. */
function unchanged(
  expected: number,
): Pick<
  PutItemCommandInput,
  "ConditionExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"
> {
  return expected === 0
    ? {
        ConditionExpression: "attribute_not_exists(#sk)",
        ExpressionAttributeNames: { "#sk": "sk" },
      }
    : {
        ConditionExpression: "#version = :expected",
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: { ":expected": { N: String(expected) } },
      };
}

/** Records of the control table: one item each, the value as JSON, every write a compare-and-set. */
export function dynamoRecords<T>(
  client: DynamoDBClient,
  table: string,
  { kind, schema }: RecordKind<T>,
): Records<T> {
  const key = (id: string) => ({ pk: { S: kind }, sk: { S: id } });
  const parse = (item: Record<string, AttributeValue>) => {
    const { sk, version, json } = itemSchema.parse(item);
    return { id: sk.S, version: version.N, value: schema.parse(JSON.parse(json.S)) };
  };
  return {
    read: async (id) => {
      const request = { TableName: table, Key: key(id), ConsistentRead: true };
      const found = await client.send(new GetItemCommand(request));
      return found.Item === undefined ? undefined : parse(found.Item);
    },
    write: async (id, value, expected) => {
      const version = { N: String(expected + 1) };
      const Item = { ...key(id), version, json: { S: JSON.stringify(value) } };
      const request = { TableName: table, Item, ...unchanged(expected) };
      await client.send(new PutItemCommand(request)).catch(lost);
    },
    list: async () => {
      const found = [];
      for await (const page of paginateQuery({ client }, ofKind(table, kind))) {
        found.push(...(page.Items ?? []).map(parse));
      }
      return found;
    },
    remove: async (id, expected) => {
      const request = { TableName: table, Key: key(id), ...unchanged(expected) };
      await client.send(new DeleteItemCommand(request)).catch(lost);
    },
  };
}

const ofKind = (table: string, kind: string) => ({
  TableName: table,
  KeyConditionExpression: "#pk = :kind",
  ExpressionAttributeNames: { "#pk": "pk" },
  ExpressionAttributeValues: { ":kind": { S: kind } },
  ConsistentRead: true,
});
