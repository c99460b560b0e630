import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sqsSender } from "../../lib/adapters/aws/sqs-queue.ts";
import { arrivals } from "../../lib/app/operate-files.ts";
import { receiptOf } from "../../lib/app/operate.ts";
import { uploadFile } from "../../lib/app/upload-file.ts";
import type { FileId } from "../../lib/core/ids.ts";
import { objectCreatedMessage } from "../../lib/ingest/ingest-events.ts";
import { aLivingShop } from "../builders/living-shop.ts";
import type { LivingShop } from "../builders/living-shop.ts";
import { ordersCsv, shoppers, smallShop } from "../builders/small-shop.ts";

const nothingWaits = { lost: { count: 0, files: [] }, onTheirWay: [], overlooked: [] };

/** One story, told in order: nobody tells ingest of new objects, as if all events were lost. */
describe("a shop whose events get lost", () => {
  const desk = mkdtempSync(path.join(tmpdir(), "audience-desk-"));
  let shop: LivingShop;
  let id: FileId;
  const waiting = () => arrivals(shop.stores, shop.clock.now);
  beforeAll(async () => {
    shop = await aLivingShop(smallShop(), {
      now: new Date("2026-10-01T20:00:00Z"),
      disabledRules: ["UploadRule", "IngestRule"],
    });
    const file = path.join(desk, "orders.csv");
    writeFileSync(file, ordersCsv(shoppers(12), "2026-10-01"));
    id = await uploadFile(shop.stores, { dataset: "orders", path: file });
    await shop.cloud.idle();
  });
  afterAll(async () => {
    await shop.stop();
    rmSync(desk, { recursive: true });
  });

  test("a new file without a receipt is on its way, then overlooked", async () => {
    expect(await waiting()).toEqual({ ...nothingWaits, onTheirWay: ["orders/orders.csv"] });
    shop.clock.moveBy(16 * 60);
    expect(await waiting()).toEqual({ ...nothingWaits, overlooked: ["orders/orders.csv"] });
  });

  test("the night picks it up for the next one", async () => {
    const first = await shop.night("2026-10-02T00:00:00Z");
    expect(first.segments).toMatchObject([{ id: "buyers", size: 0 }]);
    await shop.cloud.idle();
    expect(await receiptOf(shop.stores, id)).toMatchObject({ status: "accepted", rows: 12 });
    expect(await waiting()).toEqual(nothingWaits);
    const second = await shop.night("2026-10-03T00:00:00Z");
    expect(second.segments).toMatchObject([{ id: "buyers", size: 12 }]);
    expect(await shop.stores.files.list()).toHaveLength(1);
  });

  test("a file that cannot be read however often ends among the lost, by its name", async () => {
    const send = sqsSender(shop.stores.clients.sqs(), shop.stack.outputs["IngestQueue"] ?? "");
    const gone = objectCreatedMessage({ key: "inbox/orders/gone.csv", version: undefined });
    for (const message of [gone, gone, "no event"]) await send(message);
    await shop.cloud.idle();
    expect(await waiting()).toEqual({
      ...nothingWaits,
      lost: { count: 3, files: ["orders/gone.csv"] },
    });
  });
});
