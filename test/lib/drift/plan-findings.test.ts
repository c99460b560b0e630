import { describe, expect, test } from "vitest";
import { audienceIdSchema, runIdSchema } from "../../../lib/core/ids.ts";
import { planFreshness } from "../../../lib/drift/plan-freshness.ts";
import { planLedger } from "../../../lib/drift/plan-ledger.ts";
import { planPlatform } from "../../../lib/drift/plan-platform.ts";
import type { Audience } from "../../../lib/push/contract.ts";
import { aPushReport, anAudience } from "../../builders/audiences.ts";

const id = audienceIdSchema.parse("loyal@meta-main");
const run = runIdSchema.parse("r-now");

describe("the ledger", () => {
  const check = (
    audience: Audience | undefined,
    differs: { readonly wanted?: boolean; readonly paused?: boolean } = {},
  ) => planLedger({ id, run, wanted: true, paused: false, audience, ...differs });
  const pending = { add: 1233, remove: 4 };

  test("is in sync when nothing waits", () => {
    expect(check(anAudience())).toEqual({
      check: "ledger",
      audience: id,
      status: "ok",
      detail: "In sync: the platform acknowledged all 1,000 members.",
    });
  });

  test("differs on purpose while a guard holds the audience", () => {
    const held = { guard: "shrink", was: 2087, wouldBe: 775, hold: "loyal@meta-main.shrink" };
    const found = check(anAudience({ report: aPushReport({ pending, held }) }));
    expect(found.status).toBe("ok");
    expect(found.detail).toContain(
      "held: the shrink guard stopped a change from 2,087 to 775 members",
    );
    expect(found.detail).toContain("1,233 to add and 4 to remove");
  });

  test("differs on purpose while the destination is paused", () => {
    const audience = anAudience({ report: aPushReport({ pending }) });
    expect(check(audience, { paused: true })).toMatchObject({ status: "ok" });
    expect(check(audience)).toMatchObject({
      status: "finding",
      detail: "Not acknowledged by the platform: rows 1,233 to add and 4 to remove.",
    });
  });

  test("that could not be pushed says why", () => {
    const failure = { code: "token", message: "the access token has expired" };
    expect(check(anAudience({ report: aPushReport({ failure }) }))).toMatchObject({
      status: "finding",
      detail: "It could not be pushed: the access token has expired",
    });
  });

  test("that this run did not come to is a finding, one that never was is not known", () => {
    expect(check(anAudience({ report: aPushReport({ run: "r-before" }) })).status).toBe("finding");
    expect(check(anAudience({ report: null })).status).toBe("unknown");
    expect(check(undefined).status).toBe("unknown");
  });

  test("of an audience that nobody asks for must be empty", () => {
    expect(check(anAudience(), { wanted: false }).status).toBe("finding");
    expect(check(anAudience({ base: null }), { wanted: false }).status).toBe("ok");
  });
});

describe("the platform", () => {
  const view = (differs: object) => ({ status: "ready", size: null, detail: "", ...differs });
  const check = (audience: Audience | undefined, share?: number, of = "r-before") =>
    planPlatform({
      id,
      run,
      audience,
      match: share === undefined ? undefined : { run: runIdSchema.parse(of), share, before: 0.9 },
    });

  test("that counts about the same share as before agrees, and the share is kept", () => {
    expect(check(anAudience(), 0.7)).toEqual({
      finding: {
        check: "platform",
        audience: id,
        status: "ok",
        detail: "The platform counts 600–700 of our 1,000 members.",
      },
      match: { run, share: 0.65, before: 0.7 },
    });
  });

  test("whose share moved by more than 20 points is a finding", () => {
    const { finding } = check(anAudience(), 0.9);
    expect(finding.status).toBe("finding");
    expect(finding.detail).toContain("65%, and 90% at the last check");
    expect(check(anAudience(), 0.85).finding.status).toBe("ok");
    expect(check(anAudience(), 0.44).finding.status).toBe("finding");
  });

  test("is not blamed for counting late just after much has changed", () => {
    const audience = anAudience({ report: aPushReport({ added: 400 }) });
    expect(check(audience, 0.9).finding.status).toBe("unknown");
  });

  test("is compared with the run before also when the check is repeated", () => {
    expect(check(anAudience(), 0.65, "r-now").finding.status).toBe("finding");
    expect(check(anAudience(), 0.65, "r-now").match).toEqual({ run, share: 0.65, before: 0.9 });
  });

  test("that counts more people than we sent has somebody else's in it", () => {
    const audience = anAudience({ view: view({ size: { low: 1200, high: 1300 } }) });
    expect(check(audience).finding.status).toBe("finding");
    const twoRowsEach = anAudience({ view: view({ size: { low: 1050, high: 1100 } }) });
    expect(check(twoRowsEach).finding.status).toBe("ok");
  });

  test.each([
    ["not-counted-yet", "unknown"],
    ["too-small", "ok"],
    ["unusable", "finding"],
    ["ready", "unknown"],
  ])("that says %s gives %s", (status, expected) => {
    expect(check(anAudience({ view: view({ status }) })).finding.status).toBe(expected);
  });

  test("that nobody has asked says nothing", () => {
    expect(check(anAudience({ view: null })).finding.status).toBe("unknown");
    expect(check(undefined).finding.status).toBe("unknown");
  });
});

describe("freshness", () => {
  const check = (newest: string | undefined, amount: number, unit: "hours" | "days" | "months") =>
    planFreshness({
      dataset: "consents",
      limit: { amount, unit },
      now: "2026-11-24T01:00:00.000Z",
      newest,
    });

  test.each([
    ["2026-11-23T01:00:00.000Z", 24, "hours", "ok"],
    ["2026-11-23T00:59:59.000Z", 24, "hours", "finding"],
    ["2026-11-22T01:00:00.000Z", 2, "days", "ok"],
    ["2026-11-22T00:59:00.000Z", 2, "days", "finding"],
    ["2026-10-24T01:00:00.000Z", 1, "months", "ok"],
    ["2027-01-01T00:00:00.000Z", 1, "hours", "ok"],
  ] as const)("of a file from %s with a limit of %d %s is %s", (newest, amount, unit, status) => {
    expect(check(newest, amount, unit).status).toBe(status);
  });

  test("without any file is a finding", () => {
    expect(check(undefined, 8, "days").detail).toBe(
      "No file of consents counts yet; the limit is 8 days.",
    );
  });
});
