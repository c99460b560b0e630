import { UpdateItemCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import type { DynamoDBClient, UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import type { StoredMembers } from "../../drift/ports.ts";
import { storedMemberSchema } from "../../membership/contract.ts";
import type { StoredMember } from "../../membership/contract.ts";
import type { MemberChange, MemberStore, PutOutcome } from "../../membership/ports.ts";

/** Writes under way at once: as many as keep one core busy with signing them. */
const atOnce = 32;

const text = z.object({ S: z.string() }).transform(({ S }) => S);
const itemSchema = z
  .object({
    memberId: text,
    gen: z.object({ N: z.string().transform(Number) }).transform(({ N }) => N),
    segments: z.object({ M: z.record(z.string(), text) }).transform(({ M }) => M),
  })
  .pipe(storedMemberSchema);

/** Every name is an alias: `segments` is a reserved word in some servers' expressions. */
const names = { "#id": "memberId", "#gen": "gen", "#segments": "segments" };

/** SET works on the item as it was, so `previous` becomes the old memberships. */
function update(table: string, change: MemberChange): UpdateItemCommandInput {
  const segments = Object.entries(change.segments).map(([id, since]) => [id, { S: since }]);
  return {
    TableName: table,
    Key: { memberId: { S: change.memberId } },
    UpdateExpression:
      "SET #previous = if_not_exists(#segments, :none), #segments = :segments, #gen = :gen",
    ConditionExpression: "attribute_not_exists(#gen) OR #gen < :gen",
    ExpressionAttributeNames: {
      "#gen": names["#gen"],
      "#segments": names["#segments"],
      "#previous": "previous",
    },
    ExpressionAttributeValues: {
      ":gen": { N: String(change.gen) },
      ":segments": { M: Object.fromEntries(segments) },
      ":none": { M: {} },
    },
  };
}

/** Errors that mean "not written, come again", by the name that the SDK gives them. */
const throttled = new Set([
  "ProvisionedThroughputExceededException",
  "ThrottlingException",
  "RequestLimitExceeded",
]);

function outcomeOf(error: unknown): PutOutcome {
  const name = error instanceof Error ? error.name : "";
  if (name === "ConditionalCheckFailedException") return "already-applied";
  if (throttled.has(name)) return "throttled";
  throw error;
}

/** Answers in the order of the items, with so many of them under way. */
async function pooled<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [at, item] of queue) answers[at] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return answers;
}

/**
 * The members table: one item per customer. Writes are conditional on the generation, so a repeated
 * or late one changes nothing; reads are a strongly consistent scan, page by page.
 */
export function dynamoMembers(client: DynamoDBClient, table: string): MemberStore & StoredMembers {
  const put = (change: MemberChange): Promise<PutOutcome> =>
    client
      .send(new UpdateItemCommand(update(table, change)))
      .then((): PutOutcome => "written")
      .catch(outcomeOf);
  async function* scan(): AsyncGenerator<StoredMember> {
    const input = {
      TableName: table,
      ConsistentRead: true,
      ProjectionExpression: "#id, #gen, #segments",
      ExpressionAttributeNames: names,
    };
    for await (const page of paginateScan({ client }, input)) {
      for (const item of page.Items ?? []) yield itemSchema.parse(item);
    }
  }
  return { put: (changes) => pooled(changes, put), scan };
}
