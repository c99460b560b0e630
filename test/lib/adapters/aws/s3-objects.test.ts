import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { s3Objects } from "../../../../lib/adapters/aws/s3-objects.ts";
import { memoryObjects } from "../../../builders/memory-objects.ts";
import { objectsContract } from "../../../contracts/objects.contract.ts";
import { type RunningS3, runS3 } from "../../local/s3/s3-server.ts";

const guarded = { prefixes: ["contract/guarded/"], keyArn: "arn:aws:kms:eu-north-1:1:key/guard" };
const folder = mkdtempSync(path.join(tmpdir(), "s3-objects-"));
let running: RunningS3;
beforeAll(async () => {
  running = await runS3();
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true });
});

objectsContract("memory", () => memoryObjects());
objectsContract("S3", () => s3Objects(running.s3, { name: "versioned", guarded }));

test("what lies under a guarded prefix names the guard's key, nothing else does", async () => {
  const objects = s3Objects(running.s3, { name: "versioned", guarded });
  writeFileSync(path.join(folder, "file"), "hashes");
  for (const key of ["contract/guarded/key", "contract/plain"]) {
    await objects.upload(path.join(folder, "file"), key);
  }
  const keyOf = async (Key: string) =>
    (await running.s3.send(new HeadObjectCommand({ Bucket: "versioned", Key }))).SSEKMSKeyId;
  expect(await keyOf("contract/guarded/key")).toBe(guarded.keyArn);
  expect(await keyOf("contract/plain")).toBeUndefined();
});
