import { setTimeout as pause } from "node:timers/promises";
import { publishGeneration } from "../membership/publish-generation.ts";
import type { Environment } from "./config.ts";
import { openMembers } from "./open-members.ts";

/** DuckDB's share of the function's memory, in MB. */
const publishMemory = 400;

/** publish-generation: changed memberships go to the members table. */
export const composePublishGeneration = (environment: Environment) =>
  publishGeneration({
    ...openMembers(environment, publishMemory),
    now: () => new Date(),
    random: Math.random,
    wait: async (milliseconds) => {
      await pause(milliseconds);
    },
  });
