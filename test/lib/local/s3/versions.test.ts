import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { afterAll, describe, expect, test } from "vitest";
import { named, runS3 } from "./s3-server.ts";

const local = await runS3();
afterAll(() => local.stop());

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
