import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export const aFolder = (): string => mkdtempSync(path.join(tmpdir(), "audience-local-"));

export interface FixtureStack {
  readonly Resources: Record<string, { Type: string; Properties?: object; Condition?: string }>;
  readonly Outputs?: object;
  readonly Parameters?: object;
  readonly Conditions?: object;
  readonly Mappings?: object;
}

/** Source of functions by file: `name/index.js`. Each folder becomes an asset. */
export type FixtureCode = Record<string, string>;

/** What `cdk synth` would leave: a manifest, templates, and one asset a function. */
export function writeAssembly(
  stacks: Record<string, FixtureStack>,
  code: FixtureCode = {},
): string {
  const folder = aFolder();
  const files: Record<string, object> = {};
  for (const [file, source] of Object.entries(code)) {
    const name = path.dirname(file);
    mkdirSync(path.join(folder, `asset.${name}`), { recursive: true });
    writeFileSync(path.join(folder, `asset.${name}`, path.basename(file)), source);
    files[name] = {
      source: { path: `asset.${name}`, packaging: "zip" },
      destinations: { here: { objectKey: `${name}.zip` } },
    };
  }
  writeFileSync(path.join(folder, "assets.json"), JSON.stringify({ files }));
  const artifacts: Record<string, object> = {
    assets: { type: "cdk:asset-manifest", properties: { file: "assets.json" } },
  };
  for (const [name, template] of Object.entries(stacks)) {
    writeFileSync(path.join(folder, `${name}.template.json`), JSON.stringify(template));
    artifacts[name] = {
      type: "aws:cloudformation:stack",
      properties: { templateFile: `${name}.template.json` },
    };
  }
  writeFileSync(path.join(folder, "manifest.json"), JSON.stringify({ artifacts }));
  return folder;
}

/** A function of the template whose code is the asset `name`. */
export const aFunction = (name: string, differs: object = {}) => ({
  Type: "AWS::Lambda::Function",
  Properties: {
    FunctionName: name,
    Code: { S3Bucket: { "Fn::Sub": "assets-${AWS::AccountId}" }, S3Key: `${name}.zip` },
    Handler: "index.handler",
    Runtime: "nodejs24.x",
    Role: "role",
    Timeout: 10,
    ...differs,
  },
});
