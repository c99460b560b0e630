import { expect, test } from "vitest";
import { audienceIdSchema, runIdSchema } from "../../../lib/core/ids.ts";
import { planPlatform } from "../../../lib/drift/plan-platform.ts";
import type { Audience } from "../../../lib/push/contract.ts";
import { aPushReport, anAudience } from "../../builders/audiences.ts";

const id = audienceIdSchema.parse("loyal@meta-main");
const run = runIdSchema.parse("r-now");

const view = (differs: object) => ({ status: "ready", size: null, detail: "", ...differs });
const check = (audience: Audience | undefined, share?: number, of = "r-before") =>
  planPlatform({
    id,
    run,
    audience,
    match: share === undefined ? undefined : { run: runIdSchema.parse(of), share, before: 0.9 },
  });

test("a platform that counts about the same share as before agrees, and the share is kept", () => {
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

test("a platform whose share moved by more than 20 points is a finding", () => {
  const { finding } = check(anAudience(), 0.9);
  expect(finding.status).toBe("finding");
  expect(finding.detail).toContain("65%, and 90% at the last check");
  expect(check(anAudience(), 0.85).finding.status).toBe("ok");
  expect(check(anAudience(), 0.44).finding.status).toBe("finding");
});

test("a platform is not blamed for counting late just after much has changed", () => {
  const audience = anAudience({ report: aPushReport({ added: 400 }) });
  expect(check(audience, 0.9).finding.status).toBe("unknown");
});

test("a platform is compared with the run before also when the check is repeated", () => {
  expect(check(anAudience(), 0.65, "r-now").finding.status).toBe("finding");
  expect(check(anAudience(), 0.65, "r-now").match).toEqual({ run, share: 0.65, before: 0.9 });
});

test("a platform that counts more people than we sent has somebody else's in it", () => {
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
])("a platform that says %s gives %s", (status, expected) => {
  expect(check(anAudience({ view: view({ status }) })).finding.status).toBe(expected);
});

test("a platform that nobody has asked says nothing", () => {
  expect(check(anAudience({ view: null })).finding.status).toBe("unknown");
  expect(check(undefined).finding.status).toBe("unknown");
});
