import { Duration } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";

/** Where what could not be handled waits for a person, for as long as SQS keeps anything. */
export class DeadLetters extends Queue {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(this, {
      "AwsSolutions::AwsSolutions-SQS3": "This is a dead-letter queue.",
      "Serverless::Serverless-SQSRedrivePolicy": "This is a dead-letter queue.",
    });
  }
}
