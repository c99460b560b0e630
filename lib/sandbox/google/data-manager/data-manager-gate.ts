import type { FaultName } from "../../faults.ts";
import { bearerProblem, scopes, takeQuota } from "../access.ts";
import type { BearerProblem } from "../access.ts";
import { dataManagerLimits } from "../limits.ts";
import type { Gate } from "../perform-call.ts";
import { Refusal } from "../refusal.ts";
import { dataManagerRefusal, quotaRefusal } from "./data-manager-refusal.ts";

const AUTH = {
  missing: ["UNAUTHENTICATED", "CREDENTIALS_MISSING"],
  unknown: ["UNAUTHENTICATED", "ACCESS_TOKEN_EXPIRED"],
  scope: ["PERMISSION_DENIED", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"],
} as const;

function authRefusal(problem: BearerProblem): Refusal {
  const [status, reason] = AUTH[problem];
  return new Refusal(status, "Request had invalid authentication credentials.", [
    { type: "google.rpc.ErrorInfo", value: { reason, domain: "googleapis.com" } },
  ]);
}

/** Which of the project's quotas a call counts against. */
function quotaOf(path: string): { readonly name: string; readonly perDay: number } {
  if (/audienceMembers:|AudienceMembers$/.test(path)) {
    return { name: "IngestionMutate", perDay: dataManagerLimits.ingestionRequestsPerDay };
  }
  if (/requestStatus|RetrieveRequestStatus/.test(path)) {
    return { name: "IngestionRead", perDay: dataManagerLimits.ingestionRequestsPerDay };
  }
  return { name: "UserList", perDay: dataManagerLimits.otherRequestsPerDay };
}

const FAULTS: Partial<Record<FaultName, () => Refusal>> = {
  throttle: () => quotaRefusal("IngestionMutate", "Minute"),
  transient: () =>
    dataManagerRefusal("UNAVAILABLE", "INTERNAL_ERROR", "The service is currently unavailable."),
  "token-expired": () => authRefusal("unknown"),
  terms: () =>
    dataManagerRefusal(
      "FAILED_PRECONDITION",
      "TERMS_AND_CONDITIONS_NOT_SIGNED",
      "Required terms and conditions are not accepted.",
    ),
  flagged: () =>
    dataManagerRefusal(
      "FAILED_PRECONDITION",
      "EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED",
      "A campaign of the account lacks its declaration on EU political advertising.",
    ),
  concurrent: () => new Refusal("ABORTED", "Concurrent modification."),
};

/** Token, scope and quota of a Data Manager call, and its words for the planned faults. */
export const dataManagerGate: Gate = {
  admit: (world, call) => {
    const problem = bearerProblem(world, call.authorization, scopes.dataManager);
    if (problem !== undefined) throw authRefusal(problem);
    const { name, perDay } = quotaOf(call.path);
    const full = takeQuota(world, name, { perMinute: dataManagerLimits.requestsPerMinute, perDay });
    if (full !== undefined) throw quotaRefusal(name, full);
  },
  refusalOf: (fault) => FAULTS[fault]?.(),
};
