import * as z from "zod";
import type { Resource } from "../template/load-template.ts";
import { region } from "../template/pseudo-parameters.ts";
import { readProperties } from "../template/read-properties.ts";

const functionSchema = z.strictObject({
  FunctionName: z.string().optional(),
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Handler: z.string().regex(/^[\w./-]+\.\w+$/),
  Runtime: z.string().startsWith("nodejs", "only Node.js functions run locally"),
  /** Lambda's defaults: 3 s, 128 MB. */
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  Environment: z
    .strictObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) })
    .default({ Variables: {} }),
  ReservedConcurrentExecutions: z.number().optional(),
  DeadLetterConfig: z.strictObject({ TargetArn: z.string() }).optional(),
});

/** Permissions, layers, tracing and where logs go make no difference on a laptop; /tmp is the laptop's. */
const ignored = [
  "Role",
  "Architectures",
  "Layers",
  "TracingConfig",
  "LoggingConfig",
  "Description",
  "EphemeralStorage",
  "KmsKeyArn",
  "RecursiveLoop",
  "RuntimeManagementConfig",
  "Tags",
];

export interface FunctionSpec {
  readonly name: string;
  readonly arn: string;
  readonly logicalId: string;
  /** The object key of its code in the assembly's assets. */
  readonly codeKey: string;
  /** The file without extension, and the name that it exports. */
  readonly module: string;
  readonly exportName: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly reserved: number | undefined;
  readonly deadLetterArn: string | undefined;
}

/** Reads a function of the template. @throws Unsupported for anything that is no zip of Node.js code. */
export function readFunction(resource: Resource): FunctionSpec {
  const read = readProperties(resource, functionSchema, ignored);
  const dot = read.Handler.lastIndexOf(".");
  return {
    name: resource.name,
    arn: resource.attributes["Arn"] ?? resource.name,
    logicalId: resource.logicalId,
    codeKey: read.Code.S3Key,
    module: read.Handler.slice(0, dot),
    exportName: read.Handler.slice(dot + 1),
    timeoutMs: read.Timeout * 1000,
    memoryMb: read.MemorySize,
    environment: read.Environment.Variables,
    reserved: read.ReservedConcurrentExecutions,
    deadLetterArn: read.DeadLetterConfig?.TargetArn,
  };
}

/** What Lambda itself puts into a function's environment, with credentials that mean nothing. */
export const runtimeEnvironment = (spec: FunctionSpec, endpoint: string) => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_SESSION_TOKEN: "local",
  AWS_EC2_METADATA_DISABLED: "true",
  /** The laptop may run an older Node than the template's runtime: no need to say so in each log. */
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  AWS_LAMBDA_FUNCTION_NAME: spec.name,
  AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: "local",
  LANG: "en_US.UTF-8",
  TZ: ":UTC",
  _HANDLER: `${spec.module}.${spec.exportName}`,
});
