import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import http, { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  PutObjectCommand,
  type PutObjectCommandInput,
  type PutObjectCommandOutput,
  S3Client,
} from "@aws-sdk/client-s3";
import { expect } from "vitest";
import type { ObjectCreated } from "../../../../lib/local/s3/s3-call.ts";
import { type S3Service, s3Service } from "../../../../lib/local/s3/start-s3.ts";

export const NOW = new Date("2026-11-24T03:00:00.250Z");

interface RawAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

export interface RunningS3 {
  readonly s3: S3Client;
  readonly url: string;
  readonly root: string;
  readonly service: S3Service;
  readonly events: ObjectCreated[];
  /** PutObject in the bucket `plain`. */
  put(
    key: string,
    body: PutObjectCommandInput["Body"],
    more?: object,
  ): Promise<PutObjectCommandOutput>;
  /** GetObject from the bucket `plain`, read to its end. */
  get(key: string, more?: object): Promise<GetObjectCommandOutput & { bytes: Buffer }>;
  /** A request as no SDK would send it. */
  raw(options: http.RequestOptions, body?: string | Buffer): Promise<RawAnswer>;
  /** Stops the server and opens another one on the same folder. */
  restart(): Promise<RunningS3>;
  stop(): Promise<void>;
}

/** The service behind a small server of its own, with buckets `plain` and `versioned` (which tells of objects). */
export async function runS3(kept?: string): Promise<RunningS3> {
  const root = kept ?? (await mkdtemp(path.join(tmpdir(), "s3-")));
  const events: ObjectCreated[] = [];
  const service = s3Service({ root, now: () => NOW, onObjectCreated: (e) => void events.push(e) });
  await service.createBucket("plain", { versioned: false, eventBridge: false });
  await service.createBucket("versioned", { versioned: true, eventBridge: true });
  const server = createServer((request, response) => {
    void service.handle(request, response);
  });
  server.on("checkContinue", (request, response) => void service.handle(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const url = `http://127.0.0.1:${address.port}`;
  const s3 = new S3Client({
    endpoint: url,
    region: "eu-north-1",
    credentials: { accessKeyId: "x", secretAccessKey: "x" },
    maxAttempts: 1,
  });
  const close = async () => {
    s3.destroy();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  return {
    s3,
    url,
    root,
    service,
    events,
    put: (Key, Body, more) =>
      s3.send(new PutObjectCommand({ Bucket: "plain", Key, Body, ...more })),
    get: async (Key, more) => {
      const answer = await s3.send(new GetObjectCommand({ Bucket: "plain", Key, ...more }));
      const bytes = Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
      return { ...answer, bytes };
    },
    raw: (options, body) => sendRaw(url, options, body),
    restart: async () => {
      await close();
      return runS3(root);
    },
    stop: async () => {
      await close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Bytes that look random but are the same in every run. */
export function someBytes(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let i = 0, x = 1; i < size; i++) {
    x = (Math.imul(x, 1103515245) + 12345) >>> 0;
    bytes[i] = x >>> 16;
  }
  return bytes;
}

function sendRaw(
  url: string,
  options: http.RequestOptions,
  body: string | Buffer = "",
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** An error of the SDK's, by S3's code and the HTTP status. */
export const named = (name: string, status: number): unknown =>
  expect.objectContaining({ name, $metadata: expect.objectContaining({ httpStatusCode: status }) });

export const md5 = (bytes: Buffer) => createHash("md5").update(bytes).digest("hex");
