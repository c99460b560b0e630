import { Logger } from "@aws-lambda-powertools/logger";
import { awsClients } from "../adapters/aws/aws-clients.ts";
import { s3Inbox } from "../adapters/aws/s3-inbox.ts";
import { s3Objects } from "../adapters/aws/s3-objects.ts";
import { readSecret } from "../adapters/aws/secrets-manager-secrets.ts";
import { sqsSender } from "../adapters/aws/sqs-queue.ts";
import { definitionsKey, folderSchema } from "../compute/contract.ts";
import { InputProblem } from "../core/failure.ts";
import { pseudonyms } from "../identity/member-id.ts";
import { type BatchResponse, ingestEvents, objectCreatedMessage } from "../ingest/ingest-events.ts";
import { ingestFile } from "../ingest/ingest-file.ts";
import { readWorkspace } from "../workspace/read-workspace.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type Environment, readConfig, settings } from "./config.ts";
import type { Invocation } from "./compose-push.ts";
import { alarms } from "./names.ts";
import { openStores } from "./stores.ts";
import type { Stores } from "./stores.ts";
import { openWorkbench, partSize } from "./workbench.ts";

/** The workspace that the pointer names, if one is published. */
const publishedWorkspace =
  ({ lake, workspace: pointers }: Pick<Stores, "lake" | "workspace">) =>
  async (): Promise<Workspace | undefined> => {
    const pointer = await pointers.read("workspace");
    if (pointer === undefined) return undefined;
    const folder = await lake.readJson(definitionsKey(pointer.value.hash), folderSchema);
    if (folder === undefined) throw new Error("the published definitions are gone from the lake");
    const { workspace, problems } = readWorkspace(folder.files);
    const error = problems.find(({ severity }) => severity === "error");
    if (workspace !== undefined) return workspace;
    throw new InputProblem(
      `the published workspace cannot be read: ${error?.message ?? "nothing was found"}`,
    );
  };

/** Remembers a success; a failure is tried again by the next file. */
function untilItWorks<T>(make: () => Promise<T>): () => Promise<T> {
  let made: { readonly value: T } | undefined;
  return async () => (made ??= { value: await make() }).value;
}

const ingestSettings = settings.pick({
  inboxBucket: true,
  lakeBucket: true,
  controlTable: true,
  pseudonymKey: true,
  identitiesKey: true,
  ingestQueue: true,
  scratch: true,
});

/** ingest-file: a batch of messages about inbox objects. The pseudonym key is fetched once. */
export function composeIngestFile(
  environment: Environment,
): (batch: unknown, invocation: Invocation) => Promise<BatchResponse> {
  const config = readConfig(ingestSettings, environment);
  const clients = awsClients();
  const stores = openStores(clients, config);
  const inbox = s3Objects(clients.s3(), { name: config.inboxBucket });
  const logger = new Logger({ serviceName: "ingest-file" });
  const send = sqsSender(clients.sqs(), config.ingestQueue);
  const ingest = ingestEvents({
    ingest: ingestFile({
      ...stores,
      inbox: s3Inbox(clients.s3(), config.inboxBucket, inbox),
      publishedWorkspace: publishedWorkspace(stores),
      openWorkbench: openWorkbench(config.scratch),
      pseudonyms: untilItWorks(async () =>
        pseudonyms(await readSecret(clients.secrets(), config.pseudonymKey)),
      ),
      goOn: (object) => send(objectCreatedMessage(object)),
      partSize,
      now: () => new Date(),
    }),
    alarm: ({ file, alarm }) => logger.warn(`${file}: ${alarm}`, { alarm: alarms.massWithdrawal }),
    report: ({ message, error }) =>
      logger.error("a file could not be taken in; its message comes again", {
        message_id: message,
        error: error instanceof Error ? error : String(error),
      }),
  });
  return (batch, invocation) =>
    ingest(batch, { timeLeft: () => invocation.getRemainingTimeInMillis() });
}
