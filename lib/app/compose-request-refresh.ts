import { awsClients } from "../adapters/aws/aws-clients.ts";
import { s3Objects } from "../adapters/aws/s3-objects.ts";
import { sfnRefreshStarter } from "../adapters/aws/sfn-refresh-starter.ts";
import { type RefreshRequest, requestRefresh } from "../ingest/request-refresh.ts";
import { type Environment, readConfig, settings } from "./config.ts";

const requestSettings = settings.pick({
  lakeBucket: true,
  refreshStateMachine: true,
  uploadWindow: true,
});

/** request-refresh: the event of a new receipt. */
export function composeRequestRefresh(
  environment: Environment,
): (event: unknown) => Promise<RefreshRequest> {
  const config = readConfig(requestSettings, environment);
  const clients = awsClients();
  return requestRefresh({
    lake: s3Objects(clients.s3(), { name: config.lakeBucket }),
    refresh: sfnRefreshStarter(clients.stepFunctions(), config.refreshStateMachine),
    now: () => new Date(),
    windowSeconds: config.uploadWindow,
  });
}
