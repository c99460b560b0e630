import { composeEndRun } from "../lib/app/compose-end-run.ts";
import { endRunInputSchema } from "../lib/insight/contract.ts";
import { lazy } from "../lib/core/lazy.ts";

const app = lazy(() => composeEndRun(process.env));

export const handler = async (event: unknown) => app()(endRunInputSchema.parse(event));
