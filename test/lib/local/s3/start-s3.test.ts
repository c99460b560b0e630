import { createHash } from "node:crypto";
import { appendFile, readdir, writeFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { Readable } from "node:stream";
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  paginateListObjectsV2,
  PutObjectCommand,
  type PutObjectCommandInput,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NOW, runS3, type RunningS3, someBytes } from "./s3-server.ts";

let local: RunningS3;
beforeAll(async () => {
  local = await runS3();
});
afterAll(() => local.stop());

const put = (Key: string, Body: PutObjectCommandInput["Body"], more = {}) =>
  local.s3.send(new PutObjectCommand({ Bucket: "plain", Key, Body, ...more }));

async function get(Key: string, more = {}) {
  const answer = await local.s3.send(new GetObjectCommand({ Bucket: "plain", Key, ...more }));
  return { ...answer, bytes: Buffer.from((await answer.Body?.transformToByteArray()) ?? []) };
}

const named = (name: string, status: number) =>
  expect.objectContaining({ name, $metadata: expect.objectContaining({ httpStatusCode: status }) });

const md5 = (bytes: Buffer) => createHash("md5").update(bytes).digest("hex");

/** A request as no SDK would send it. */
function raw(
  options: http.RequestOptions,
  body: string | Buffer = "",
): Promise<{ status: number; headers: http.IncomingHttpHeaders; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(local.url, options, (response) => {
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
    await put("by host/å.txt", "seen");
    const hosts = ["plain.localhost:1", "plain.s3.eu-north-1.amazonaws.com", "plain.s3.localhost"];
    for (const host of hosts) {
      const answer = await raw({ path: "/by%20host/%C3%A5.txt", headers: { host } });
      expect([host, answer.status, answer.text]).toEqual([host, 200, "seen"]);
    }
    const service = await raw({
      path: "/plain/by%20host/%C3%A5.txt",
      headers: { host: "s3.localhost" },
    });
    expect(service.text).toBe("seen");
  });
});

describe("objects", () => {
  test("an object comes back with its bytes, type, metadata, tags, ETag and the clock's time", async () => {
    const sent = await put("a.csv", "a;b\n1;2\n", {
      ContentType: "text/csv",
      ContentEncoding: "gzip",
      CacheControl: "no-store",
      Metadata: { source: "shop" },
      Tagging: "a=1&b=2",
    });
    const got = await get("a.csv");
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
    expect(sent.ETag).toBe(got.ETag);
    expect(sent.VersionId).toBeUndefined();
  });

  test.each([0, 1, 65_536, 140_000, 3_000_001])(
    "a stream of %i bytes is stored without its framing",
    async (size) => {
      const bytes = someBytes(size);
      await put("stream", Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]), {
        ContentLength: size,
      });
      const got = await get("stream", { ChecksumMode: "ENABLED" });
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
    await put(key, `body of ${key}`);
    expect((await get(key)).bytes.toString()).toBe(`body of ${key}`);
    const { Contents } = await local.s3.send(
      new ListObjectsV2Command({ Bucket: "plain", Prefix: key }),
    );
    expect(Contents?.map(({ Key }) => Key)).toEqual([key]);
    expect((await readdir(local.root)).toSorted()).toEqual(["another", "plain", "versioned"]);
  });

  test("a key of more than 1024 bytes is refused", async () => {
    await expect(put("ö".repeat(513), "x")).rejects.toEqual(named("KeyTooLongError", 400));
  });

  test("HeadObject tells of an object without its bytes", async () => {
    await put("head", "12345");
    const head = await local.s3.send(new HeadObjectCommand({ Bucket: "plain", Key: "head" }));
    expect(head).toMatchObject({ ContentLength: 5, AcceptRanges: "bytes" });
    await expect(
      local.s3.send(new HeadObjectCommand({ Bucket: "plain", Key: "no" })),
    ).rejects.toEqual(named("NotFound", 404));
  });

  test("an object that is not there is NoSuchKey", async () => {
    await expect(get("no such")).rejects.toEqual(named("NoSuchKey", 404));
  });

  test("an upload without a length is refused", async () => {
    const headers = { "transfer-encoding": "chunked" };
    const answer = await raw({ method: "PUT", path: "/plain/endless", headers }, "abc");
    expect([answer.status, answer.text]).toEqual([
      411,
      expect.stringContaining("MissingContentLength"),
    ]);
  });

  test("an upload that breaks off leaves nothing", async () => {
    const files = () => readdir(path.join(local.root, "plain", "bodies"));
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
    await expect(get("broken")).rejects.toEqual(named("NoSuchKey", 404));
    await expect.poll(files).toEqual(before);
  });
});

describe("ranges", () => {
  beforeAll(() => put("digits", "0123456789"));
  test.each([
    ["bytes=2-5", "2345", "bytes 2-5/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-3", "789", "bytes 7-9/10"],
    ["bytes=5-99", "56789", "bytes 5-9/10"],
    ["bytes=-99", "0123456789", "bytes 0-9/10"],
  ])("%s is the bytes %s", async (Range, bytes, ContentRange) => {
    const got = await get("digits", { Range });
    expect(got.bytes.toString()).toBe(bytes);
    expect(got).toMatchObject({ ContentRange, $metadata: { httpStatusCode: 206 } });
  });
  test.each(["bytes=10-", "bytes=99-100", "bytes=-0"])("%s has no bytes: 416", async (Range) => {
    await expect(get("digits", { Range })).rejects.toEqual(named("InvalidRange", 416));
  });
  test.each(["bytes=5-2", "bytes=0-1,3-4", "rows=1-2"])("%s is the whole body", async (Range) => {
    const got = await get("digits", { Range });
    expect([got.$metadata.httpStatusCode, got.bytes.toString()]).toEqual([200, "0123456789"]);
  });
});

describe("conditional reads", () => {
  test("If-Match and If-None-Match go by the ETag, the dates by the second", async () => {
    const { ETag } = await put("read", "x");
    expect((await get("read", { IfMatch: ETag })).bytes.toString()).toBe("x");
    await expect(get("read", { IfMatch: '"other"' })).rejects.toEqual(
      named("PreconditionFailed", 412),
    );
    await expect(get("read", { IfNoneMatch: ETag })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    await expect(get("read", { IfModifiedSince: NOW })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    const earlier = new Date(NOW.getTime() - 5000);
    await expect(get("read", { IfUnmodifiedSince: earlier })).rejects.toEqual(
      named("PreconditionFailed", 412),
    );
    expect((await get("read", { IfModifiedSince: earlier })).bytes.toString()).toBe("x");
  });
});

describe("conditional writes", () => {
  test("If-None-Match: * writes only what is not there", async () => {
    await put("once", "first", { IfNoneMatch: "*" });
    await expect(put("once", "second", { IfNoneMatch: "*" })).rejects.toEqual(
      named("PreconditionFailed", 412),
    );
    expect((await get("once")).bytes.toString()).toBe("first");
  });

  test("If-Match writes only over the very object it names", async () => {
    await expect(put("swap", "x", { IfMatch: '"abc"' })).rejects.toEqual(named("NoSuchKey", 404));
    const { ETag } = await put("swap", "one");
    await put("swap", "two", { IfMatch: ETag });
    await expect(put("swap", "three", { IfMatch: ETag })).rejects.toEqual(
      named("PreconditionFailed", 412),
    );
    expect((await get("swap")).bytes.toString()).toBe("two");
  });

  test("of racing writers with If-None-Match: * one wins, and its bytes stay", async () => {
    for (let round = 0; round < 5; round++) {
      const outcomes = await Promise.allSettled(
        [1, 2, 3, 4].map((n) => put(`race-${round}`, `${n}`.repeat(200_000), { IfNoneMatch: "*" })),
      );
      const winners = outcomes.flatMap((o, i) => (o.status === "fulfilled" ? [i + 1] : []));
      expect(winners).toHaveLength(1);
      expect((await get(`race-${round}`)).bytes.toString()).toBe(`${winners[0]}`.repeat(200_000));
    }
  });

  test("If-None-Match with an ETag is refused by name", async () => {
    await expect(put("etag", "x", { IfNoneMatch: '"abc"' })).rejects.toEqual(
      named("NotImplemented", 501),
    );
  });

  test("a refused upload is refused before its bytes are asked for, and the client goes on", async () => {
    await put("big", "there");
    const headers = { expect: "100-continue", "content-length": 9_000_000, "if-none-match": "*" };
    const continued = await new Promise((resolve, reject) => {
      const request = http.request(local.url, { method: "PUT", path: "/plain/big", headers });
      request.on("continue", () => resolve("continued"));
      request.on("response", (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on("error", reject);
      request.flushHeaders();
    });
    expect(continued).toBe(412);
    await expect(put("big", someBytes(3_000_000), { IfNoneMatch: "*" })).rejects.toEqual(
      named("PreconditionFailed", 412),
    );
    await put("big", someBytes(3_000_000));
    expect((await get("big")).bytes.equals(someBytes(3_000_000))).toBe(true);
  });
});

describe("checksums", () => {
  const body = Buffer.from("123456789");
  /** The published check values of the text 123456789. */
  const good = {
    ChecksumCRC32: "y/Q5Jg==",
    ChecksumCRC32C: "4waSgw==",
    ChecksumCRC64NVME: "rosUhgp5mIg=",
    ChecksumSHA1: "98O8HYCOBHMq32eZZcypj4QgyPY=",
    ChecksumSHA256: "FeKw06zMEhLkjwMROVCbiBIUWRR+zHv8qLb/J1OvCFQ=",
  };
  test("each kind of checksum that fits is kept and given back", async () => {
    for (const [name, value] of Object.entries(good)) {
      await put("sum", body, { [name]: value });
      const got = await get("sum", { ChecksumMode: "ENABLED" });
      expect(got).toMatchObject({ [name]: value, ChecksumType: "FULL_OBJECT" });
    }
    const md5Base64 = createHash("md5").update(body).digest("base64");
    await put("sum", body, { ContentMD5: md5Base64 });
  });

  test.each([...Object.keys(good), "ContentMD5"])(
    "a %s that does not fit is refused, and nothing stored",
    async (name) => {
      const wrong = createHash("md5").update("other").digest("base64");
      const value = { ChecksumCRC32: "AAAAAA==", ChecksumCRC32C: "AAAAAA==" }[name] ?? wrong;
      await expect(put("bad sum", body, { [name]: value })).rejects.toEqual(
        named("BadDigest", 400),
      );
      await expect(get("bad sum")).rejects.toEqual(named("NoSuchKey", 404));
    },
  );

  test("a Content-MD5 of the wrong length is InvalidDigest", async () => {
    await expect(put("bad sum", body, { ContentMD5: "AAAA" })).rejects.toEqual(
      named("InvalidDigest", 400),
    );
  });

  test("a body other than the signed one is refused", async () => {
    const headers = { "x-amz-content-sha256": "0".repeat(64) };
    const answer = await raw({ method: "PUT", path: "/plain/tampered", headers }, "x");
    expect(answer.text).toContain("<Code>XAmzContentSHA256Mismatch</Code>");
  });

  const streamed = (framed: string, headers: http.OutgoingHttpHeaders) =>
    raw(
      {
        method: "PUT",
        path: "/plain/framed",
        headers: { "content-encoding": "aws-chunked", "content-length": framed.length, ...headers },
      },
      framed,
    );
  const signature = `;chunk-signature=${"a".repeat(64)}`;

  test("signed chunks, with and without a trailer, are taken off", async () => {
    const signed = `4${signature}\r\n1234\r\n5${signature}\r\n56789\r\n0${signature}\r\n`;
    const plain = await streamed(`${signed}\r\n`, {
      "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
      "x-amz-decoded-content-length": 9,
    });
    expect([plain.status, (await get("framed")).bytes.toString()]).toEqual([200, "123456789"]);
    const trailer = `x-amz-checksum-crc32c:4waSgw==\r\nx-amz-trailer-signature:${"b".repeat(64)}\r\n\r\n`;
    const trailed = await streamed(signed + trailer, {
      "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
      "x-amz-decoded-content-length": 9,
      "x-amz-trailer": "x-amz-checksum-crc32c",
    });
    expect(trailed.headers["x-amz-checksum-crc32c"]).toBe("4waSgw==");
  });

  test.each([
    ["BadDigest", "9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", 9],
    ["IncompleteBody", "9\r\n123456789\r\n0\r\n\r\n", 9],
    ["IncompleteBody", "9\r\n12345\r\n", 9],
    ["IncompleteBody", "3\r\n123456789\r\n0\r\n\r\n", 9],
    ["IncompleteBody", "9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", 10],
    ["IncompleteBody", "nine\r\n123456789\r\n0\r\n\r\n", 9],
  ])("a trailer or framing that is wrong is %s: %j", async (code, framed, length) => {
    const answer = await streamed(framed, {
      "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-decoded-content-length": length,
      "x-amz-trailer": "x-amz-checksum-crc32",
    });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(`<Code>${code}<`)]);
  });
});

describe("copies", () => {
  const copy = (more: object) =>
    local.s3.send(
      new CopyObjectCommand({
        Bucket: "plain",
        Key: "to",
        CopySource: "plain/from%20%C3%A5",
        ...more,
      }),
    );
  beforeAll(() => put("from å", "copied", { ContentType: "text/csv", Metadata: { a: "1" } }));

  test("a copy has the source's bytes and metadata", async () => {
    const { CopyObjectResult } = await copy({});
    const got = await get("to");
    expect(got).toMatchObject({ ContentType: "text/csv", Metadata: { a: "1" } });
    expect([got.bytes.toString(), got.ETag]).toEqual(["copied", CopyObjectResult?.ETag]);
  });

  test("with REPLACE it has the request's own", async () => {
    await copy({ MetadataDirective: "REPLACE", ContentType: "text/plain", Metadata: { b: "2" } });
    expect(await get("to")).toMatchObject({ ContentType: "text/plain", Metadata: { b: "2" } });
  });

  test("the source's conditions are kept to, and a missing source is named", async () => {
    await expect(copy({ CopySourceIfMatch: '"x"' })).rejects.toEqual(
      named("PreconditionFailed", 412),
    );
    await expect(copy({ CopySource: "plain/none" })).rejects.toEqual(named("NoSuchKey", 404));
    await expect(copy({ CopySource: "none/none" })).rejects.toEqual(named("NoSuchBucket", 404));
  });

  test("a copy onto itself must change something", async () => {
    await expect(copy({ Key: "from å" })).rejects.toEqual(named("InvalidRequest", 400));
    await copy({ Key: "from å", MetadataDirective: "REPLACE", Metadata: { c: "3" } });
    expect((await get("from å")).bytes.toString()).toBe("copied");
  });
});

describe("deletions", () => {
  test("a deleted object is gone; deleting what is not there is no error", async () => {
    await put("gone", "x");
    for (const Key of ["gone", "gone"])
      await local.s3.send(new DeleteObjectCommand({ Bucket: "plain", Key }));
    await expect(get("gone")).rejects.toEqual(named("NoSuchKey", 404));
  });

  test("many are deleted in one call", async () => {
    await Promise.all(["d/1 & <2>", "d/å", "d/3"].map((key) => put(key, "x")));
    const Objects = [{ Key: "d/1 & <2>" }, { Key: "d/å" }, { Key: "d/none" }];
    const { Deleted } = await local.s3.send(
      new DeleteObjectsCommand({ Bucket: "plain", Delete: { Objects } }),
    );
    expect(Deleted?.map(({ Key }) => Key)).toEqual(Objects.map(({ Key }) => Key));
    const left = await local.s3.send(new ListObjectsV2Command({ Bucket: "plain", Prefix: "d/" }));
    expect(left.Contents?.map(({ Key }) => Key)).toEqual(["d/3"]);
  });

  test("what is not XML is MalformedXML, and a body other than announced deletes nothing", async () => {
    await put("kept", "x");
    const request = { method: "POST", path: "/plain?delete" };
    for (const body of ["<Delete>", "no", "<Delete></Other>", "<Delete/>", "<Other></Other>", ""])
      expect((await raw(request, body)).text).toContain("<Code>MalformedXML</Code>");
    const headers = { "content-md5": createHash("md5").update("x").digest("base64") };
    const body = "<Delete><Object><Key>kept</Key></Object></Delete>";
    expect((await raw({ ...request, headers }, body)).text).toContain("<Code>BadDigest</Code>");
    expect((await get("kept")).bytes.toString()).toBe("x");
  });
});

describe("versions", () => {
  const Bucket = "versioned";
  const send = (Key: string, Body: string) =>
    local.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  const read = async (Key: string, VersionId?: string) =>
    (
      await local.s3.send(new GetObjectCommand({ Bucket, Key, VersionId }))
    ).Body?.transformToString();
  const list = async (Prefix: string) => {
    const { Versions = [], DeleteMarkers = [] } = await local.s3.send(
      new ListObjectVersionsCommand({ Bucket, Prefix }),
    );
    return { Versions, DeleteMarkers };
  };

  test("each write is a version of its own; a deletion hides them all and removes none", async () => {
    const first = await send("v", "one");
    const second = await send("v", "two");
    expect(first.VersionId).not.toBe(second.VersionId);
    const deletion = await local.s3.send(new DeleteObjectCommand({ Bucket, Key: "v" }));
    expect(deletion.DeleteMarker).toBe(true);
    await expect(read("v")).rejects.toEqual(named("NoSuchKey", 404));
    await expect(read("v", deletion.VersionId)).rejects.toEqual(named("MethodNotAllowed", 405));
    expect(await read("v", first.VersionId)).toBe("one");
    expect(await read("v", second.VersionId)).toBe("two");
    const { Versions, DeleteMarkers } = await list("v");
    expect(Versions.map((v) => [v.VersionId, v.IsLatest])).toEqual([
      [second.VersionId, false],
      [first.VersionId, false],
    ]);
    expect(DeleteMarkers).toMatchObject([{ VersionId: deletion.VersionId, IsLatest: true }]);
    const listed = await local.s3.send(new ListObjectsV2Command({ Bucket, Prefix: "v" }));
    expect(listed.Contents).toBeUndefined();
  });

  test("a deletion by version is for good; without its marker the object is back", async () => {
    const first = await send("w", "one");
    const second = await send("w", "two");
    const marker = await local.s3.send(new DeleteObjectCommand({ Bucket, Key: "w" }));
    const undo = await local.s3.send(
      new DeleteObjectCommand({ Bucket, Key: "w", VersionId: marker.VersionId }),
    );
    expect(undo.DeleteMarker).toBe(true);
    expect(await read("w")).toBe("two");
    await local.s3.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [{ Key: "w", VersionId: second.VersionId }] },
      }),
    );
    expect(await read("w")).toBe("one");
    await expect(read("w", second.VersionId)).rejects.toEqual(named("NoSuchVersion", 404));
    expect((await list("w")).Versions.map((v) => v.VersionId)).toEqual([first.VersionId]);
  });

  test("an old version can be copied from", async () => {
    const { VersionId } = await send("c", "old");
    await send("c", "new");
    const copied = await local.s3.send(
      new CopyObjectCommand({ Bucket, Key: "c", CopySource: `${Bucket}/c?versionId=${VersionId}` }),
    );
    expect(copied.CopySourceVersionId).toBe(VersionId);
    expect(await read("c")).toBe("old");
  });

  test("If-None-Match: * may write over a delete marker", async () => {
    await send("m", "x");
    await local.s3.send(new DeleteObjectCommand({ Bucket, Key: "m" }));
    await local.s3.send(new PutObjectCommand({ Bucket, Key: "m", Body: "y", IfNoneMatch: "*" }));
    expect(await read("m")).toBe("y");
  });

  test("versions are listed in pages that may break inside a key", async () => {
    for (let n = 0; n < 5; n++) await Promise.all(["p/a", "p/b"].map((key) => send(key, `${n}`)));
    const seen: string[] = [];
    let marker: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
    while (marker !== undefined) {
      const page: ListObjectVersionsCommandOutput = await local.s3.send(
        new ListObjectVersionsCommand({ Bucket, Prefix: "p/", MaxKeys: 3, ...marker }),
      );
      seen.push(...(page.Versions ?? []).map(({ Key, VersionId }) => `${Key} ${VersionId}`));
      marker = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
        : undefined;
    }
    const { Versions } = await list("p/");
    expect(seen).toEqual(Versions.map(({ Key, VersionId }) => `${Key} ${VersionId}`));
    expect(new Set(seen).size).toBe(10);
  });
});

describe("listings", () => {
  const Bucket = "another";
  beforeAll(async () => {
    const keys = Array.from({ length: 2500 }, (_, i) => `many/${String(i).padStart(5, "0")}`);
    for (const key of [
      ...keys,
      "tree/a",
      "tree/b/1",
      "tree/b/2",
      "tree/c",
      "tree/d/1",
      "u/\uffff",
      "u/🦌",
      "u/z +%",
    ]) {
      const answer = await raw({
        method: "PUT",
        path: `/another/${encodeURIComponent(key)}`,
        headers: { "content-length": 0 },
      });
      if (answer.status !== 200) throw new Error(answer.text);
    }
  });
  const v2 = (more: object) => local.s3.send(new ListObjectsV2Command({ Bucket, ...more }));
  const keysOf = (page: { Contents?: { Key?: string }[] | undefined }) =>
    (page.Contents ?? []).map(({ Key }) => Key);

  test("2,500 keys come in three pages of 1000, each key once, in order", async () => {
    const sizes: number[] = [];
    const seen: (string | undefined)[] = [];
    for await (const page of paginateListObjectsV2(
      { client: local.s3 },
      { Bucket, Prefix: "many/" },
    )) {
      sizes.push(page.KeyCount ?? 0);
      seen.push(...keysOf(page));
    }
    expect(sizes).toEqual([1000, 1000, 500]);
    expect(new Set(seen).size).toBe(2500);
    expect(seen).toEqual(seen.toSorted());
  });

  test("a delimiter rolls keys up, also over pages", async () => {
    const whole = await v2({ Prefix: "tree/", Delimiter: "/" });
    expect(keysOf(whole)).toEqual(["tree/a", "tree/c"]);
    expect(whole.CommonPrefixes).toEqual([{ Prefix: "tree/b/" }, { Prefix: "tree/d/" }]);
    const paged: string[] = [];
    const pages = paginateListObjectsV2(
      { client: local.s3, pageSize: 1 },
      { Bucket, Prefix: "tree/", Delimiter: "/" },
    );
    for await (const { Contents = [], CommonPrefixes = [] } of pages)
      paged.push(
        ...Contents.map(({ Key }) => Key ?? ""),
        ...CommonPrefixes.map((p) => p.Prefix ?? ""),
      );
    expect(paged).toEqual(["tree/a", "tree/b/", "tree/c", "tree/d/"]);
  });

  test("start-after, max-keys and the first version of the call do what they say", async () => {
    expect(keysOf(await v2({ StartAfter: "tree/b/1", MaxKeys: 2 }))).toEqual([
      "tree/b/2",
      "tree/c",
    ]);
    const none = await v2({ MaxKeys: 0 });
    expect([none.KeyCount, none.IsTruncated]).toEqual([0, false]);
    const v1 = await local.s3.send(
      new ListObjectsCommand({ Bucket, Prefix: "tree/", Delimiter: "/", MaxKeys: 2 }),
    );
    expect([keysOf(v1), v1.NextMarker, v1.IsTruncated]).toEqual([["tree/a"], "tree/b/", true]);
    const rest = await local.s3.send(
      new ListObjectsCommand({ Bucket, Prefix: "tree/", Delimiter: "/", Marker: v1.NextMarker }),
    );
    expect([keysOf(rest), rest.CommonPrefixes]).toEqual([["tree/c"], [{ Prefix: "tree/d/" }]]);
  });

  test("the order is that of UTF-8, and names are encoded on request", async () => {
    expect(keysOf(await v2({ Prefix: "u/" }))).toEqual(["u/z +%", "u/\uffff", "u/🦌"]);
    const encoded = keysOf(await v2({ Prefix: "u/", EncodingType: "url" }));
    expect(encoded).toEqual(["u/z%20%2B%25", "u/%EF%BF%BF", "u/%F0%9F%A6%8C"]);
  });

  test("a max-keys that is no number is refused", async () => {
    expect((await raw({ path: "/another?list-type=2&max-keys=ten" })).text).toContain(
      "InvalidArgument",
    );
  });
});

describe("what is not built", () => {
  test("a sub-resource, a method and a header are refused by name", async () => {
    await expect(
      local.s3.send(new GetObjectAclCommand({ Bucket: "plain", Key: "a.csv" })),
    ).rejects.toMatchObject({ name: "NotImplemented", message: expect.stringContaining("?acl") });
    const policy = await raw({ path: "/plain?policy" });
    expect([policy.status, policy.text]).toEqual([501, expect.stringContaining("?policy")]);
    const removal = await raw({ method: "DELETE", path: "/plain" });
    expect([removal.status, removal.text]).toEqual([
      501,
      expect.stringContaining("DELETE on a bucket"),
    ]);
    await expect(put("locked", "x", { ObjectLockLegalHoldStatus: "ON" })).rejects.toMatchObject({
      name: "NotImplemented",
      message: expect.stringContaining("x-amz-object-lock-legal-hold"),
    });
    await expect(get("locked")).rejects.toEqual(named("NoSuchKey", 404));
  });

  test("a path that is not percent-encoded UTF-8 is refused", async () => {
    expect((await raw({ path: "/plain/%ff" })).text).toContain("<Code>InvalidURI</Code>");
  });
});

describe("events", () => {
  test("each new object in a bucket with EventBridge is told once, before its writer is answered", async () => {
    local.events.length = 0;
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
      new CopyObjectCommand({ Bucket: "versioned", Key: "e/å 1.csv", CopySource: "plain/digits" }),
    );
    await put("silent", "x");
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
    const send = (s3: RunningS3, Bucket: string, Key: string, Body: string) =>
      s3.s3.send(new PutObjectCommand({ Bucket, Key, Body, Metadata: { n: Body } }));
    await send(before, "plain", "kept", "old");
    await send(before, "plain", "kept", "new");
    const first = await send(before, "versioned", "v", "one");
    await send(before, "versioned", "v", "two");
    const lastSequencer = before.events.at(-1)?.sequencer ?? "";
    const bucket = path.join(before.root, "plain");
    await appendFile(path.join(bucket, "log.ndjson"), '{"kind":"object","key":"torn');
    await writeFile(path.join(bucket, "bodies", "half-written"), "x");

    const after = await before.restart();
    try {
      const kept = await after.s3.send(new GetObjectCommand({ Bucket: "plain", Key: "kept" }));
      expect([await kept.Body?.transformToString(), kept.Metadata]).toEqual(["new", { n: "new" }]);
      const old = await after.s3.send(
        new GetObjectCommand({ Bucket: "versioned", Key: "v", VersionId: first.VersionId }),
      );
      expect(await old.Body?.transformToString()).toBe("one");
      expect(await readdir(path.join(bucket, "bodies"))).toHaveLength(1);
      await send(after, "versioned", "v", "three");
      expect((after.events.at(-1)?.sequencer ?? "") > lastSequencer).toBe(true);
    } finally {
      await after.stop();
    }
  });
});
