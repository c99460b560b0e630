import { awsClients } from "../adapters/aws/aws-clients.ts";
import { beginRun } from "../compute/begin-run.ts";
import type { StartedRun } from "../compute/contract.ts";
import { isEmptyAudience } from "../push/contract.ts";
import { readDefinitions } from "../segments/read-definitions.ts";
import { readConfig, settings } from "./config.ts";
import type { Environment } from "./config.ts";
import { openStores } from "./stores.ts";
import type { Stores } from "./stores.ts";

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
  const open = openStores(
    awsClients(),
    readConfig(settings.pick({ lakeBucket: true, controlTable: true }), environment),
  );
  return beginRun({
    ...open,
    clock,
    readDefinitions,
    workspacePointer: open.workspace,
    generationPointer: open.generation,
    knownAudiences: knownAudiences(open),
  });
}
