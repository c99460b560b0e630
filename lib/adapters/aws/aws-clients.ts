import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SQSClient } from "@aws-sdk/client-sqs";
import { lazy } from "../../core/lazy.ts";

/** Where AWS is; nothing said: where the SDK finds it by itself (environment, profile, role). */
export interface AwsPlace {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** AWS clients, each made on first use. */
export function awsClients(place: AwsPlace = {}) {
  return {
    s3: lazy(
      () =>
        new S3Client({
          ...place,
          ...(place.endpoint === undefined ? {} : { forcePathStyle: true }),
        }),
    ),
    dynamodb: lazy(() => new DynamoDBClient({ ...place })),
    stepFunctions: lazy(() => new SFNClient({ ...place })),
    // A queue's URL only names it: where SQS is, the settings say.
    sqs: lazy(() => new SQSClient({ ...place, useQueueUrlAsEndpoint: false })),
    secrets: lazy(() => new SecretsManagerClient({ ...place })),
  };
}
export type AwsClients = ReturnType<typeof awsClients>;
