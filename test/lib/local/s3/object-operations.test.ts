import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { md5, named, runS3, someBytes } from "./s3-server.ts";

const local = await runS3();
afterAll(() => local.stop());

const files = () => readdir(path.join(local.root, "plain", "bodies"));

describe("objects", () => {
  test("an object comes back with its bytes, type, metadata, tags, ETag and the clock's time", async () => {
    const sent = await local.put("a.csv", "a;b\n1;2\n", {
      ContentType: "text/csv",
      ContentEncoding: "gzip",
      CacheControl: "no-store",
      Metadata: { source: "shop" },
      Tagging: "a=1&b=2",
    });
    const got = await local.get("a.csv");
    expect(got.bytes.toString()).toBe("a;b\n1;2\n");
    expect(got).toMatchObject({
      ContentType: "text/csv",
      ContentEncoding: "gzip",
      CacheControl: "no-store",
      ContentLength: 8,
      TagCount: 2,
      ETag: `"${md5(got.bytes)}"`,
      LastModified: new Date("2026-11-24T03:00:00.000Z"),
    });
    expect(got.Metadata).toEqual({ source: "shop" });
    const { TagSet } = await local.s3.send(
      new GetObjectTaggingCommand({ Bucket: "plain", Key: "a.csv" }),
    );
    expect(TagSet).toEqual([
      { Key: "a", Value: "1" },
      { Key: "b", Value: "2" },
    ]);
    expect(sent.ETag).toBe(got.ETag);
    expect(sent.VersionId).toBeUndefined();
  });

  test.each([0, 1, 65_536, 140_000, 3_000_001])(
    "a stream of %i bytes is stored without its framing",
    async (size) => {
      const bytes = someBytes(size);
      await local.put("stream", Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]), {
        ContentLength: size,
      });
      const got = await local.get("stream", { ChecksumMode: "ENABLED" });
      expect(got.bytes.equals(bytes)).toBe(true);
      expect(got.ContentEncoding).toBeUndefined();
    },
  );

  test.each([
    ["a b+c%25%2F&=?#å ä ö/ 日本/🦌.txt"],
    ["../../../etc/passwd"],
    ["/leading//double/"],
    ["./.hidden/.."],
    ["x".repeat(1024)],
    ["a'b(c)!*~@:,;$"],
  ])("the key %s is a key like any other", async (key) => {
    await local.put(key, `body of ${key}`);
    expect((await local.get(key)).bytes.toString()).toBe(`body of ${key}`);
    const { Contents } = await local.s3.send(
      new ListObjectsV2Command({ Bucket: "plain", Prefix: key }),
    );
    expect(Contents?.map(({ Key }) => Key)).toEqual([key]);
    expect((await readdir(local.root)).toSorted()).toEqual(["plain", "versioned"]);
  });

  test("a key of more than 1024 bytes is refused", async () => {
    await expect(local.put("ö".repeat(513), "x")).rejects.toEqual(named("KeyTooLongError", 400));
  });

  test("HeadObject tells of an object without its bytes", async () => {
    await local.put("head", "12345");
    const head = await local.s3.send(new HeadObjectCommand({ Bucket: "plain", Key: "head" }));
    expect(head).toMatchObject({ ContentLength: 5, AcceptRanges: "bytes" });
    await expect(
      local.s3.send(new HeadObjectCommand({ Bucket: "plain", Key: "no" })),
    ).rejects.toEqual(named("NotFound", 404));
  });

  test("an object that is not there is NoSuchKey", async () => {
    await expect(local.get("no such")).rejects.toEqual(named("NoSuchKey", 404));
  });

  test("an upload without a length is refused", async () => {
    const headers = { "transfer-encoding": "chunked" };
    const answer = await local.raw({ method: "PUT", path: "/plain/endless", headers }, "abc");
    expect([answer.status, answer.text]).toEqual([
      411,
      expect.stringContaining("MissingContentLength"),
    ]);
  });

  test("who reads an object while it is replaced reads the old one whole", async () => {
    const bytes = someBytes(4_000_000);
    await local.put("replaced", bytes);
    const reading = await local.s3.send(new GetObjectCommand({ Bucket: "plain", Key: "replaced" }));
    await local.put("replaced", "new");
    const old = Buffer.from((await reading.Body?.transformToByteArray()) ?? []);
    expect(old.equals(bytes)).toBe(true);
    expect((await local.get("replaced")).bytes.toString()).toBe("new");
  });

  test("an upload that breaks off leaves nothing", async () => {
    const before = await files();
    await new Promise<void>((gone) => {
      const request = http.request(local.url, {
        method: "PUT",
        path: "/plain/broken",
        headers: { "content-length": 1_000_000 },
      });
      request.on("error", () => gone());
      request.write(someBytes(100_000), () => request.destroy());
      request.on("close", () => gone());
    });
    await expect(local.get("broken")).rejects.toEqual(named("NoSuchKey", 404));
    await expect.poll(files).toEqual(before);
  });
});

describe("ranges", () => {
  beforeAll(() => local.put("digits", "0123456789"));
  test.each([
    ["bytes=2-5", "2345", "bytes 2-5/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-3", "789", "bytes 7-9/10"],
    ["bytes=5-99", "56789", "bytes 5-9/10"],
    ["bytes=-99", "0123456789", "bytes 0-9/10"],
  ])("%s is the bytes %s", async (Range, bytes, ContentRange) => {
    const got = await local.get("digits", { Range });
    expect(got.bytes.toString()).toBe(bytes);
    expect(got).toMatchObject({ ContentRange, $metadata: { httpStatusCode: 206 } });
  });
  test.each(["bytes=10-", "bytes=99-100", "bytes=-0"])("%s has no bytes: 416", async (Range) => {
    await expect(local.get("digits", { Range })).rejects.toEqual(named("InvalidRange", 416));
  });
  test.each(["bytes=5-2", "bytes=0-1,3-4", "rows=1-2"])("%s is the whole body", async (Range) => {
    const got = await local.get("digits", { Range });
    expect([got.$metadata.httpStatusCode, got.bytes.toString()]).toEqual([200, "0123456789"]);
  });
});

describe("deletions", () => {
  test("a deleted object is gone; deleting what is not there is no error", async () => {
    await local.put("gone", "x");
    for (const Key of ["gone", "gone"])
      await local.s3.send(new DeleteObjectCommand({ Bucket: "plain", Key }));
    await expect(local.get("gone")).rejects.toEqual(named("NoSuchKey", 404));
  });

  test("many are deleted in one call", async () => {
    await Promise.all(["d/1 & <2>", "d/å", "d/3"].map((key) => local.put(key, "x")));
    const Objects = [{ Key: "d/1 & <2>" }, { Key: "d/å" }, { Key: "d/none" }];
    const { Deleted } = await local.s3.send(
      new DeleteObjectsCommand({ Bucket: "plain", Delete: { Objects } }),
    );
    expect(Deleted?.map(({ Key }) => Key)).toEqual(Objects.map(({ Key }) => Key));
    const left = await local.s3.send(new ListObjectsV2Command({ Bucket: "plain", Prefix: "d/" }));
    expect(left.Contents?.map(({ Key }) => Key)).toEqual(["d/3"]);
  });

  test("what is not XML is MalformedXML, and a body other than announced deletes nothing", async () => {
    await local.put("kept", "x");
    const request = { method: "POST", path: "/plain?delete" };
    for (const body of ["<Delete>", "no", "<Delete></Other>", "<Delete/>", "<Other></Other>", ""])
      expect((await local.raw(request, body)).text).toContain("<Code>MalformedXML</Code>");
    const headers = { "content-md5": createHash("md5").update("x").digest("base64") };
    const body = "<Delete><Object><Key>kept</Key></Object></Delete>";
    expect((await local.raw({ ...request, headers }, body)).text).toContain(
      "<Code>BadDigest</Code>",
    );
    expect((await local.get("kept")).bytes.toString()).toBe("x");
  });
});
