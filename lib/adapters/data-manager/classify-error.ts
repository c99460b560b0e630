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
import { dayQuotaZone, minuteQuotaWait } from "./limits.ts";

const throttled = verdict("throttled", "later", "too many calls for the Cloud project's quota");
const permission = verdict(
  "permission",
  "human",
  "the signed-in user may not do this: give it access to the Google Ads account, or name the manager account as login-account",
);
const notThere = verdict(
  "not-there",
  "human",
  "the user list is not there, or the user may not see it",
);
const account = verdict(
  "account",
  "human",
  "the account numbers in destinations.yaml do not fit together",
);

/** Reasons of error.proto (@google-ads/datamanager 0.3.0) and of Google's front end (google/api/error_reason.proto). */
const byReason: Readonly<Record<string, Verdict>> = {
  INTERNAL_ERROR: transient,
  RESOURCE_EXHAUSTED: throttled,
  RATE_LIMIT_EXCEEDED: throttled,
  RESOURCE_QUOTA_EXCEEDED: throttled,
  CREDENTIALS_MISSING: token,
  ACCESS_TOKEN_EXPIRED: token,
  ACCESS_TOKEN_TYPE_UNSUPPORTED: token,
  ACCOUNT_STATE_INVALID: token,
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: verdict(
    "permission",
    "human",
    "the refresh token lacks the scope https://www.googleapis.com/auth/datamanager: sign in again with it",
  ),
  SERVICE_DISABLED: verdict(
    "permission",
    "human",
    "the Data Manager API is not enabled in the Cloud project of the OAuth client: enable it there",
  ),
  PERMISSION_DENIED: permission,
  TERMS_AND_CONDITIONS_NOT_SIGNED: terms,
  ADVERTISER_TOS_NOT_ACCEPTED: terms,
  EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED: politicalDeclaration,
  NOT_ALLOWLISTED: accountNotAllowed,
  ADVERTISER_NOT_ALLOWLISTED_FOR_UPLOADED_DATA: accountNotAllowed,
  USER_LIST_TYPE_NOT_SUPPORTED_FOR_ACCOUNT: accountNotAllowed,
  NOT_FOUND: notThere,
  INVALID_USER_LIST_ID: notThere,
  INVALID_REQUEST_ID: verdict("unknown-request", "later", "Google does not know the request"),
  INVALID_DESTINATION: account,
  OPERATING_ACCOUNT_LOGIN_ACCOUNT_MISMATCH: account,
  DESTINATION_ACCOUNT_TYPE_MISMATCH: account,
  MISMATCHED_ACCOUNT_TYPE: account,
  INVALID_USER_LIST_TYPE: list,
  DISPLAY_NAME_ALREADY_USED: list,
  USER_LIST_NAME_RESERVED: list,
  INVALID_DISPLAY_NAME: list,
  OWNERSHIP_REQUIRED_FOR_UPDATE: list,
  USER_LIST_MUTATION_NOT_SUPPORTED: list,
  SENSITIVE_USER_LIST_IMMUTABLE: list,
};

/** Status codes where no reason says more (google/rpc/code.proto). */
const byStatus: Readonly<Record<number, Verdict>> = {
  3: badRequest,
  4: unknownOutcome,
  5: notThere,
  7: permission,
  8: throttled,
  9: badRequest,
  10: concurrent,
  13: transient,
  16: token,
};

const detailSchema = z.object({
  fieldViolations: z
    .array(z.object({ field: z.string().default(""), reason: z.string().optional() }))
    .optional(),
  retryDelay: z.object({ seconds: z.coerce.number().default(0) }).optional(),
});

const errorSchema = z.object({
  code: z.int(),
  reason: z.string().optional(),
  errorInfoMetadata: z
    .object({ quota_limit: z.string().default("") })
    .optional()
    .catch(undefined),
  statusDetails: z.array(detailSchema).catch([]).default([]),
});
type ApiError = z.infer<typeof errorSchema>;

/** Seconds until the quotas of a day begin anew. */
function untilMidnight(now: Date): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: dayQuotaZone,
    hourCycle: "h23",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(now);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return 86_400 - (part("hour") * 3600 + part("minute") * 60 + part("second"));
}

function waitOf(error: ApiError, code: string, now: Date): number | undefined {
  const asked = error.statusDetails.find((one) => one.retryDelay !== undefined)?.retryDelay;
  if (asked !== undefined && asked.seconds > 0) return asked.seconds;
  if (code !== "throttled") return undefined;
  const aDay = error.errorInfoMetadata?.quota_limit.includes("PerDay") === true;
  return aDay ? untilMidnight(now) : minuteQuotaWait;
}

function verdictOn(error: ApiError): Verdict {
  const known = error.reason === undefined ? undefined : byReason[error.reason];
  return known ?? byStatus[error.code] ?? unknownOutcome;
}

/**
 * What a failed call means and who must act, by its reason or else its status; never by its message,
 * and without repeating it. A connection that was lost is an unknown outcome.
 */
export function classifyError(error: unknown, now: Date): PlatformFailure {
  if (error instanceof PlatformFailure) return error;
  const read = errorSchema.safeParse(error);
  if (!read.success) {
    return new PlatformFailure(`Google Data Manager: ${unknownOutcome.says}`, unknownOutcome);
  }
  const { code, remedy, says } = verdictOn(read.data);
  const fields = [
    ...new Set(
      read.data.statusDetails.flatMap((one) =>
        (one.fieldViolations ?? []).map(({ field }) => field),
      ),
    ),
  ].slice(0, 3);
  const where = fields.length === 0 ? "" : `, fields ${fields.join(" ")}`;
  return new PlatformFailure(
    `Google Data Manager: ${says} (${read.data.reason ?? `status ${read.data.code}`}${where})`,
    { code, remedy, retryAfter: waitOf(read.data, code, now) },
  );
}

/**
 * Indexes of the members that a refused request names as wrong; empty when it was refused for
 * something else. One wrong member refuses all (understand-errors page, read 2026-11-22).
 */
export function refusedMembers(error: unknown): number[] {
  const read = errorSchema.safeParse(error);
  if (!read.success || read.data.code !== 3) return [];
  const fields = read.data.statusDetails.flatMap((one) => one.fieldViolations ?? []);
  const named = fields.map(({ field }) => /^audience_?members\[(\d+)\]/i.exec(field)?.[1]);
  if (named.includes(undefined)) return [];
  return [...new Set(named.map(Number))].toSorted((a, b) => a - b);
}
