import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2 } from "@aws-sdk/client-s3";
import type { S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { createReadStream, createWriteStream } from "node:fs";
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

/** The lake (or the inbox) as stages see it. AWS failures pass through: Step Functions and SQS try again. */
export function s3Objects(client: S3Client, bucket: Bucket): Objects {
  const encryption = (key: string) =>
    bucket.guarded?.prefixes.some((prefix) => key.startsWith(prefix)) === true
      ? { ServerSideEncryption: "aws:kms" as const, SSEKMSKeyId: bucket.guarded.keyArn }
      : {};
  const get = async (key: string) => {
    const found = await client.send(new GetObjectCommand({ Bucket: bucket.name, Key: key }));
    if (found.Body === undefined) throw new Error(`no body in ${key}`);
    return found.Body;
  };
  const put = async (key: string, body: string, type: string) => {
    const target = { Bucket: bucket.name, Key: key, ContentType: type, ...encryption(key) };
    await client
      .send(new PutObjectCommand({ ...target, Body: body, IfNoneMatch: "*" }))
      .catch((error: unknown) => {
        if (!present(error)) throw error;
      });
  };
  return {
    readJson: async (key, schema) => {
      try {
        return schema.parse(JSON.parse(await (await get(key)).transformToString()));
      } catch (error) {
        if (missing(error)) return undefined;
        throw error;
      }
    },
    writeJson: (key, value) => put(key, JSON.stringify(value), "application/json"),
    writeText: put,
    download: async (key, path) => {
      const body = await get(key);
      if (!(body instanceof Readable))
        throw new TypeError("the AWS SDK gave something else than a Node stream");
      await pipeline(body, createWriteStream(path));
    },
    upload: async (path, key) => {
      const target = { Bucket: bucket.name, Key: key, ...encryption(key) };
      await new Upload({ client, params: { ...target, Body: createReadStream(path) } }).done();
    },
    list: async (prefix) => {
      const keys: string[] = [];
      for await (const page of paginateListObjectsV2(
        { client },
        { Bucket: bucket.name, Prefix: prefix },
      )) {
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(Key);
      }
      return keys;
    },
  };
}
