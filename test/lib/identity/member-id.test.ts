import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { memberIds } from "../../../lib/identity/member-id.ts";

test("a member is HMAC-SHA-256 of the customer's id, cut to 128 bits, base64url", () => {
  const whole = createHmac("sha256", "key").update("17850").digest().subarray(0, 16);
  expect(memberIds("key")("17850")).toBe(whole.toString("base64url"));
  expect(memberIds("key")("17850")).toHaveLength(22);
});

test("space around an id and its Unicode form do not matter; its letters and the key do", () => {
  const of = memberIds("key");
  expect(of(" A\u0308b\u00a0")).toBe(of("Äb"));
  expect(of("äb")).not.toBe(of("Äb"));
  expect(memberIds("other key")("Äb")).not.toBe(of("Äb"));
});
