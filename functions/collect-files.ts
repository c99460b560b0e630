import { composeCollectFiles } from "../lib/app/compose-collect-files.ts";
import { lazy } from "../lib/core/lazy.ts";

const app = lazy(() => composeCollectFiles(process.env));

export const handler = async () => app()();
