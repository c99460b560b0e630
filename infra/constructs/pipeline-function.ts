import { Duration, RemovalPolicy, Size } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  Architecture,
  CfnFunction,
  type Code,
  Function as LambdaFunction,
  type ILayerVersion,
  Runtime,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { env, type FunctionName } from "../../lib/app/names.ts";
import type { FunctionSpec } from "../function-specs.ts";
import { acknowledge } from "./acknowledge.ts";

export interface PipelineFunctionProps {
  readonly spec: FunctionSpec;
  readonly code: Code;
  readonly environment: Readonly<Record<string, string>>;
  /** Given to the functions that query with DuckDB. */
  readonly duckdb: ILayerVersion;
}

/** A function of the house: its own role and log group, no managed policy, traced, sized by its spec. */
export class PipelineFunction extends LambdaFunction {
  readonly ownRole: Role;
  /** As the template calls it. */
  readonly logicalId: string;

  constructor(scope: Construct, id: string, props: PipelineFunctionProps) {
    const { spec } = props;
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      description: spec.does,
    });
    logGroup.grantWrite(role);
    super(scope, id, {
      description: spec.does,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: "index.handler",
      code: props.code,
      memorySize: spec.memory,
      timeout: Duration.seconds(spec.timeout),
      ephemeralStorageSize: Size.mebibytes(spec.scratch),
      environment: { ...props.environment, [env.scratch]: "/tmp" },
      layers: spec.duckdb ? [props.duckdb] : [],
      tracing: Tracing.ACTIVE,
      logGroup,
      role,
    });
    this.ownRole = role;
    this.logicalId = logicalIdOf(this);
    acknowledge(role, {
      "AwsSolutions::AwsSolutions-IAM5[Resource::*]":
        "X-Ray's PutTraceSegments and PutTelemetryRecords know no resource to name.",
    });
    acknowledge(this, {
      "Serverless::Serverless-LambdaDLQ":
        "Called by SQS, whose queue has dead letters, or by Step Functions, which catches; the one that EventBridge calls, request-refresh, has a failure destination instead.",
    });
  }
}

function logicalIdOf(fn: LambdaFunction): string {
  const resource = fn.node.defaultChild;
  if (!(resource instanceof CfnFunction)) throw new Error("a function without its resource");
  return fn.stack.getLogicalId(resource);
}

/** All functions of the pipeline, by name. */
export type PipelineFunctions = Readonly<Record<FunctionName, PipelineFunction>>;
