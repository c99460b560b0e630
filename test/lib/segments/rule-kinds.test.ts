import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ruleKinds } from "../../../lib/segments/rule-kinds.ts";

const rules = path.resolve(import.meta.dirname, "../../../lib/segments/rules");

test("every file of rules/ is a rule kind of the language, and every kind has its file", () => {
  const files = readdirSync(rules).map((file) => file.replace(/\.ts$/, ""));
  expect(files.toSorted()).toEqual(Object.keys(ruleKinds).toSorted());
  expect(Object.entries(ruleKinds).map(([key, { kind }]) => key === kind)).not.toContain(false);
});
