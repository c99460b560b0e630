import { createHash } from "node:crypto";
import type http from "node:http";
import { afterAll, describe, expect, test } from "vitest";
import { named, runS3 } from "./s3-server.ts";

const local = await runS3();
afterAll(() => local.stop());

const streamed = (framed: string, headers: http.OutgoingHttpHeaders) =>
  local.raw(
    {
      method: "PUT",
      path: "/plain/framed",
      headers: { "content-encoding": "aws-chunked", "content-length": framed.length, ...headers },
    },
    framed,
  );
describe("checksums", () => {
  const body = Buffer.from("123456789");
  /** The published check values of the text 123456789. */
  const good = {
    ChecksumCRC32: "y/Q5Jg==",
    ChecksumCRC32C: "4waSgw==",
    ChecksumCRC64NVME: "rosUhgp5mIg=",
    ChecksumSHA1: "98O8HYCOBHMq32eZZczDTKeuNEE=",
    ChecksumSHA256: "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=",
  };
  test("each kind of checksum that fits is kept and given back", async () => {
    for (const [name, value] of Object.entries(good)) {
      await local.put("sum", body, { [name]: value });
      const got = await local.get("sum", { ChecksumMode: "ENABLED" });
      expect(got).toMatchObject({ [name]: value, ChecksumType: "FULL_OBJECT" });
    }
    const md5Base64 = createHash("md5").update(body).digest("base64");
    await local.put("sum", body, { ContentMD5: md5Base64 });
  });

  test.each([...Object.keys(good), "ContentMD5"])(
    "a %s that does not fit is refused, and nothing stored",
    async (name) => {
      const wrong = createHash("md5").update("other").digest("base64");
      const value = { ChecksumCRC32: "AAAAAA==", ChecksumCRC32C: "AAAAAA==" }[name] ?? wrong;
      await expect(local.put("bad sum", body, { [name]: value })).rejects.toEqual(
        named("BadDigest", 400),
      );
      await expect(local.get("bad sum")).rejects.toEqual(named("NoSuchKey", 404));
    },
  );

  test("a Content-MD5 of the wrong length is InvalidDigest", async () => {
    await expect(local.put("bad sum", body, { ContentMD5: "AAAA" })).rejects.toEqual(
      named("InvalidDigest", 400),
    );
  });

  test("a body other than the signed one is refused", async () => {
    const headers = { "x-amz-content-sha256": "0".repeat(64) };
    const answer = await local.raw({ method: "PUT", path: "/plain/tampered", headers }, "x");
    expect(answer.text).toContain("<Code>XAmzContentSHA256Mismatch</Code>");
  });

  const signature = `;chunk-signature=${"a".repeat(64)}`;

  test("signed chunks, with and without a trailer, are taken off", async () => {
    const signed = `4${signature}\r\n1234\r\n5${signature}\r\n56789\r\n0${signature}\r\n`;
    const plain = await streamed(`${signed}\r\n`, {
      "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
      "x-amz-decoded-content-length": 9,
    });
    expect([plain.status, (await local.get("framed")).bytes.toString()]).toEqual([
      200,
      "123456789",
    ]);
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
