import { existsSync } from "node:fs";
import path from "node:path";
import { CfnParameter, CfnRule, Fn, Stack } from "aws-cdk-lib";
import { Architecture, Code, LayerVersion, Runtime } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import { assertArm64Layer } from "../layer/check-binding.ts";

const PLACEHOLDER = "placeholder";
const placeholderFolder = path.join(import.meta.dirname, "../layer/placeholder");

/**
 * DuckDB for Lambda: `npm run layer` builds the folder, which is checked here once more. Without
 * the folder a synth still works, so that a laptop needs no layer: a placeholder takes its place,
 * and a rule makes CloudFormation refuse to deploy it.
 */
export class DuckdbLayer extends LayerVersion {
  constructor(scope: Construct, id: string, folder: string) {
    const built = existsSync(folder);
    if (built) assertArm64Layer(folder);
    super(scope, id, {
      description: "DuckDB for Node.js, Linux arm64",
      code: Code.fromAsset(built ? folder : placeholderFolder),
      compatibleRuntimes: [Runtime.NODEJS_24_X],
      compatibleArchitectures: [Architecture.ARM_64],
    });
    if (!built) refuseToDeploy(Stack.of(this));
  }
}

/** A rule may only compare parameters, so the placeholder is one; CloudFormation checks rules before it creates anything. */
function refuseToDeploy(stack: Stack): void {
  const layer = new CfnParameter(stack, "DuckdbLayerState", {
    type: "String",
    default: PLACEHOLDER,
    description: "Leave as it is: it goes away with `npm run layer`",
  });
  const rule = new CfnRule(stack, "DuckdbLayerIsBuilt");
  rule.addAssertion(
    Fn.conditionNot(Fn.conditionContains([PLACEHOLDER], layer.valueAsString)),
    "The DuckDB layer is a placeholder. Run `npm run layer` first, then synthesize and deploy again.",
  );
}
