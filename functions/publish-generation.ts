import { composePublishGeneration } from "../lib/app/compose-publish-generation.ts";
import { runInputSchema } from "../lib/compute/contract.ts";
import { lazy } from "../lib/core/lazy.ts";

const app = lazy(() => composePublishGeneration(process.env));

export const handler = async (event: unknown) => app()(runInputSchema.parse(event));
