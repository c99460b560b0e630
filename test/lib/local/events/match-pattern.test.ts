import { expect, test } from "vitest";
import { compilePattern } from "../../../../lib/local/events/match-pattern.ts";
import type { JsonObject } from "../../../../lib/local/template/json.ts";

const event = {
  source: "aws.s3",
  detail: { object: { key: "inbox/orders/a.csv", size: 5 }, reason: "PutObject", tags: ["x", "y"] },
};

const patterns: readonly (readonly [boolean, JsonObject])[] = [
  [true, { source: ["aws.s3", "aws.sqs"] }],
  [false, { source: ["aws.sqs"] }],
  [true, { detail: { object: { key: [{ prefix: "inbox/" }] } } }],
  [false, { detail: { object: { key: [{ prefix: "lake/" }] } } }],
  [true, { detail: { object: { key: [{ prefix: "lake/" }, { suffix: ".csv" }] } } }],
  [true, { detail: { object: { key: [{ wildcard: "inbox/*/a.*" }] } } }],
  [false, { detail: { object: { key: [{ wildcard: "inbox/*.gz" }] } } }],
  [true, { detail: { object: { size: [5] } } }],
  [false, { detail: { object: { size: ["5"] } } }],
  [true, { detail: { object: { size: [{ numeric: [">", 0, "<=", 5] }] } } }],
  [false, { detail: { object: { size: [{ numeric: [">", 5] }] } } }],
  [true, { detail: { reason: [{ "anything-but": ["CopyObject"] }] } }],
  [false, { detail: { reason: [{ "anything-but": { prefix: "Put" } }] } }],
  [true, { detail: { reason: [{ "equals-ignore-case": "putobject" }] } }],
  [true, { detail: { missing: [{ exists: false }] } }],
  [false, { detail: { missing: [{ exists: true }] } }],
  [false, { detail: { missing: ["a"] } }],
  [true, { detail: { tags: ["y"] } }],
  [false, { source: ["aws.s3"], detail: { reason: ["DeleteObject"] } }],
];

test.each(patterns)("%s: %j", (fits, pattern) => {
  expect(compilePattern(pattern)(event)).toBe(fits);
});

test.each([
  [{ source: [{ cidr: "10.0.0.0/8" }] }, /cidr/],
  [{ $or: [{ source: ["a"] }] }, /\$or/],
  [{ source: "aws.s3" }, /must be a list/],
])("%j is refused by name", (pattern, message) => {
  expect(() => compilePattern(pattern)).toThrow(message);
});
