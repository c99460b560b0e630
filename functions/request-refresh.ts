import { composeRequestRefresh } from "../lib/app/compose-request-refresh.ts";
import { lazy } from "../lib/core/lazy.ts";

const app = lazy(() => composeRequestRefresh(process.env));

export const handler = async (event: unknown) => app()(event);
