import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2 } from "@aws-sdk/client-s3";
import type { S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Objects } from "../../core/stores.ts";

/** A bucket of immutable objects, some of whose prefixes are written under a key of their own. */
export interface Bucket {
  readonly name: string;
  /** Prefixes that hold hashes and customer ids, and the KMS key they are written with. */
  readonly guarded?: { readonly prefixes: readonly string[]; readonly keyArn: string } | undefined;
}

const missing = (error: unknown): boolean =>
  error instanceof Error && (error.name === "NoSuchKey" || error.name === "NotFound");
const present = (error: unknown): boolean =>
  error instanceof Error && error.name === "PreconditionFailed";

const isGuarded = ({ guarded }: Bucket, key: string): boolean =>
  guarded?.prefixes.some((prefix) => key.startsWith(prefix)) === true;

const encryption = (bucket: Bucket, key: string) =>
  isGuarded(bucket, key)
    ? { ServerSideEncryption: "aws:kms" as const, SSEKMSKeyId: bucket.guarded?.keyArn }
    : {};

/**
 * Streams a file up: in parts, each of which may be tried again, but what is guarded in one piece,
 * since the bucket refuses whatever does not name the guard's key and the later parts cannot name it.
 */
async function upload(
  client: S3Client,
  bucket: Bucket,
  { key, path }: { readonly key: string; readonly path: string },
): Promise<void> {
  const target = { Bucket: bucket.name, Key: key, ...encryption(bucket, key) };
  const params = { ...target, Body: createReadStream(path) };
  if (!isGuarded(bucket, key)) {
    await new Upload({ client, params }).done();
    return;
  }
  const { size } = await stat(path);
  await client.send(new PutObjectCommand({ ...params, ContentLength: size }));
}

async function get(client: S3Client, bucket: Bucket, key: string) {
  const found = await client.send(new GetObjectCommand({ Bucket: bucket.name, Key: key }));
  if (found.Body === undefined) throw new Error(`no body in ${key}`);
  return found.Body;
}

async function download(
  client: S3Client,
  bucket: Bucket,
  { key, path }: { key: string; path: string },
) {
  const body = await get(client, bucket, key);
  if (!(body instanceof Readable))
    throw new TypeError("the AWS SDK gave something else than a Node stream");
  await pipeline(body, createWriteStream(path));
}

async function listKeys(
  client: S3Client,
  bucket: Bucket,
  prefix: string,
): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const page of paginateListObjectsV2(
    { client },
    { Bucket: bucket.name, Prefix: prefix },
  )) {
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(Key);
  }
  return keys;
}

/** The lake (or the inbox) as stages see it. AWS failures pass through: Step Functions and SQS try again. */
export function s3Objects(client: S3Client, bucket: Bucket): Objects {
  const target = (key: string) => ({ Bucket: bucket.name, Key: key, ...encryption(bucket, key) });
  const put = async (key: string, Body: string, ContentType: string) => {
    const request = { ...target(key), Body, ContentType, IfNoneMatch: "*" };
    await client.send(new PutObjectCommand(request)).catch((error: unknown) => {
      if (!present(error)) throw error;
    });
  };
  return {
    readJson: async (key, schema) => {
      try {
        return schema.parse(JSON.parse(await (await get(client, bucket, key)).transformToString()));
      } catch (error) {
        if (missing(error)) return undefined;
        throw error;
      }
    },
    writeJson: (key, value) => put(key, JSON.stringify(value), "application/json"),
    writeText: put,
    download: (key, path) => download(client, bucket, { key, path }),
    upload: (path, key) => upload(client, bucket, { key, path }),
    list: (prefix) => listKeys(client, bucket, prefix),
  };
}
