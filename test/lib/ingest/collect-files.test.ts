import { expect, test } from "vitest";
import { collectFiles, filesWithoutReceipt } from "../../../lib/ingest/collect-files.ts";
import type { FileRecord } from "../../../lib/ingest/contract.ts";
import { fileIdOf } from "../../../lib/ingest/file-id.ts";
import type { ListedObject } from "../../../lib/ingest/ports.ts";
import type { Progress } from "../../../lib/ingest/progress.ts";
import { aRecord } from "../../builders/accepted-files.ts";
import { memoryRecords } from "../../builders/memory-records.ts";

const now = new Date("2026-11-24T03:00:00Z");
const minutesAgo = (minutes: number): string =>
  new Date(now.getTime() - minutes * 60_000).toISOString();
const anObject = (key: string, minutes = 60): ListedObject => ({
  key,
  version: `version of ${key}`,
  receivedAt: minutesAgo(minutes),
});

/** An inbox, of which ingest knows some objects. */
function anInbox(objects: readonly ListedObject[]) {
  const files = memoryRecords<FileRecord>();
  const progress = memoryRecords<Progress>();
  const asked: unknown[] = [];
  const ports = {
    inbox: {
      async *newest(prefix: string) {
        for (const object of objects) if (object.key.startsWith(prefix)) yield object;
      },
    },
    files,
    progress,
    request: async (object: unknown) => {
      asked.push(object);
    },
    now: () => now,
  };
  return { ports, files, progress, asked };
}

test("a file whose event was lost is asked for by key and version, once", async () => {
  const { ports, asked } = anInbox([anObject("inbox/orders/ä b+c.csv")]);
  expect(await collectFiles(ports)()).toEqual({
    collected: [fileIdOf(anObject("inbox/orders/ä b+c.csv"))],
  });
  expect(asked).toEqual([
    { key: "inbox/orders/ä b+c.csv", version: "version of inbox/orders/ä b+c.csv" },
  ]);
});

test("files that ingest knows are left alone, those with a receipt and those it is at", async () => {
  const [done, begun] = [anObject("inbox/orders/done.csv"), anObject("inbox/orders/begun.csv")];
  const { ports, files, progress, asked } = anInbox([done, begun]);
  await files.write(fileIdOf(done), aRecord("a"), 0);
  await progress.write(fileIdOf(begun), { parts: [], next: { at: 0, line: 1 } }, 0);
  expect(await collectFiles(ports)()).toEqual({ collected: [] });
  expect(asked).toEqual([]);
  expect(await filesWithoutReceipt(ports)).toMatchObject({ onTheirWay: [begun], lost: [] });
});

test("another version of a file that ingest knows is another file", async () => {
  const object = anObject("inbox/orders/a.csv");
  const { ports, files, asked } = anInbox([{ ...object, version: "newer" }]);
  await files.write(fileIdOf(object), aRecord("a"), 0);
  await collectFiles(ports)();
  expect(asked).toEqual([{ key: "inbox/orders/a.csv", version: "newer" }]);
});

test("a file of the last 15 minutes is on its way", async () => {
  const [young, old] = [anObject("inbox/orders/b.csv", 14.9), anObject("inbox/orders/a.csv", 15)];
  const { ports } = anInbox([young, old]);
  expect(await filesWithoutReceipt(ports)).toMatchObject({ onTheirWay: [young], lost: [old] });
});

test("folders and what lies beside the inbox are no files", async () => {
  const keys = ["inbox/orders/", "inbox/", "quarantine/orders/a-1.csv"];
  const { ports } = anInbox(keys.map((key) => anObject(key)));
  expect(await collectFiles(ports)()).toEqual({ collected: [] });
});

test("an inbox of any size is gone through whole", async () => {
  const names = Array.from({ length: 60 }, (_, at) => `inbox/orders/${at}.csv`);
  const { ports, asked } = anInbox(names.map((name) => anObject(name)));
  expect(new Set((await collectFiles(ports)()).collected).size).toBe(60);
  expect(asked).toHaveLength(60);
});
