import { setTimeout as pause } from "node:timers/promises";
import { dynamoMembers } from "../adapters/aws/dynamo-members.ts";
import { beginRun } from "../compute/begin-run.ts";
import type { StartedRun } from "../compute/contract.ts";
import { computeGeneration } from "../compute/compute-generation.ts";
import { publishGeneration } from "../membership/publish-generation.ts";
import { isEmptyAudience } from "../push/contract.ts";
import { readDefinitions } from "../segments/read-definitions.ts";
import { benches } from "./bench.ts";
import { awsClients } from "../adapters/aws/aws-clients.ts";
import { readConfig, settings } from "./config.ts";
import type { Environment } from "./config.ts";
import { openStores } from "./stores.ts";
import type { Stores } from "./stores.ts";

/** DuckDB's share of the functions' memory, in MB; Node and mapped files have the rest. */
const computeMemory = 1600;
const publishMemory = 400;

const stores = settings.pick({ lakeBucket: true, controlTable: true });
const clock = (): Date => new Date();

/** Audiences that are not empty at their platform, whether or not they are still wanted. */
const knownAudiences =
  ({ audiences }: Stores) =>
  async (): Promise<StartedRun["audiences"]> =>
    (await audiences.list()).flatMap(({ value }) =>
      isEmptyAudience(value) ? [] : [{ audience: value.audience, platform: value.platform }],
    );

/** begin-run: takes the lease and freezes what the run works on. */
export function composeBeginRun(environment: Environment) {
  const open = openStores(awsClients(), readConfig(stores, environment));
  return beginRun({
    ...open,
    clock,
    readDefinitions,
    workspacePointer: open.workspace,
    generationPointer: open.generation,
    knownAudiences: knownAudiences(open),
  });
}

/** compute-generation: who is in which segment. */
export function composeComputeGeneration(environment: Environment) {
  const config = readConfig(
    settings.pick({ lakeBucket: true, controlTable: true, scratch: true }),
    environment,
  );
  const open = openStores(awsClients(), config);
  return computeGeneration({
    ...open,
    clock,
    readDefinitions,
    tombstones: open.erased,
    withBench: benches(config.scratch, computeMemory),
  });
}

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
    now: clock,
    random: Math.random,
    wait: async (milliseconds) => {
      await pause(milliseconds);
    },
  });
}
