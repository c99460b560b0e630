import * as z from "zod";
import { PlatformFailure } from "../../core/failure.ts";
import {
  accountNotAllowed,
  badRequest,
  concurrent,
  list,
  politicalDeclaration,
  terms,
  token,
  transient,
  unknownOutcome,
  verdict,
} from "../google-access/google-verdicts.ts";
import type { Verdict } from "../google-access/google-verdicts.ts";
import { readFailure } from "./read-failure.ts";
import type { AdsError } from "./read-failure.ts";

const throttled = verdict("throttled", "later", "too many calls for the quota");
const permission = verdict(
  "permission",
  "human",
  "the signed-in user may not do this: give it access to the account, or name the manager account as login-customer",
);
const project = verdict(
  "permission",
  "human",
  "the Cloud project of the OAuth client lacks access to production accounts: apply for it in its Google Ads API page",
);
const notAllowed = verdict(
  "not-allowlisted",
  "human",
  "the Google Ads API takes no new users of Customer Match since 2026-04-01: use the platform google-data-manager for this destination",
);
const notThere = verdict(
  "not-there",
  "human",
  "the user list or job is not there, or the user may not see it",
);

/** Whole families of errors, for names that stand for nothing of their own (errors.proto v25). */
const byFamily: Readonly<Record<string, Verdict>> = {
  authentication_error: token,
  authorization_error: permission,
  quota_error: throttled,
  internal_error: transient,
  not_allowlisted_error: notAllowed,
  user_list_error: list,
};

/** Errors by name (the enums of v25's errors). */
const byName: Readonly<Record<string, Verdict>> = {
  CUSTOMER_NOT_FOUND: verdict(
    "account",
    "human",
    "there is no such account: see customer in destinations.yaml",
  ),
  CLIENT_CUSTOMER_ID_INVALID: verdict(
    "account",
    "human",
    "there is no such account: see customer in destinations.yaml",
  ),
  CUSTOMER_NOT_ENABLED: verdict(
    "account",
    "human",
    "the account is not active: see it in Google Ads",
  ),
  CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION: project,
  DEVELOPER_TOKEN_NOT_APPROVED: project,
  ACCESS_PROHIBITED: permission,
  MISSING_TOS: terms,
  CUSTOMER_NOT_ACCEPTED_CUSTOMER_DATA_TERMS: terms,
  ADVERTISER_TOS_NOT_ACCEPTED: terms,
  ADVERTISER_NOT_ON_ALLOWLIST_FOR_USING_UPLOADED_DATA: accountNotAllowed,
  EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED: politicalDeclaration,
  CONCURRENT_MODIFICATION: concurrent,
  RESOURCE_NOT_FOUND: notThere,
  INVALID_USER_LIST_ID: notThere,
};

/** Status codes where no error of Google Ads says more (google/rpc/code.proto). */
const byStatus: Readonly<Record<string, Verdict>> = {
  3: badRequest,
  5: notThere,
  7: permission,
  PERMISSION_DENIED: permission,
  8: throttled,
  RESOURCE_EXHAUSTED: throttled,
  9: badRequest,
  10: concurrent,
  13: transient,
  INTERNAL: transient,
  16: token,
  UNAUTHENTICATED: token,
};

/** A gRPC error, or (as the cause) what REST says. */
const statusSchema = z.union([
  z.object({ code: z.int() }).transform(({ code }) => String(code)),
  z.object({ cause: z.object({ status: z.string() }) }).transform(({ cause }) => cause.status),
]);

function failureOf(
  { code, remedy, says }: Verdict,
  about: { readonly what: string; readonly retryAfter?: number | undefined },
): PlatformFailure {
  const what = about.what === "" ? "" : ` (${about.what})`;
  return new PlatformFailure(`Google Ads: ${says}${what}`, {
    code,
    remedy,
    retryAfter: about.retryAfter,
  });
}

const verdictOn = ({ name, family }: AdsError): Verdict =>
  byName[name] ?? byFamily[family] ?? badRequest;

const pathOf = ({ path }: AdsError) =>
  path.map(({ field, index }) => (index === undefined ? field : `${field}[${index}]`)).join(".");

/** What one error of Google Ads means. */
function judge(error: AdsError): PlatformFailure {
  const path = pathOf(error);
  const what = `${error.name}${path === "" ? "" : ` at ${path}`}`;
  return failureOf(verdictOn(error), { what, retryAfter: error.retryAfter });
}

/**
 * What a failed call means and who must act, by the first error's name and family, or else by the
 * status; never by its message, and without repeating it. No answer is an unknown outcome.
 */
export function classifyError(error: unknown): PlatformFailure {
  if (error instanceof PlatformFailure) return error;
  const first = readFailure(error)?.[0];
  if (first !== undefined) return judge(first);
  const status = statusSchema.safeParse(error);
  const known = status.success ? byStatus[status.data] : undefined;
  return known === undefined
    ? failureOf(unknownOutcome, { what: "" })
    : failureOf(known, { what: `status ${status.data}` });
}

const operationOf = ({ path }: AdsError) =>
  path[0]?.field === "operations" ? path[0].index : undefined;

/** Indexes of the operations that a partial failure names as wrong, and what else it tells of. */
export function refusedOperations(failure: unknown): {
  readonly refused: readonly number[];
  readonly other: PlatformFailure | undefined;
} {
  const errors = readFailure(failure);
  if (errors === undefined) return { refused: [], other: classifyError(failure) };
  const refused = errors.map(operationOf).filter((index) => index !== undefined);
  const rest = errors.find((error) => operationOf(error) === undefined);
  return {
    refused: [...new Set(refused)].toSorted((a, b) => a - b),
    other: rest === undefined ? undefined : judge(rest),
  };
}
