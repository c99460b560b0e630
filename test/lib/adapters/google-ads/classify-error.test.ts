import { describe, expect, test } from "vitest";
import {
  classifyError,
  refusedOperations,
} from "../../../../lib/adapters/google-ads/classify-error.ts";

/** A failure as the library throws it: no Error, its errors under their numbers or names. */
const failure = (family: string, name: string, more: object = {}) => ({
  errors: [{ error_code: { [family]: name }, message: "about anna@example.com", ...more }],
});
const at = (index: number) => ({
  location: {
    field_path_elements: [{ field_name: "operations", index }, { field_name: "create" }],
  },
});

describe("what the errors of the Google Ads API mean", () => {
  test.each([
    ["authentication_error", "OAUTH_TOKEN_REVOKED", { code: "token", remedy: "human" }],
    ["authentication_error", "CUSTOMER_NOT_FOUND", { code: "account", remedy: "human" }],
    ["authorization_error", "USER_PERMISSION_DENIED", { code: "permission", remedy: "human" }],
    [
      "authorization_error",
      "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION",
      { code: "permission", remedy: "human" },
    ],
    [
      "not_allowlisted_error",
      "CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE",
      { code: "not-allowlisted", remedy: "human" },
    ],
    [
      "offline_user_data_job_error",
      "CUSTOMER_NOT_ACCEPTED_CUSTOMER_DATA_TERMS",
      { code: "terms", remedy: "human" },
    ],
    ["offline_user_data_job_error", "INVALID_USER_LIST_ID", { code: "not-there", remedy: "human" }],
    [
      "offline_user_data_job_error",
      "CONFLICTING_OPERATION",
      { code: "bad-request", remedy: "human" },
    ],
    [
      "mutate_error",
      "EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED",
      { code: "eu-political-declaration", remedy: "human" },
    ],
    ["database_error", "CONCURRENT_MODIFICATION", { code: "concurrent", remedy: "later" }],
    ["quota_error", "RESOURCE_EXHAUSTED", { code: "throttled", remedy: "later" }],
    ["internal_error", "TRANSIENT_ERROR", { code: "transient", remedy: "later" }],
    ["user_list_error", "NAME_ALREADY_USED", { code: "list", remedy: "human" }],
  ])("%s %s is %o", (family, name, is) => {
    const told = classifyError(failure(family, name));
    expect(told).toMatchObject(is);
    expect(told.message).toContain(name);
    expect(told.message).not.toContain("example.com");
  });

  test.each([
    [{ quota_error_details: { retry_delay: { seconds: "30" } } }, 30],
    [{ quotaErrorDetails: { retryDelay: "45s" } }, 45],
  ])("a quota error with %o says for how long to wait", (details, seconds) => {
    const told = classifyError(
      failure("quota_error", "RESOURCE_TEMPORARILY_EXHAUSTED", { details }),
    );
    expect(told.retryAfter).toBe(seconds);
  });

  test("errors over REST have their names in camel case", () => {
    const rest = { errors: [{ errorCode: { quotaError: "RESOURCE_EXHAUSTED" } }] };
    expect(classifyError(rest).code).toBe("throttled");
  });

  test.each([
    [{ code: 14 }, "unknown-outcome"],
    [{ code: 4 }, "unknown-outcome"],
    [{ code: 8 }, "throttled"],
    [{ code: 16 }, "token"],
    [Object.assign(new Error("m"), { cause: { status: "UNAUTHENTICATED" } }), "token"],
    [new TypeError("socket hang up"), "unknown-outcome"],
    [undefined, "unknown-outcome"],
  ])("without such an error, %o is %s", (error, code) => {
    expect(classifyError(error).code).toBe(code);
  });
});

describe("a partial failure", () => {
  test("names operations by their places, each once", () => {
    const one = failure("offline_user_data_job_error", "INVALID_SHA256_FORMAT", at(7)).errors;
    const two = failure("field_error", "REQUIRED", at(2)).errors;
    expect(refusedOperations({ errors: [...one, ...two, ...one] })).toEqual({
      refused: [2, 7],
      other: undefined,
    });
  });

  test.each([
    [
      "an error that is about no operation",
      failure("quota_error", "RESOURCE_EXHAUSTED"),
      "throttled",
    ],
    ["what cannot be read", {}, "unknown-outcome"],
  ])("with %s is a failure of the call", (_, partial, code) => {
    expect(refusedOperations(partial).other?.code).toBe(code);
  });
});
