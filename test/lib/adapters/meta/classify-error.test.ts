import { describe, expect, test } from "vitest";
import { classifyError } from "../../../../lib/adapters/meta/classify-error.ts";

const URL_WITH_TOKEN = "https://graph.facebook.com/v25.0/1/users?access_token=secret-token";

/** An error as the SDK throws it. */
const refusal = (response: object, headers: object = {}, status = 400) => ({
  name: "FacebookRequestError",
  message: "Meta's own words, about anna@example.com",
  status,
  headers,
  url: URL_WITH_TOKEN,
  data: { payload: { data: [["ab".repeat(32)]] } },
  response: { message: "Meta's own words", ...response },
});

describe("what Meta's errors mean", () => {
  test.each([
    [{ code: 1 }, "transient", "later"],
    [{ code: 2, is_transient: true }, "transient", "later"],
    [{ code: 4, error_subcode: 1_504_022 }, "throttled", "later"],
    [{ code: 17, error_subcode: 2_446_079 }, "throttled", "later"],
    [{ code: 613, error_subcode: 1_487_742 }, "throttled", "later"],
    [{ code: 80_003 }, "throttled", "later"],
    [{ code: 190, error_subcode: 460 }, "token", "human"],
    [{ code: 102 }, "token", "human"],
    [{ code: 104 }, "token", "human"],
    [{ code: 10 }, "permission", "human"],
    [{ code: 200 }, "permission", "human"],
    [{ code: 294 }, "permission", "human"],
    [{ code: 100, error_subcode: 33 }, "not-there", "human"],
    [{ code: 200, error_subcode: 1_870_034 }, "terms", "human"],
    [{ code: 2655 }, "terms", "human"],
    [{ code: 200, error_subcode: 1_870_047 }, "too-small", "human"],
    [{ code: 100, error_subcode: 1_713_230 }, "flagged", "human"],
    [{ code: 100, error_subcode: 1_713_231 }, "flagged", "human"],
    [{ code: 2650, error_subcode: 1_870_145 }, "replacing", "later"],
    [{ code: 2650, error_subcode: 1_870_158 }, "replacement-failed", "human"],
    [{ code: 2650 }, "bad-request", "human"],
    [{ code: 1_487_366 }, "deleted", "human"],
    [{ code: 100 }, "bad-request", "human"],
    [{ code: 803 }, "not-there-yet", "later"],
    [{ code: 368 }, "blocked", "human"],
    [{ code: 2635 }, "version", "human"],
    [{ code: 424_242 }, "refused", "human"],
    [{ code: 424_242, is_transient: true }, "transient", "later"],
    // a dead token stays dead, whatever Meta calls it
    [{ code: 190, is_transient: false }, "token", "human"],
  ])("%o is %s (%s)", (response, code, remedy) => {
    expect(classifyError(refusal(response), "77")).toMatchObject({ code, remedy });
  });

  test("an unknown error of the server's is worth trying again", () => {
    expect(classifyError(refusal({ code: 424_242 }, {}, 503), "77").code).toBe("transient");
  });

  test.each([
    ["a page instead of JSON", new SyntaxError("Unexpected token <")],
    [
      "no answer",
      { name: "FacebookRequestError", status: null, response: null, url: URL_WITH_TOKEN },
    ],
    ["no JSON object", { name: "FacebookRequestError", status: 502, response: null }],
    ["nothing known", undefined],
  ])("%s is an unknown outcome", (_, error) => {
    expect(classifyError(error, "77")).toMatchObject({ code: "unknown-outcome", remedy: "later" });
  });

  test("nothing of the call is repeated but the error's number and trace", () => {
    const failure = classifyError(
      refusal({ code: 190, error_subcode: 463, fbtrace_id: "Atrace" }),
      "77",
    );
    expect(failure.message).toContain("190/463");
    expect(failure.message).toContain("Atrace");
    expect(`${failure.message}${failure.stack ?? ""}`).not.toMatch(
      /secret-token|example|abab|own words/,
    );
  });

  test.each([
    [
      {
        "x-business-use-case-usage":
          '{"77":[{"estimated_time_to_regain_access":5},{"estimated_time_to_regain_access":7}]}',
      },
      420,
    ],
    [{ "x-ad-account-usage": '{"acc_id_util_pct":100,"reset_time_duration":90}' }, 90],
    [{ "x-business-use-case-usage": "not JSON" }, undefined],
    [{}, undefined],
  ])("headers %o ask to wait %s s", (headers, seconds) => {
    expect(classifyError(refusal({ code: 80_003 }, headers), "77").retryAfter).toBe(seconds);
  });
});
