import { PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { s3Inbox } from "../../../../lib/adapters/aws/s3-inbox.ts";
import { memoryObjects } from "../../../builders/memory-objects.ts";
import { NOW, type RunningS3, runS3 } from "../../local/s3/s3-server.ts";

let running: RunningS3;
beforeAll(async () => {
  running = await runS3();
});
afterAll(() => running.stop());

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test("the version that the event names is read, though a newer one is there", async () => {
  const put = async (Body: string) =>
    (
      await running.s3.send(
        new PutObjectCommand({ Bucket: "versioned", Key: "inbox/orders/a.csv", Body }),
      )
    ).VersionId;
  const first = await put("first");
  await put("second");
  const inbox = s3Inbox(running.s3, "versioned", memoryObjects());
  const arrived = await inbox.read("inbox/orders/a.csv", first);
  expect(await textOf(arrived.bytes)).toBe("first");
  expect(new Date(arrived.receivedAt).getTime()).toBe(Math.floor(NOW.getTime() / 1000) * 1000);
  expect(await textOf((await inbox.read("inbox/orders/a.csv", undefined)).bytes)).toBe("second");
});

test("an object that is gone is an error of AWS", async () => {
  const inbox = s3Inbox(running.s3, "versioned", memoryObjects());
  await expect(inbox.read("inbox/orders/gone.csv", undefined)).rejects.toMatchObject({
    name: "NotFound",
  });
});
