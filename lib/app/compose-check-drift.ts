import { awsClients } from "../adapters/aws/aws-clients.ts";
import { dynamoMembers } from "../adapters/aws/dynamo-members.ts";
import { checkDrift } from "../drift/check-drift.ts";
import { benches } from "./bench.ts";
import { readConfig, settings } from "./config.ts";
import type { Environment } from "./config.ts";
import { openStores } from "./stores.ts";

/** DuckDB's share of the function's memory, in MB. */
const driftMemory = 400;

/** check-drift: what is believed against what is. */
export function composeCheckDrift(environment: Environment) {
  const needed = settings.pick({
    lakeBucket: true,
    controlTable: true,
    membersTable: true,
    scratch: true,
  });
  const config = readConfig(needed, environment);
  const clients = awsClients();
  return checkDrift({
    ...openStores(clients, config),
    members: dynamoMembers(clients.dynamodb(), config.membersTable),
    withBench: benches(config.scratch, driftMemory),
  });
}
