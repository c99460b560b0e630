import { composeComputeGeneration } from "../lib/app/compose-compute-generation.ts";
import { runInputSchema } from "../lib/compute/contract.ts";
import { lazy } from "../lib/core/lazy.ts";

const app = lazy(() => composeComputeGeneration(process.env));

export const handler = async (event: unknown) => app()(runInputSchema.parse(event));
