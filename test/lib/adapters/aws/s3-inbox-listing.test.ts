import { DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { s3InboxListing } from "../../../../lib/adapters/aws/s3-inbox-listing.ts";
import type { ListedObject } from "../../../../lib/ingest/ports.ts";
import { NOW, type RunningS3, runS3 } from "../../local/s3/s3-server.ts";

let running: RunningS3;
beforeAll(async () => {
  running = await runS3();
});
afterAll(() => running.stop());

const Bucket = "versioned";
const put = async (Key: string) =>
  (await running.s3.send(new PutObjectCommand({ Bucket, Key, Body: "a,b\n" }))).VersionId;

async function listed(prefix: string): Promise<readonly ListedObject[]> {
  const found: ListedObject[] = [];
  for await (const object of s3InboxListing(running.s3, Bucket).newest(prefix)) found.push(object);
  return found;
}

test("of each key the newest version is listed with its time, and nothing of other prefixes", async () => {
  await put("inbox/orders/a.csv");
  const newest = await put("inbox/orders/a.csv");
  const odd = await put("inbox/orders/ä b+c.csv");
  await put("quarantine/orders/a.csv");
  const receivedAt = NOW.toISOString();
  expect(await listed("inbox/")).toEqual([
    { key: "inbox/orders/a.csv", version: newest, receivedAt },
    { key: "inbox/orders/ä b+c.csv", version: odd, receivedAt },
  ]);
});

test("a deleted object is not there any more", async () => {
  await put("deleted/a.csv");
  await running.s3.send(new DeleteObjectCommand({ Bucket, Key: "deleted/a.csv" }));
  expect(await listed("deleted/")).toEqual([]);
});

test("a listing of several pages, which break inside a key, is read to its end", async () => {
  const keys = Array.from({ length: 6 }, (_, at) => `paged/${at}.csv`);
  for (const key of keys) for (let version = 0; version < 170; version += 1) await put(key);
  expect((await listed("paged/")).map(({ key }) => key)).toEqual(keys);
});
