import type { FaultName } from "../../faults.ts";
import { bearerProblem, scopes } from "../access.ts";
import type { Gate } from "../perform-call.ts";
import { Refusal } from "../refusal.ts";
import { adsRefusal } from "./ads-refusal.ts";

const tokenRefusal = (name: string) =>
  adsRefusal("UNAUTHENTICATED", [
    {
      code: ["authentication_error", name],
      message: "Request had invalid authentication credentials.",
    },
  ]);

/** not_allowlisted_error.proto; for projects without a Customer Match request before 2026-04-01. */
export const notAllowlisted = (): Refusal =>
  adsRefusal("PERMISSION_DENIED", [
    {
      code: ["not_allowlisted_error", "CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE"],
      message: "Customer is not allowlisted for accessing this feature.",
    },
  ]);

export const concurrentModification = (): Refusal =>
  adsRefusal("INVALID_ARGUMENT", [
    {
      code: ["database_error", "CONCURRENT_MODIFICATION"],
      message:
        "Multiple requests were attempting to modify the same resource at once. Retry the request.",
    },
  ]);

export const termsNotAccepted = (): Refusal =>
  adsRefusal("INVALID_ARGUMENT", [
    {
      code: ["offline_user_data_job_error", "CUSTOMER_NOT_ACCEPTED_CUSTOMER_DATA_TERMS"],
      message:
        "The customer has not accepted the customer data terms in the conversion settings page.",
    },
  ]);

const throttled = () =>
  adsRefusal("RESOURCE_EXHAUSTED", [
    {
      code: ["quota_error", "RESOURCE_TEMPORARILY_EXHAUSTED"],
      message: "Too many requests. Retry in 30 seconds.",
      details: {
        quota_error_details: {
          rate_scope: "ACCOUNT",
          rate_name: "Requests per account",
          retry_delay: { seconds: 30 },
        },
      },
    },
  ]);

const undeclared = () =>
  adsRefusal("INVALID_ARGUMENT", [
    {
      code: ["mutate_error", "EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED"],
      message: "A campaign of the account lacks its declaration on EU political advertising.",
    },
  ]);

const FAULTS: Partial<Record<FaultName, () => Refusal>> = {
  throttle: throttled,
  transient: () => new Refusal("UNAVAILABLE", "The service is currently unavailable."),
  "token-expired": () => tokenRefusal("OAUTH_TOKEN_EXPIRED"),
  terms: termsNotAccepted,
  flagged: undeclared,
  "not-allowlisted": notAllowlisted,
  concurrent: concurrentModification,
};

/** The token check of the Google Ads API and its words for the planned faults. */
export const adsGate: Gate = {
  admit: (world, call) => {
    const problem = bearerProblem(world, call.authorization, scopes.ads);
    if (problem === "missing") throw tokenRefusal("AUTHENTICATION_ERROR");
    if (problem === "unknown") throw tokenRefusal("OAUTH_TOKEN_INVALID");
    if (problem === "scope") {
      throw new Refusal("PERMISSION_DENIED", "Request had insufficient authentication scopes.");
    }
  },
  refusalOf: (fault) => FAULTS[fault]?.(),
};
