import { expect, test } from "vitest";
import { audienceIdSchema, runIdSchema } from "../../../lib/core/ids.ts";
import { planLedger } from "../../../lib/drift/plan-ledger.ts";
import type { Audience } from "../../../lib/push/contract.ts";
import { aPushReport, anAudience } from "../../builders/audiences.ts";

const id = audienceIdSchema.parse("loyal@meta-main");
const run = runIdSchema.parse("r-now");

const check = (
  audience: Audience | undefined,
  differs: { readonly wanted?: boolean; readonly paused?: boolean } = {},
) => planLedger({ id, run, wanted: true, paused: false, audience, ...differs });
const pending = { add: 1233, remove: 4 };

test("a ledger is in sync when nothing waits", () => {
  expect(check(anAudience())).toEqual({
    check: "ledger",
    audience: id,
    status: "ok",
    detail: "In sync: the platform acknowledged all 1,000 members.",
  });
});

test("a ledger differs on purpose while a guard holds the audience", () => {
  const held = { guard: "shrink", was: 2087, wouldBe: 775, hold: "loyal@meta-main.shrink" };
  const found = check(anAudience({ report: aPushReport({ pending, held }) }));
  expect(found.status).toBe("ok");
  expect(found.detail).toContain(
    "held: the shrink guard stopped a change from 2,087 to 775 members",
  );
  expect(found.detail).toContain("1,233 to add and 4 to remove");
});

test("a ledger differs on purpose while the destination is paused", () => {
  const audience = anAudience({ report: aPushReport({ pending }) });
  expect(check(audience, { paused: true })).toMatchObject({ status: "ok" });
  expect(check(audience)).toMatchObject({
    status: "finding",
    detail: "Not acknowledged by the platform: rows 1,233 to add and 4 to remove.",
  });
});

test("a ledger that could not be pushed says why", () => {
  const failure = { code: "token", message: "the access token has expired", times: 1 };
  expect(check(anAudience({ report: aPushReport({ failure }) }))).toMatchObject({
    status: "finding",
    detail: "It could not be pushed: the access token has expired",
  });
});

test("a ledger that this run did not come to is a finding, one that never was is not known", () => {
  expect(check(anAudience({ report: aPushReport({ run: "r-before" }) })).status).toBe("finding");
  expect(check(anAudience({ report: null })).status).toBe("unknown");
  expect(check(undefined).status).toBe("unknown");
});

test("a ledger of an audience that nobody asks for must be empty", () => {
  expect(check(anAudience(), { wanted: false }).status).toBe("finding");
  expect(check(anAudience({ base: null }), { wanted: false }).status).toBe("ok");
});
