import { Logger } from "@aws-lambda-powertools/logger";
import { awsClients } from "../adapters/aws/aws-clients.ts";
import { s3InboxListing } from "../adapters/aws/s3-inbox-listing.ts";
import { sqsSender } from "../adapters/aws/sqs-queue.ts";
import { collectFiles } from "../ingest/collect-files.ts";
import { objectCreatedMessage } from "../ingest/ingest-events.ts";
import { type Environment, readConfig, settings } from "./config.ts";
import { openStores } from "./stores.ts";

const needed = settings.pick({
  inboxBucket: true,
  lakeBucket: true,
  controlTable: true,
  ingestQueue: true,
});

/** collect-files: what events lost is told to ingest once more. */
export function composeCollectFiles(environment: Environment) {
  const config = readConfig(needed, environment);
  const clients = awsClients();
  const send = sqsSender(clients.sqs(), config.ingestQueue);
  const { files, progress } = openStores(clients, config);
  const logger = new Logger({ serviceName: "collect-files" });
  const collect = collectFiles({
    files,
    progress,
    inbox: s3InboxListing(clients.s3(), config.inboxBucket),
    request: (object) => send(objectCreatedMessage(object)),
    now: () => new Date(),
  });
  return async () => {
    const found = await collect();
    if (found.collected.length > 0)
      logger.warn("files had no receipt; ingest was told of them once more", found);
    return found;
  };
}
