import { madeUp } from "../limits.ts";
import { Refusal } from "../refusal.ts";
import type { StatusName } from "../refusal.ts";

const DOMAIN = "datamanager.googleapis.com";

/** A field that is wrong: `audience_members[0].user_data…`, with the reason of error.proto. */
export interface Violation {
  readonly field: string;
  readonly reason: string;
  readonly description: string;
}

/** A Data Manager error: a status, a reason of error.proto (0.3.0) and, in ErrorInfo, its metadata. */
export function dataManagerRefusal(status: StatusName, reason: string, message: string): Refusal {
  return new Refusal(status, message, [
    { type: "google.rpc.ErrorInfo", value: { reason, domain: DOMAIN } },
  ]);
}

/** Fast-fail: one bad field refuses the whole request (understand-errors page). */
export function violationsRefusal(violations: readonly Violation[]): Refusal {
  return new Refusal("INVALID_ARGUMENT", "There was a problem with the request.", [
    { type: "google.rpc.ErrorInfo", value: { reason: "INVALID_ARGUMENT", domain: DOMAIN } },
    {
      type: "google.rpc.BadRequest",
      value: { field_violations: violations.slice(0, madeUp.violationsShown) },
    },
  ]);
}

/** Throws when there is any violation. */
export function refuseViolations(violations: readonly Violation[]): void {
  if (violations.length > 0) throw violationsRefusal(violations);
}

export const violation = (field: string, reason: string, description: string): Violation => ({
  field,
  reason,
  description,
});

/** 429, with the quota that is full: `…RequestsPerMinutePerProject` or `…PerDayPerProject` (limits page). */
export const quotaRefusal = (quota: string, span: "Minute" | "Day"): Refusal =>
  new Refusal("RESOURCE_EXHAUSTED", `Quota exceeded for quota metric '${quota}'.`, [
    {
      type: "google.rpc.ErrorInfo",
      value: {
        reason: "RATE_LIMIT_EXCEEDED",
        domain: "googleapis.com",
        metadata: { service: DOMAIN, quota_limit: `${quota}RequestsPer${span}PerProject` },
      },
    },
  ]);
