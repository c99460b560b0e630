import { composeEndRun } from "../lib/app/compose-end.ts";
import { endRunInputSchema } from "../lib/insight/contract.ts";
import { lazy } from "../lib/core/lazy.ts";

// oxlint-disable-next-line node/no-process-env -- functions hand their environment to the composition
const app = lazy(() => composeEndRun(process.env));

export const handler = async (event: unknown) => app()(endRunInputSchema.parse(event));
