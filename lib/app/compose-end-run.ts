import { awsClients } from "../adapters/aws/aws-clients.ts";
import { finishRun } from "../compute/finish-run.ts";
import { renderRunPage } from "../console/render-run-page.ts";
import type { EndRunInput } from "../insight/contract.ts";
import { reportRun } from "../insight/report-run.ts";
import { readConfig, settings } from "./config.ts";
import type { Environment } from "./config.ts";
import { openStores } from "./stores.ts";

const clock = (): Date => new Date();

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
