import * as z from "zod";
import type { S3Service } from "../s3/start-s3.ts";
import type { Resource } from "../template/load-template.ts";
import { readProperties } from "../template/read-properties.ts";

const bucketSchema = z.strictObject({
  BucketName: z.string().optional(),
  VersioningConfiguration: z
    .strictObject({ Status: z.enum(["Enabled", "Suspended"]) })
    .default({ Status: "Suspended" }),
  /** Only events through EventBridge: no direct notifications to queues or functions. */
  NotificationConfiguration: z
    .strictObject({
      EventBridgeConfiguration: z
        .strictObject({ EventBridgeEnabled: z.boolean().default(true) })
        .optional(),
    })
    .default({}),
});

/** Encryption, public access, lifecycle and logs make no difference on a laptop. */
const ignored = [
  "BucketEncryption",
  "PublicAccessBlockConfiguration",
  "OwnershipControls",
  "LifecycleConfiguration",
  "LoggingConfiguration",
  "MetricsConfigurations",
  "Tags",
];

/** Creates a bucket of the template, unless it was kept. */
export async function createBucket(s3: S3Service, resource: Resource): Promise<void> {
  const read = readProperties(resource, bucketSchema, ignored);
  await s3.createBucket(resource.name, {
    versioned: read.VersioningConfiguration.Status === "Enabled",
    eventBridge:
      read.NotificationConfiguration.EventBridgeConfiguration?.EventBridgeEnabled ?? false,
  });
}
