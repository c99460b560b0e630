import { awsClients } from "../adapters/aws/aws-clients.ts";
import { computeGeneration } from "../compute/compute-generation.ts";
import { readDefinitions } from "../segments/read-definitions.ts";
import { benches } from "./bench.ts";
import { readConfig, settings } from "./config.ts";
import type { Environment } from "./config.ts";
import { openStores } from "./stores.ts";

/** DuckDB's share of the function's memory, in MB; Node and mapped files have the rest. */
const computeMemory = 1600;

/** compute-generation: who is in which segment. */
export function composeComputeGeneration(environment: Environment) {
  const config = readConfig(
    settings.pick({ lakeBucket: true, controlTable: true, scratch: true }),
    environment,
  );
  const open = openStores(awsClients(), config);
  return computeGeneration({
    ...open,
    clock: () => new Date(),
    readDefinitions,
    tombstones: open.erased,
    withBench: benches(config.scratch, computeMemory),
  });
}
