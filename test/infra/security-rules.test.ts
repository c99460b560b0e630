import { readFileSync } from "node:fs";
import path from "node:path";
import { CfnBucket } from "aws-cdk-lib/aws-s3";
import { type App, Stack, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import { expect, test } from "vitest";
import { wholeApp } from "./fixtures/whole-app.ts";

/** What cdk-nag's AwsSolutions and Serverless packs find that nobody has acknowledged. */
function findings(app: App): readonly string[] {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  try {
    app.synth();
    return [];
  } catch (problem) {
    return [...String(problem).matchAll(/Acknowledge with '([^']+)'/g)].map(([, id]) => id ?? "");
  }
}

const workspace = { context: { platformSecrets: ["meta-main", "google-main"] } };

test("cdk-nag finds nothing that is not acknowledged, errors and warnings alike", () => {
  const app = wholeApp(workspace);
  expect(findings(app)).toEqual([]);
  const report = JSON.parse(readFileSync(path.join(app.outdir, "validation-report.json"), "utf8"));
  expect(JSON.stringify(report)).toContain("AwsSolutions");
});

test("cdk-nag would find a bucket that is open", () => {
  const app = wholeApp(workspace);
  expect(new CfnBucket(new Stack(app, "careless"), "Open").node.path).toBe("careless/Open");
  expect(findings(app)).toContain("AwsSolutions::AwsSolutions-S10");
});

test("each acknowledgement says why, in a sentence", () => {
  const reasons = wholeApp(workspace)
    .node.findAll()
    .flatMap((construct) => construct.node.metadata)
    .filter((entry) => entry.type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap((entry) => Object.entries<string>(entry.data));
  expect(reasons.length).toBeGreaterThan(10);
  for (const [, reason] of reasons) expect(reason).toMatch(/^.{20,}\.$/);
});
