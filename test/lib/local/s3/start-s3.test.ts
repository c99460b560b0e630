import { appendFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { afterAll, describe, expect, test } from "vitest";
import { md5, named, NOW, runS3 } from "./s3-server.ts";

const local = await runS3();
afterAll(() => local.stop());

describe("buckets", () => {
  test("a bucket is created, found, listed and located", async () => {
    await local.s3.send(new CreateBucketCommand({ Bucket: "another" }));
    await local.s3.send(new HeadBucketCommand({ Bucket: "another" }));
    const { Buckets } = await local.s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(["another", "plain", "versioned"]);
    const where = await local.s3.send(new GetBucketLocationCommand({ Bucket: "another" }));
    expect(where.LocationConstraint).toBe("eu-north-1");
  });

  test("a bucket that is there is not created again", async () => {
    await expect(local.s3.send(new CreateBucketCommand({ Bucket: "plain" }))).rejects.toEqual(
      named("BucketAlreadyOwnedByYou", 409),
    );
  });

  test("a bucket that is not there is called so", async () => {
    await expect(local.s3.send(new HeadBucketCommand({ Bucket: "nowhere" }))).rejects.toEqual(
      named("NotFound", 404),
    );
    await expect(
      local.s3.send(new PutObjectCommand({ Bucket: "nowhere", Key: "a", Body: "a" })),
    ).rejects.toEqual(named("NoSuchBucket", 404));
  });

  test("a bucket's name cannot leave the folder", async () => {
    await expect(
      local.service.createBucket("../out", { versioned: false, eventBridge: false }),
    ).rejects.toThrow("not valid");
  });

  test("the bucket may stand in the host's name", async () => {
    await local.put("by host/å.txt", "seen");
    const hosts = ["plain.localhost:1", "plain.s3.eu-north-1.amazonaws.com", "plain.s3.localhost"];
    for (const host of hosts) {
      const answer = await local.raw({ path: "/by%20host/%C3%A5.txt", headers: { host } });
      expect([host, answer.status, answer.text]).toEqual([host, 200, "seen"]);
    }
    const service = await local.raw({
      path: "/plain/by%20host/%C3%A5.txt",
      headers: { host: "s3.localhost" },
    });
    expect(service.text).toBe("seen");
  });
});

describe("what is not built", () => {
  test("a sub-resource, a method and a header are refused by name", async () => {
    await expect(
      local.s3.send(new GetObjectAclCommand({ Bucket: "plain", Key: "a.csv" })),
    ).rejects.toMatchObject({ name: "NotImplemented", message: expect.stringContaining("?acl") });
    const policy = await local.raw({ path: "/plain?policy" });
    expect([policy.status, policy.text]).toEqual([501, expect.stringContaining("?policy")]);
    const removal = await local.raw({ method: "DELETE", path: "/plain" });
    expect([removal.status, removal.text]).toEqual([501, expect.stringContaining("DELETE bucket")]);
    await expect(
      local.put("locked", "x", { ObjectLockLegalHoldStatus: "ON" }),
    ).rejects.toMatchObject({
      name: "NotImplemented",
      message: expect.stringContaining("x-amz-object-lock-legal-hold"),
    });
    await expect(local.get("locked")).rejects.toEqual(named("NoSuchKey", 404));
  });

  test("a presigned URL is served like any request: nobody is turned away", async () => {
    await local.put("linked", "x");
    const signed =
      "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=x&X-Amz-Date=20261124T030000Z";
    const link = `/plain/linked?${signed}&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=0`;
    expect((await local.raw({ path: link })).text).toBe("x");
  });

  test("a path that is not percent-encoded UTF-8 is refused", async () => {
    expect((await local.raw({ path: "/plain/%ff" })).text).toContain("<Code>InvalidURI</Code>");
  });
});

describe("events", () => {
  test("each new object in a bucket with EventBridge is told once, before its writer is answered", async () => {
    local.events.length = 0;
    await local.put("silent", "x");
    const { VersionId } = await local.s3.send(
      new PutObjectCommand({ Bucket: "versioned", Key: "e/å 1.csv", Body: "12345" }),
    );
    expect(local.events).toEqual([
      {
        bucket: "versioned",
        key: "e/å 1.csv",
        size: 5,
        etag: md5(Buffer.from("12345")),
        versionId: VersionId,
        sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
        time: NOW.toISOString(),
        reason: "PutObject",
      },
    ]);
    await local.s3.send(
      new CopyObjectCommand({ Bucket: "versioned", Key: "e/å 1.csv", CopySource: "plain/silent" }),
    );
    await local.s3.send(new DeleteObjectCommand({ Bucket: "versioned", Key: "e/å 1.csv" }));
    expect(local.events.map(({ reason }) => reason)).toEqual(["PutObject", "CopyObject"]);
    const [first = "", second = ""] = local.events.map(({ sequencer }) => sequencer);
    expect(second > first).toBe(true);
  });

  test("a refused write is not told of", async () => {
    local.events.length = 0;
    const Key = "e/refused";
    await expect(
      local.s3.send(new PutObjectCommand({ Bucket: "versioned", Key, Body: "x", IfMatch: '"y"' })),
    ).rejects.toEqual(named("NoSuchKey", 404));
    expect(local.events).toEqual([]);
  });
});

describe("kept state", () => {
  test("a server on the same folder goes on where the last one stopped, also after a crash", async () => {
    const before = await runS3();
    let running = before;
    const send = (Bucket: string, Key: string, Body: string) =>
      running.s3.send(new PutObjectCommand({ Bucket, Key, Body, Metadata: { n: Body } }));
    await send("plain", "kept", "old");
    await send("plain", "kept", "new");
    const first = await send("versioned", "v", "one");
    await send("versioned", "v", "two");
    await send("versioned", "deleted", "for good");
    const { VersionId } = await before.s3.send(
      new HeadObjectCommand({ Bucket: "versioned", Key: "deleted" }),
    );
    await before.s3.send(
      new DeleteObjectCommand({ Bucket: "versioned", Key: "deleted", VersionId }),
    );
    const lastSequencer = before.events.at(-1)?.sequencer ?? "";
    const bucket = path.join(before.root, "plain");
    await appendFile(path.join(bucket, "log.ndjson"), '{"kind":"object","key":"torn');
    await writeFile(path.join(bucket, "bodies", "half-written"), "x");

    const after = (running = await before.restart());
    try {
      const kept = await after.s3.send(new GetObjectCommand({ Bucket: "plain", Key: "kept" }));
      expect([await kept.Body?.transformToString(), kept.Metadata]).toEqual(["new", { n: "new" }]);
      const old = await after.s3.send(
        new GetObjectCommand({ Bucket: "versioned", Key: "v", VersionId: first.VersionId }),
      );
      expect(await old.Body?.transformToString()).toBe("one");
      expect(await readdir(path.join(bucket, "bodies"))).toHaveLength(1);
      await send("versioned", "v", "three");
      expect((after.events.at(-1)?.sequencer ?? "") > lastSequencer).toBe(true);
    } finally {
      await after.stop();
    }
  });

  test("a bucket that begins to keep versions keeps the object it had as the version null", async () => {
    await local.put("older", "one");
    await local.service.createBucket("plain", { versioned: true, eventBridge: false });
    try {
      await local.put("older", "two");
      expect((await local.get("older", { VersionId: "null" })).bytes.toString()).toBe("one");
      expect((await local.get("older")).bytes.toString()).toBe("two");
    } finally {
      await local.service.createBucket("plain", { versioned: false, eventBridge: false });
    }
  });
});
