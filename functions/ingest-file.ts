import { composeIngestFile } from "../lib/app/compose-ingest-file.ts";
import type { Invocation } from "../lib/app/compose-push.ts";
import { lazy } from "../lib/core/lazy.ts";

const app = lazy(() => composeIngestFile(process.env));

export const handler = async (batch: unknown, invocation: Invocation) => app()(batch, invocation);
