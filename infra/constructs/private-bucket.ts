import { RemovalPolicy } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  type LifecycleRule,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";

/** Versioned, encrypted, reached by TLS 1.2 only, never public, kept when the stack goes; tells EventBridge of each new object. */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, props: { key: IKey; lifecycleRules: LifecycleRule[] }) {
    super(scope, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: props.key,
      bucketKeyEnabled: true,
      versioned: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: props.lifecycleRules,
    });
    // `eventBridgeEnabled` would do the same by a custom resource with a Lambda and a managed policy.
    const bucket = this.node.defaultChild;
    if (!(bucket instanceof CfnBucket)) throw new Error("a bucket without its resource");
    bucket.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    acknowledge(this, {
      "AwsSolutions::AwsSolutions-S1":
        "Who read which object is asked of CloudTrail data events, which name the role; server access logs name only the account's request and cannot be written under a customer key.",
    });
  }
}
