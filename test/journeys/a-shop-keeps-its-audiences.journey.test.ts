import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decide } from "../../lib/app/operate.ts";
import type { RunReport } from "../../lib/insight/contract.ts";
import { sha256 } from "../builders/gift-shop-people.ts";
import { aLivingShop, audienceIn } from "../builders/living-shop.ts";
import type { LivingShop } from "../builders/living-shop.ts";
import {
  aShopper,
  consentsCsv,
  customersCsv,
  ordersCsv,
  shoppers,
  smallShop,
} from "../builders/small-shop.ts";

/** Bought within a month: members leave by themselves as the nights pass. */
const monthly = smallShop({
  "segments/buyers.yaml": `
name: Buyers
why: Bought within a month
owner: crm@example.com
who: { orders: { within: 30 days } }
to: [meta-main, google-main]
`,
});
const both = ["buyers@meta-main", "buyers@google-main"] as const;
const hashesOf = (...emails: readonly string[]): readonly string[] => emails.map(sha256).toSorted();
const emailsOf = (numbers: readonly number[]): readonly string[] =>
  numbers.map((number) => `shopper${number}@example.com`);
const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, at) => at + 1);

/** One story, told in order: each night goes on from the one before. */
describe("a small shop's nights", () => {
  let shop: LivingShop;
  let report: RunReport;
  beforeAll(async () => {
    shop = await aLivingShop(monthly, { now: new Date("2026-10-01T20:00:00Z") });
    const everybody = shoppers(12);
    const before = "2026-10-01T10:00:00Z";
    await shop.drop("customers", "customers.csv", customersCsv(everybody, before));
    await shop.drop("orders", "orders.csv", ordersCsv(everybody, "2026-10-01"));
    await shop.drop("consents", "consents.csv", consentsCsv(everybody, before));
    report = await shop.night("2026-10-02T00:00:00Z");
  });
  afterAll(() => shop.stop());

  const expectBoth = (emails: readonly string[]): void => {
    expect(shop.emailsAtMeta("Buyers")).toEqual(hashesOf(...emails));
    expect(shop.emailsAtGoogle("Buyers")).toEqual(hashesOf(...emails));
  };
  const approveAll = async (guard: string): Promise<void> => {
    for (const audience of both) {
      const decision = { decision: "approved", by: "crm", because: null } as const;
      await decide(shop.stores, shop.clock.now)(`${audience}.${guard}`, decision);
    }
  };

  test("a first push is held, and nothing is sent", () => {
    expect(report.night.written).toBe(12);
    for (const id of both) {
      expect(audienceIn(report, id)).toMatchObject({
        state: "held",
        held: { guard: "first", was: 0, wouldBe: 12 },
        added: 0,
        requests: 0,
      });
    }
    expectBoth([]);
  });

  test("approved, the next night sends it whole, and writes nothing anew", async () => {
    await approveAll("first");
    report = await shop.night("2026-10-03T00:00:00Z");
    expect(report.night.written).toBe(0);
    for (const id of both)
      expect(audienceIn(report, id)).toMatchObject({ state: "in-sync", added: 12, requests: 1 });
    expectBoth(emailsOf(upTo(12)));
  });

  test("a night on which nothing changed writes nothing and sends nothing", async () => {
    report = await shop.night("2026-10-04T00:00:00Z");
    expect(report.night.written).toBe(0);
    for (const id of both)
      expect(audienceIn(report, id)).toMatchObject({ added: 0, unchanged: 12, requests: 0 });
    expect(report.holds).toEqual([]);
  });

  test("a file dropped again is a duplicate, whatever it is called", async () => {
    const again = ordersCsv(shoppers(12), "2026-10-01");
    const receipt = await shop.drop("orders", "the-same.csv", again);
    expect(receipt).toMatchObject({ status: "duplicate", rows: 12, accepted: 0, rejected: 0 });
  });

  test("a file whose end is missing is refused whole", async () => {
    const whole = gzipSync(ordersCsv(shoppers(200, 500), "2026-10-04"));
    const half = whole.subarray(0, Math.floor(whole.length / 2));
    const receipt = await shop.drop("orders", "half.csv.gz", half);
    expect(receipt).toMatchObject({ status: "rejected", rows: null, accepted: 0 });
    expect(receipt.problem).not.toBe(null);
  });

  test("the next night moves only the difference: two newcomers and a changed e-mail", async () => {
    const moved = aShopper(1, { email: "moved@example.net" });
    const newcomers = shoppers(2, 13);
    const at = "2026-10-04T10:00:00Z";
    await shop.drop("customers", "changes.csv", customersCsv([moved, ...newcomers], at));
    await shop.drop("orders", "new-orders.csv", ordersCsv(newcomers, "2026-10-04"));
    await shop.drop("consents", "new-consents.csv", consentsCsv(newcomers, at));
    report = await shop.night("2026-10-05T00:00:00Z");
    expect(report.night.written).toBe(2);
    for (const id of both) {
      const audience = audienceIn(report, id);
      expect(audience).toMatchObject({ state: "in-sync", added: 3, unchanged: 11 });
      expect(audience.requests).toBeLessThanOrEqual(2);
    }
    expectBoth(["moved@example.net", ...emailsOf(upTo(14).slice(1))]);
  });

  test("when an audience would shrink too far it is held, but who withdrew leaves all the same", async () => {
    const withdrawn = [aShopper(13, { ads: "no" })];
    shop.clock.moveBy(0);
    await shop.drop("consents", "no.csv", consentsCsv(withdrawn, "2026-10-05T10:00:00Z"));
    report = await shop.night("2026-11-02T00:00:00Z");
    for (const id of both) {
      expect(audienceIn(report, id)).toMatchObject({
        state: "held",
        held: { guard: "shrink", was: 13, wouldBe: 1 },
        removed: 1,
        withdrawn: 1,
      });
    }
    expectBoth(["moved@example.net", ...emailsOf([...upTo(12).slice(1), 14])]);
    expect(report.holds.map(({ hold }) => hold)).toEqual(
      expect.arrayContaining(both.map((id) => `${id}.shrink`)),
    );
  });

  test("approved, it shrinks; nothing has drifted", async () => {
    await approveAll("shrink");
    report = await shop.night("2026-11-02T12:00:00Z");
    expectBoth(emailsOf([14]));
    expect((report.findings ?? []).filter(({ status }) => status === "finding")).toEqual([]);
  });
});
