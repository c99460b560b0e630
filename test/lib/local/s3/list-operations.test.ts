import {
  ListObjectsCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runS3 } from "./s3-server.ts";

const local = await runS3();
afterAll(() => local.stop());

const keysOf = (page: { Contents?: { Key?: string }[] | undefined }) =>
  (page.Contents ?? []).map(({ Key }) => Key);

describe("listings", () => {
  const Bucket = "plain";
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
      const answer = await local.raw({
        method: "PUT",
        path: `/plain/${encodeURIComponent(key)}`,
        headers: { "content-length": 0 },
      });
      if (answer.status !== 200) throw new Error(answer.text);
    }
  });
  const v2 = (more: object) => local.s3.send(new ListObjectsV2Command({ Bucket, ...more }));
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
    expect(seen).toEqual(seen.toSorted((a = "", b = "") => (a < b ? -1 : 1)));
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
    expect((await local.raw({ path: "/plain?list-type=2&max-keys=ten" })).text).toContain(
      "InvalidArgument",
    );
  });
});
