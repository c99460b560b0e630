import { expect, test } from "vitest";
import { readCustomerId } from "../../../lib/identity/customer-id.ts";

test("an id is trimmed and composed, and keeps its case and inner spaces", () => {
  expect(readCustomerId(" C 17\u00A0")).toBe("C 17");
  expect(readCustomerId("a\u0308-1")).toBe("ä-1");
});

test.each(["", "  ", "\u00A0", "x".repeat(257)])("%j is no id", (raw) =>
  expect(readCustomerId(raw)).toBeUndefined(),
);
