import { expect, test } from "vitest";
import { planFreshness } from "../../../lib/drift/plan-freshness.ts";

const check = (newest: string | undefined, amount: number, unit: "hours" | "days" | "months") =>
  planFreshness({
    dataset: "consents",
    limit: { amount, unit },
    now: "2026-11-24T01:00:00.000Z",
    newest,
  });

test.each([
  ["2026-11-23T01:00:00.000Z", [24, "hours"], "ok"],
  ["2026-11-23T00:59:59.000Z", [24, "hours"], "finding"],
  ["2026-11-22T01:00:00.000Z", [2, "days"], "ok"],
  ["2026-11-22T00:59:00.000Z", [2, "days"], "finding"],
  ["2026-10-24T01:00:00.000Z", [1, "months"], "ok"],
  ["2027-01-01T00:00:00.000Z", [1, "hours"], "ok"],
] as const)("a newest file from %s under a limit of %j is %s", (newest, [amount, unit], status) => {
  expect(check(newest, amount, unit).status).toBe(status);
});

test("a dataset without any file is a finding", () => {
  expect(check(undefined, 8, "days").detail).toBe(
    "No file of consents counts yet; the limit is 8 days.",
  );
});
