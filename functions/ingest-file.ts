import { composeIngestFile } from "../lib/app/compose-ingest.ts";
import { lazy } from "../lib/core/lazy.ts";

// oxlint-disable-next-line node/no-process-env -- functions hand their environment to the composition
const app = lazy(() => composeIngestFile(process.env));

export const handler = async (batch: unknown) => app()(batch);
