import { composeRequestRefresh } from "../lib/app/compose-ingest.ts";
import { lazy } from "../lib/core/lazy.ts";

// oxlint-disable-next-line node/no-process-env -- functions hand their environment to the composition
const app = lazy(() => composeRequestRefresh(process.env));

export const handler = async (event: unknown) => app()(event);
