import { createHash, createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { hashIdentifier } from "../../../lib/identity/hash-identifier.ts";
import { pseudonyms } from "../../../lib/identity/member-id.ts";

test("a member is HMAC-SHA-256 of the customer's id, cut to 128 bits, base64url", () => {
  const whole = createHmac("sha256", "key").update("17850").digest().subarray(0, 16);
  expect(pseudonyms("key").ofCustomer("17850")).toBe(whole.toString("base64url"));
  expect(pseudonyms("key").ofCustomer("17850")).toHaveLength(22);
});

test("space around an id and its Unicode form do not matter; its letters and the key do", () => {
  const of = pseudonyms("key").ofCustomer;
  expect(of(" A\u0308b\u00a0")).toBe(of("Äb"));
  expect(of("äb")).not.toBe(of("Äb"));
  expect(pseudonyms("other key").ofCustomer("Äb")).not.toBe(of("Äb"));
});

test("somebody known by e-mail alone never has the pseudonym of a customer", () => {
  const names = pseudonyms("key");
  const email = hashIdentifier("somebody@example.fi");
  expect(names.ofEmail(email)).toBe(pseudonyms("key").ofEmail(email));
  expect(names.ofEmail(email)).not.toBe(names.ofCustomer(email));
  expect(names.ofEmail(email)).not.toBe(names.ofCustomer(`e-mail ${email}`));
});

test.each([
  "a key",
  "a key that is longer than the sixty-four bytes of one block of SHA-256, at last",
])("the padded keys of %j give the same pseudonyms", (key) => {
  const { pads, ofCustomer } = pseudonyms(key);
  const inner = createHash("sha256").update(Buffer.from(pads.inner, "hex")).update("17850");
  const outer = createHash("sha256").update(Buffer.from(pads.outer, "hex")).update(inner.digest());
  expect(outer.digest().subarray(0, 16).toString("base64url")).toBe(ofCustomer("17850"));
});
