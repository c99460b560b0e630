import type { FaultName } from "../faults.ts";
import { grantToken } from "./access.ts";
import type { GoogleWorld } from "./google-world.ts";
import type { HttpOutcome, HttpRequest } from "./http-server.ts";
import { Refusal } from "./refusal.ts";

const FAULTS: Partial<Record<FaultName, HttpOutcome>> = {
  hang: { kind: "hang" },
  html: { kind: "html" },
  "drop-before": { kind: "drop" },
  "drop-after": { kind: "drop" },
  throttle: { kind: "raw", status: 429, body: { error: "rate_limit_exceeded" } },
  transient: { kind: "raw", status: 503, body: { error: "internal_failure" } },
  "token-expired": {
    kind: "raw",
    status: 400,
    body: { error: "invalid_grant", error_description: "Token has been expired or revoked." },
  },
};

/** The OAuth token endpoint, `/token`. Faults that mean nothing to it are ignored. */
export const answerToken =
  (world: GoogleWorld) =>
  async (request: HttpRequest): Promise<HttpOutcome> => {
    if (request.path !== "/token" || request.method !== "POST") {
      return { kind: "refused", refusal: new Refusal("NOT_FOUND", "No such method.") };
    }
    const fault = world.faults.next(request.path);
    const failed = fault === undefined ? undefined : FAULTS[fault];
    return failed ?? { kind: "raw", ...grantToken(world, new URLSearchParams(request.body)) };
  };
