import { awsClients } from "../adapters/aws/aws-clients.ts";
import { dynamoMembers } from "../adapters/aws/dynamo-members.ts";
import { benches } from "./bench.ts";
import { readConfig, settings } from "./config.ts";
import type { Environment } from "./config.ts";
import { openStores } from "./stores.ts";

const needed = settings.pick({
  lakeBucket: true,
  controlTable: true,
  membersTable: true,
  scratch: true,
});

/** The stores, the members table, and benches whose DuckDB has so much memory (MB). */
export function openMembers(environment: Environment, memoryMb: number) {
  const config = readConfig(needed, environment);
  const clients = awsClients();
  return {
    ...openStores(clients, config),
    members: dynamoMembers(clients.dynamodb(), config.membersTable),
    withBench: benches(config.scratch, memoryMb),
  };
}
