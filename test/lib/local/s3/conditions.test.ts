import http from "node:http";
import { afterAll, describe, expect, test } from "vitest";
import { named, NOW, runS3, someBytes } from "./s3-server.ts";

const local = await runS3();
afterAll(() => local.stop());

describe("conditional reads", () => {
  test("If-Match and If-None-Match go by the ETag, the dates by the second", async () => {
    const { ETag } = await local.put("read", "x");
    expect((await local.get("read", { IfMatch: ETag })).bytes.toString()).toBe("x");
    await expect(local.get("read", { IfMatch: '"other"' })).rejects.toEqual(
      named("PreconditionFailed", 412),
    );
    await expect(local.get("read", { IfNoneMatch: ETag })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    await expect(local.get("read", { IfModifiedSince: NOW })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    const earlier = new Date(NOW.getTime() - 5000);
    await expect(local.get("read", { IfUnmodifiedSince: earlier })).rejects.toEqual(
      named("PreconditionFailed", 412),
    );
    expect((await local.get("read", { IfModifiedSince: earlier })).bytes.toString()).toBe("x");
  });
});

describe("conditional writes", () => {
  test("If-None-Match: * writes only what is not there", async () => {
    await local.put("once", "first", { IfNoneMatch: "*" });
    await expect(local.put("once", "second", { IfNoneMatch: "*" })).rejects.toEqual(
      named("PreconditionFailed", 412),
    );
    expect((await local.get("once")).bytes.toString()).toBe("first");
  });

  test("If-Match writes only over the very object it names", async () => {
    await expect(local.put("swap", "x", { IfMatch: '"abc"' })).rejects.toEqual(
      named("NoSuchKey", 404),
    );
    const { ETag } = await local.put("swap", "one");
    await local.put("swap", "two", { IfMatch: ETag });
    await expect(local.put("swap", "three", { IfMatch: ETag })).rejects.toEqual(
      named("PreconditionFailed", 412),
    );
    expect((await local.get("swap")).bytes.toString()).toBe("two");
  });

  test("of racing writers with If-None-Match: * one wins, and its bytes stay", async () => {
    for (let round = 0; round < 5; round++) {
      const outcomes = await Promise.allSettled(
        [1, 2, 3, 4].map((n) =>
          local.put(`race-${round}`, `${n}`.repeat(200_000), { IfNoneMatch: "*" }),
        ),
      );
      const winners = outcomes.flatMap((o, i) => (o.status === "fulfilled" ? [i + 1] : []));
      expect(winners).toHaveLength(1);
      expect((await local.get(`race-${round}`)).bytes.toString()).toBe(
        `${winners[0]}`.repeat(200_000),
      );
    }
  });

  test("If-None-Match with an ETag is refused by name", async () => {
    await expect(local.put("etag", "x", { IfNoneMatch: '"abc"' })).rejects.toEqual(
      named("NotImplemented", 501),
    );
  });

  test("a refused upload is refused before its bytes are asked for, and the client goes on", async () => {
    await local.put("big", "there");
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
    await expect(local.put("big", someBytes(3_000_000), { IfNoneMatch: "*" })).rejects.toEqual(
      named("PreconditionFailed", 412),
    );
    await local.put("big", someBytes(3_000_000));
    expect((await local.get("big")).bytes.equals(someBytes(3_000_000))).toBe(true);
  });
});
