import { setTimeout as pause } from "node:timers/promises";
import { awsClients } from "../adapters/aws/aws-clients.ts";
import { dynamoMembers } from "../adapters/aws/dynamo-members.ts";
import { publishGeneration } from "../membership/publish-generation.ts";
import { benches } from "./bench.ts";
import { readConfig, settings } from "./config.ts";
import type { Environment } from "./config.ts";
import { openStores } from "./stores.ts";

/** DuckDB's share of the function's memory, in MB. */
const publishMemory = 400;

/** publish-generation: changed memberships go to the members table. */
export function composePublishGeneration(environment: Environment) {
  const needed = settings.pick({
    lakeBucket: true,
    controlTable: true,
    membersTable: true,
    scratch: true,
  });
  const config = readConfig(needed, environment);
  const clients = awsClients();
  return publishGeneration({
    ...openStores(clients, config),
    members: dynamoMembers(clients.dynamodb(), config.membersTable),
    withBench: benches(config.scratch, publishMemory),
    now: () => new Date(),
    random: Math.random,
    wait: async (milliseconds) => {
      await pause(milliseconds);
    },
  });
}
