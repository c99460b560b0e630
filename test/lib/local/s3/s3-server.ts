import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import type { ObjectCreated } from "../../../../lib/local/s3/s3-call.ts";
import { type S3Service, s3Service } from "../../../../lib/local/s3/start-s3.ts";

export const NOW = new Date("2026-11-24T03:00:00.250Z");

export interface RunningS3 {
  readonly s3: S3Client;
  readonly url: string;
  readonly root: string;
  readonly service: S3Service;
  readonly events: ObjectCreated[];
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
  const server: Server = createServer((request, response) => {
    void service.handle(request, response);
  });
  server.on("checkContinue", (request, response) => void service.handle(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
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
