import { composePushToDataManager } from "../lib/app/compose-push-to-data-manager.ts";
import type { Invocation } from "../lib/app/compose-push.ts";
import { lazy } from "../lib/core/lazy.ts";
import { pushInputSchema } from "../lib/push/contract.ts";

const app = lazy(() => composePushToDataManager(process.env));

export const handler = async (event: unknown, invocation: Invocation) =>
  app()(pushInputSchema.parse(event), invocation);
