import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  type ChecksumAlgorithm,
  CompleteMultipartUploadCommand,
  type CompleteMultipartUploadCommandInput,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { afterAll, expect, test } from "vitest";
import { named, runS3, someBytes } from "./s3-server.ts";

const MiB = 1024 ** 2;
const Bucket = "versioned";

const local = await runS3();
afterAll(() => local.stop());

const get = async (Key: string) => {
  const got = await local.s3.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
  return { ...got, bytes: Buffer.from((await got.Body?.transformToByteArray()) ?? []) };
};
const start = async (Key: string, more: Partial<CreateMultipartUploadCommandInput> = {}) =>
  (await local.s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }))).UploadId ?? "";
const part = async (Key: string, UploadId: string, [PartNumber, Body]: [number, Buffer]) => ({
  PartNumber,
  ...(await local.s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }))),
});
const complete = (Key: string, UploadId: string, { Parts, ...more }: Completion) =>
  local.s3.send(
    new CompleteMultipartUploadCommand({
      Bucket,
      Key,
      UploadId,
      MultipartUpload: { Parts },
      ...more,
    }),
  );
type Completion = { Parts: object[] } & Partial<CompleteMultipartUploadCommandInput>;
const md5 = (bytes: Buffer) => createHash("md5").update(bytes).digest();

test("12 MB from a stream arrive in parts, byte for byte, with the ETag of parts and one event", async () => {
  const bytes = someBytes(12_000_000);
  local.events.length = 0;
  const params = { Bucket, Key: "big", Body: Readable.from(slices(bytes)), Metadata: { a: "1" } };
  const done = await new Upload({ client: local.s3, params }).done();
  const got = await get("big");
  expect(got.bytes.equals(bytes)).toBe(true);
  const cuts = [0, 5, 10].map((at) => md5(bytes.subarray(at * MiB, (at + 5) * MiB)));
  const etag = `${md5(Buffer.concat(cuts)).toString("hex")}-3`;
  expect(got).toMatchObject({ ETag: `"${etag}"`, VersionId: done.VersionId, Metadata: { a: "1" } });
  expect(local.events).toMatchObject([
    { key: "big", size: 12_000_000, etag, reason: "CompleteMultipartUpload" },
  ]);
  expect(await readdir(path.join(local.root, Bucket, "bodies"))).toHaveLength(1);
});

function* slices(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 70_000) yield bytes.subarray(at, at + 70_000);
}

test.each<[ChecksumAlgorithm, "COMPOSITE" | "FULL_OBJECT"]>([
  ["CRC32", "COMPOSITE"],
  ["CRC32C", "FULL_OBJECT"],
  ["CRC64NVME", "FULL_OBJECT"],
  ["SHA1", "COMPOSITE"],
  ["SHA256", "COMPOSITE"],
])("parts with %s checksums make a %s one", async (ChecksumAlgorithm, ChecksumType) => {
  const bytes = someBytes(6 * MiB);
  const UploadId = await start("sums", { ChecksumAlgorithm, ChecksumType });
  const send = async (PartNumber: number, Body: Buffer) => ({
    PartNumber,
    ...(await local.s3.send(
      new UploadPartCommand({ Bucket, Key: "sums", UploadId, PartNumber, Body, ChecksumAlgorithm }),
    )),
  });
  const parts = [await send(1, bytes.subarray(0, 5 * MiB)), await send(2, bytes.subarray(5 * MiB))];
  const done = await complete("sums", UploadId, { Parts: parts });
  const name = `Checksum${ChecksumAlgorithm}` as const;
  expect(done).toMatchObject({ ChecksumType, [name]: expect.any(String) });
  const whole = await local.s3.send(
    new PutObjectCommand({ Bucket, Key: "whole", Body: bytes, ChecksumAlgorithm }),
  );
  const composite = expect.stringMatching(/=-2$/);
  expect(done[name]).toEqual(ChecksumType === "FULL_OBJECT" ? whole[name] : composite);
  expect((await get("sums")).bytes.equals(bytes)).toBe(true);
});

test("parts may come in any order and again; only the listed ones make the object", async () => {
  const UploadId = await start("parts");
  const second = await part("parts", UploadId, [2, Buffer.from("end")]);
  await part("parts", UploadId, [1, Buffer.from("other")]);
  const first = await part("parts", UploadId, [1, someBytes(5 * MiB)]);
  await part("parts", UploadId, [3, Buffer.from("left out")]);
  const listed = await local.s3.send(
    new ListPartsCommand({ Bucket, Key: "parts", UploadId, MaxParts: 2 }),
  );
  expect(listed.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
    [1, 5 * MiB],
    [2, 3],
  ]);
  expect([listed.IsTruncated, listed.NextPartNumberMarker]).toEqual([true, "2"]);
  await complete("parts", UploadId, { Parts: [first, second] });
  const { bytes } = await get("parts");
  expect(bytes.equals(Buffer.concat([someBytes(5 * MiB), Buffer.from("end")]))).toBe(true);
});

test("a list of parts that is wrong is refused, and the upload goes on", async () => {
  const UploadId = await start("wrong");
  const one = await part("wrong", UploadId, [1, Buffer.from("small")]);
  const two = await part("wrong", UploadId, [2, Buffer.from("end")]);
  const refusals: [Completion, string][] = [
    [{ Parts: [two, one] }, "InvalidPartOrder"],
    [{ Parts: [one, two] }, "EntityTooSmall"],
    [{ Parts: [{ ...one, ETag: '"x"' }] }, "InvalidPart"],
    [{ Parts: [{ PartNumber: 9, ETag: one.ETag }] }, "InvalidPart"],
    [{ Parts: [] }, "MalformedXML"],
    [{ Parts: [one], MpuObjectSize: 99 }, "InvalidRequest"],
  ];
  for (const [parts, code] of refusals)
    await expect(complete("wrong", UploadId, parts)).rejects.toEqual(named(code, 400));
  await complete("wrong", UploadId, { Parts: [one] });
  expect((await get("wrong")).bytes.toString()).toBe("small");
});

test("an upload that is aborted, completed or unknown is NoSuchUpload, and its parts are gone", async () => {
  const bodies = () => readdir(path.join(local.root, Bucket, "bodies"));
  const before = await bodies();
  const UploadId = await start("gone");
  const one = await part("gone", UploadId, [1, Buffer.from("x")]);
  await local.s3.send(new AbortMultipartUploadCommand({ Bucket, Key: "gone", UploadId }));
  await expect(complete("gone", UploadId, { Parts: [one] })).rejects.toEqual(
    named("NoSuchUpload", 404),
  );
  await expect(part("gone", UploadId, [2, Buffer.from("y")])).rejects.toEqual(
    named("NoSuchUpload", 404),
  );
  await expect(part("gone", "unknown", [1, Buffer.from("y")])).rejects.toEqual(
    named("NoSuchUpload", 404),
  );
  expect(await bodies()).toEqual(before);
});

test("completing keeps to If-None-Match and If-Match", async () => {
  await local.s3.send(new PutObjectCommand({ Bucket, Key: "there", Body: "x" }));
  const UploadId = await start("there");
  const one = await part("there", UploadId, [1, Buffer.from("y")]);
  await expect(complete("there", UploadId, { Parts: [one], IfNoneMatch: "*" })).rejects.toEqual(
    named("PreconditionFailed", 412),
  );
  const { ETag } = await local.s3.send(new HeadObjectCommand({ Bucket, Key: "there" }));
  await complete("there", UploadId, { Parts: [one], IfMatch: ETag });
  expect((await get("there")).bytes.toString()).toBe("y");
});

test("of racing completions with If-None-Match: * one wins", async () => {
  const uploads = await Promise.all(
    ["a", "b", "c"].map(async (text) => {
      const UploadId = await start("raced");
      return { UploadId, one: await part("raced", UploadId, [1, Buffer.from(text)]) };
    }),
  );
  const outcomes = await Promise.allSettled(
    uploads.map(({ UploadId, one }) =>
      complete("raced", UploadId, { Parts: [one], IfNoneMatch: "*" }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a part may be copied from a range of another object", async () => {
  await local.s3.send(new PutObjectCommand({ Bucket, Key: "source", Body: "0123456789" }));
  const UploadId = await start("copied", { ChecksumAlgorithm: "CRC32" });
  const { CopyPartResult } = await local.s3.send(
    new UploadPartCopyCommand({
      Bucket,
      Key: "copied",
      UploadId,
      PartNumber: 1,
      CopySource: `${Bucket}/source`,
      CopySourceRange: "bytes=2-5",
    }),
  );
  await complete("copied", UploadId, { Parts: [{ PartNumber: 1, ...CopyPartResult }] });
  expect((await get("copied")).bytes.toString()).toBe("2345");
});

test("an upload that was begun goes on after a restart", async () => {
  const before = await runS3();
  const Key = "resumed";
  const { UploadId } = await before.s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const sent = await before.s3.send(
    new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: "kept" }),
  );
  const after = await before.restart();
  try {
    const Parts = [{ PartNumber: 1, ETag: sent.ETag }];
    await after.s3.send(
      new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
    );
    const got = await after.s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(await got.Body?.transformToString()).toBe("kept");
  } finally {
    await after.stop();
  }
});
