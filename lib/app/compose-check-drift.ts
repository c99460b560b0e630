import { checkDrift } from "../drift/check-drift.ts";
import type { Environment } from "./config.ts";
import { openMembers } from "./open-members.ts";

/** DuckDB's share of the function's memory, in MB. */
const driftMemory = 400;

/** check-drift: what is believed against what is. */
export const composeCheckDrift = (environment: Environment) =>
  checkDrift(openMembers(environment, driftMemory));
