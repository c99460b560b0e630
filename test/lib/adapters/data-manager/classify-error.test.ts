import { describe, expect, test } from "vitest";
import {
  classifyError,
  refusedMembers,
} from "../../../../lib/adapters/data-manager/classify-error.ts";

const now = new Date("2026-11-22T01:00:00Z");

/** An error as gax throws it. */
const error = (about: object) =>
  Object.assign(new Error("Google's own words, about anna@example.com"), about);
const violations = (...fields: string[]) =>
  error({
    code: 3,
    reason: "INVALID_ARGUMENT",
    statusDetails: [{ fieldViolations: fields.map((field) => ({ field, description: "d" })) }],
  });

describe("what Data Manager's errors mean", () => {
  test.each([
    [{ code: 14, reason: "INTERNAL_ERROR" }, "transient", "later"],
    [{ code: 14 }, "unknown-outcome", "later"],
    [{ code: 4 }, "unknown-outcome", "later"],
    [{ code: 13 }, "transient", "later"],
    [{ code: 10 }, "concurrent", "later"],
    [{ code: 8 }, "throttled", "later"],
    [{ code: 16 }, "token", "human"],
    [{ code: 7 }, "permission", "human"],
    [{ code: 7, reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT" }, "permission", "human"],
    [{ code: 7, reason: "SERVICE_DISABLED" }, "permission", "human"],
    [{ code: 9, reason: "TERMS_AND_CONDITIONS_NOT_SIGNED" }, "terms", "human"],
    [
      { code: 9, reason: "EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED" },
      "eu-political-declaration",
      "human",
    ],
    [{ code: 3, reason: "NOT_ALLOWLISTED" }, "not-allowlisted", "human"],
    [{ code: 3, reason: "DISPLAY_NAME_ALREADY_USED" }, "list", "human"],
    [{ code: 5 }, "not-there", "human"],
    [{ code: 3, reason: "SOMETHING_NEW" }, "bad-request", "human"],
    [{ reason: "no status at all" }, "unknown-outcome", "later"],
  ])("%o is %s (%s)", (about, code, remedy) => {
    const failure = classifyError(error(about), now);
    expect(failure).toMatchObject({ code, remedy });
    expect(`${failure.message}${failure.stack ?? ""}`).not.toMatch(/own words|example\.com/);
  });

  test.each([
    ["IngestionMutateRequestsPerMinutePerProject", 60],
    // 17:00 in California
    ["IngestionMutateRequestsPerDayPerProject", 7 * 3600],
  ])("a full quota of %s asks to wait %i s", (quota_limit, seconds) => {
    const reason = "RATE_LIMIT_EXCEEDED";
    const full = error({ code: 8, reason, errorInfoMetadata: { quota_limit } });
    expect(classifyError(full, now)).toMatchObject({ code: "throttled", retryAfter: seconds });
  });

  test("a wait that Google names is kept to", () => {
    const told = error({ code: 8, statusDetails: [{ retryDelay: { seconds: "17", nanos: 0 } }] });
    expect(classifyError(told, now).retryAfter).toBe(17);
  });
});

describe("members that a refusal names", () => {
  test("are their places, each once", () => {
    const refused = violations(
      "audience_members[12].user_data.user_identifiers[0].email_address",
      "audience_members[3].user_data",
      "audienceMembers[3].consent",
    );
    expect(refusedMembers(refused)).toEqual([3, 12]);
  });

  test.each([
    ["something else is wrong too", violations("audience_members[1].user_data", "destinations[0]")],
    ["no field is named", violations()],
    ["it is no such error", error({ code: 8 })],
    ["it is no error", undefined],
  ])("are none when %s", (_, refused) => expect(refusedMembers(refused)).toEqual([]));
});
