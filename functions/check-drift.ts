import { composeCheckDrift } from "../lib/app/compose-check-drift.ts";
import { runInputSchema } from "../lib/compute/contract.ts";
import { lazy } from "../lib/core/lazy.ts";

const app = lazy(() => composeCheckDrift(process.env));

export const handler = async (event: unknown) => app()(runInputSchema.parse(event));
