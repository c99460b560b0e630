import { HeadObjectCommand } from "@aws-sdk/client-s3";
import type { S3Client } from "@aws-sdk/client-s3";

/** The version of an object that is there now; undefined where the bucket keeps none. */
export async function newestVersion(
  client: S3Client,
  bucket: string,
  key: string,
): Promise<string | undefined> {
  return (await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }))).VersionId;
}
