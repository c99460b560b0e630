import { composeBeginRun } from "../lib/app/compose-begin-run.ts";
import { runRequestSchema } from "../lib/compute/contract.ts";
import { lazy } from "../lib/core/lazy.ts";

const app = lazy(() => composeBeginRun(process.env));

export const handler = async (event: unknown) => app()(runRequestSchema.parse(event));
