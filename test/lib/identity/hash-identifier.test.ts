import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { hashIdentifier, readSha256 } from "../../../lib/identity/hash-identifier.ts";

test.each(["", " ", "\u00A0\t"])("the hash of nothing (%j) is refused", (text) =>
  expect(() => hashIdentifier(text)).toThrow("nothing to hash"),
);

test("a hash is SHA-256 of the UTF-8 bytes, in small hex", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      fc.pre(text.trim() !== "");
      const bytes = Buffer.from(text, "utf8");
      expect(hashIdentifier(text)).toBe(createHash("sha256").update(bytes).digest("hex"));
    }),
  );
});

test("64 hex digits are a hash already, in small letters", () => {
  const hash = hashIdentifier("aino@example.fi");
  expect(readSha256(` ${hash.toUpperCase()} `)).toBe(hash);
  expect(readSha256(hash)).toBe(hash);
});

test.each(["", "aino@example.fi", "e".repeat(63), "e".repeat(65), "g".repeat(64)])(
  "%j is no hash",
  (text) => expect(readSha256(text)).toBeUndefined(),
);
