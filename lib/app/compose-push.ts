import { randomUUID } from "node:crypto";
import { awsClients } from "../adapters/aws/aws-clients.ts";
import { readSecret } from "../adapters/aws/secrets-manager-secrets.ts";
import { InputProblem } from "../core/failure.ts";
import type { PushInput, PushStep } from "../push/contract.ts";
import type { AudiencePlatform } from "../push/ports.ts";
import { pushAudience } from "../push/push-audience.ts";
import type { Destination } from "../workspace/workspace.ts";
import { benches } from "./bench.ts";
import { readConfig, settings } from "./config.ts";
import type { Environment } from "./config.ts";
import { openStores } from "./stores.ts";

/** DuckDB's share of the function's memory, in MB; the platforms' SDKs take theirs. */
const pushMemory = 600;

/** What Lambda tells of an invocation. */
export interface Invocation {
  getRemainingTimeInMillis(): number;
}

const needed = settings.pick({
  lakeBucket: true,
  controlTable: true,
  identitiesKey: true,
  secretPrefix: true,
  scratch: true,
});

/** How an ad account is reached: its destination, and its secret's text with the name to complain by. */
export type Connect = (
  destination: Destination,
  secret: { readonly name: string; readonly text: string },
) => AudiencePlatform | Promise<AudiencePlatform>;

/** Pushes audiences of one platform, which `connect` reaches. */
export function composePush(environment: Environment, connect: Connect) {
  const config = readConfig(needed, environment);
  const clients = awsClients();
  const open = openStores(clients, config);
  return (input: PushInput, invocation: Invocation): Promise<PushStep> =>
    pushAudience({
      ...open,
      stops: { paused: open.paused, erased: open.erased },
      platform: async (destination) => {
        const name = `${config.secretPrefix}/${destination.secret}`;
        return connect(destination, { name, text: await readSecret(clients.secrets(), name) });
      },
      withBench: benches(config.scratch, pushMemory),
      clock: () => new Date(),
      owner: randomUUID(),
      timeLeft: () => invocation.getRemainingTimeInMillis(),
    })(input);
}

/** A push function was given an audience of another platform: the machine's wiring is wrong. */
export const wrongPlatform = (destination: Destination, expected: string): InputProblem =>
  new InputProblem(`${destination.id} is a ${destination.platform} destination, not ${expected}`);
