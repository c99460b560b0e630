import type { IncomingMessage } from "node:http";

/** `X-Amz-Target` prefixes of the services that speak JSON, for requests without a signature. */
const targets: Readonly<Record<string, string>> = {
  DynamoDB_20120810: "dynamodb",
  AmazonSQS: "sqs",
  AWSStepFunctions: "states",
  AWSEvents: "events",
  secretsmanager: "secretsmanager",
};

export interface RequestIdentity {
  /** The service by its signing name: s3, dynamodb, sqs, states, … */
  readonly service: string;
  /** The action, where the protocol names it in a header. */
  readonly action: string | undefined;
}

/**
 * Which service a request is for: by the scope of its signature (in the header or, presigned, in
 * the query), else by its target header; what has neither is for S3.
 */
export function identifyRequest(request: IncomingMessage): RequestIdentity {
  const [prefix, action] = String(request.headers["x-amz-target"] ?? "").split(".");
  const query = new URL(request.url ?? "/", "http://local").searchParams.get("X-Amz-Credential");
  const header = /Credential=([^,\s]+)/.exec(request.headers.authorization ?? "")?.[1];
  const service = (header ?? query ?? "").split("/")[3];
  return { service: service ?? targets[prefix ?? ""] ?? "s3", action };
}
