import { CopyObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { named, runS3 } from "./s3-server.ts";

const local = await runS3();
afterAll(() => local.stop());

const copy = (more: object) =>
  local.s3.send(
    new CopyObjectCommand({
      Bucket: "plain",
      Key: "to",
      CopySource: "plain/from%20%C3%A5",
      ...more,
    }),
  );
describe("copies", () => {
  beforeAll(() => local.put("from å", "copied", { ContentType: "text/csv", Metadata: { a: "1" } }));

  test("a copy has the source's bytes and metadata", async () => {
    const { CopyObjectResult } = await copy({});
    const got = await local.get("to");
    expect(got).toMatchObject({ ContentType: "text/csv", Metadata: { a: "1" } });
    expect([got.bytes.toString(), got.ETag]).toEqual(["copied", CopyObjectResult?.ETag]);
  });

  test("with REPLACE it has the request's own", async () => {
    await copy({ MetadataDirective: "REPLACE", ContentType: "text/plain", Metadata: { b: "2" } });
    expect(await local.get("to")).toMatchObject({
      ContentType: "text/plain",
      Metadata: { b: "2" },
    });
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
    expect((await local.get("from å")).bytes.toString()).toBe("copied");
  });
});
