import { dynamoMembers } from "../adapters/aws/dynamo-members.ts";
import { finishRun } from "../compute/finish-run.ts";
import { renderRunPage } from "../console/render-run-page.ts";
import { checkDrift } from "../drift/check-drift.ts";
import type { EndRunInput } from "../insight/contract.ts";
import { reportRun } from "../insight/report-run.ts";
import { benches } from "./bench.ts";
import { awsClients } from "../adapters/aws/aws-clients.ts";
import { readConfig, settings } from "./config.ts";
import type { Environment } from "./config.ts";
import { openStores } from "./stores.ts";

/** DuckDB's share of the function's memory, in MB. */
const driftMemory = 400;
const clock = (): Date => new Date();

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

/** end-run: tells what the run came to and gives the lease back, in whatever way the run ended. */
export function composeEndRun(environment: Environment) {
  const config = readConfig(settings.pick({ lakeBucket: true, controlTable: true }), environment);
  const open = openStores(awsClients(), config);
  const report = reportRun({
    ...open,
    pointer: open.report,
    startedAt: async (run) => (await open.runs.read(run))?.value.startedAt ?? null,
    renderPage: renderRunPage,
    now: clock,
  });
  const finish = finishRun({ ...open, clock });
  return async (input: EndRunInput) => {
    try {
      await report(input);
    } finally {
      await finish({ run: input.run, outcome: input.outcome, error: input.error?.Error });
    }
    return { run: input.run };
  };
}
