import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunReport } from "../../lib/insight/contract.ts";
import type { FaultName } from "../../lib/sandbox/faults.ts";
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
import type { Shopper } from "../builders/small-shop.ts";

/** Meta's call that moves members. */
const moving = "/users";
const meta = "buyers@meta-main";
const google = "buyers@google-main";
const hashesOf = (of: readonly Shopper[]): readonly string[] =>
  of.map(({ email }) => sha256(email)).toSorted();

/** One story, told in order: Meta misbehaves night after night, Google never notices. */
describe("a platform's bad nights", () => {
  let shop: LivingShop;
  beforeAll(async () => {
    shop = await aLivingShop(smallShop(), { now: new Date("2026-10-01T20:00:00Z") });
    await shop.approveFirst();
    await arrive(shoppers(12), "2026-10-01");
  });
  afterAll(() => shop.stop());

  const arrive = async (of: readonly Shopper[], day: string): Promise<void> => {
    await shop.drop("customers", "customers.csv", customersCsv(of, `${day}T10:00:00Z`));
    await shop.drop("orders", "orders.csv", ordersCsv(of, day));
    await shop.drop("consents", "consents.csv", consentsCsv(of, `${day}T10:00:00Z`));
  };
  /** The first calls that move members at Meta fail so. */
  const nightWith = (at: string, ...faults: readonly FaultName[]): Promise<RunReport> => {
    shop.sandbox.faults.plan(
      faults.map((fault, before) => ({ match: { path: moving, nth: before + 1 }, fault })),
    );
    return shop.night(at);
  };

  test("while Meta answers with error pages all night, Google gets its audience, and the report says so", async () => {
    const pages = Array.from({ length: 40 }, () => "html" as const);
    const report = await nightWith("2026-10-02T00:00:00Z", ...pages);
    expect(report.outcome).toBe("finished");
    expect(audienceIn(report, google)).toMatchObject({ state: "in-sync", added: 12 });
    expect(shop.emailsAtGoogle("Buyers")).toEqual(hashesOf(shoppers(12)));
    expect(audienceIn(report, meta)).toMatchObject({
      state: "failed",
      added: 0,
      failure: { code: "unknown-outcome" },
    });
    expect(shop.emailsAtMeta("Buyers")).toEqual([]);
  });

  test("with an expired token Meta is not tried again, and a person is told what to do", async () => {
    await arrive([aShopper(13)], "2026-10-02");
    const report = await nightWith("2026-10-03T00:00:00Z", "token-expired");
    const { state, failure, requests } = audienceIn(report, meta);
    expect({ state, code: failure?.code, requests }).toEqual({
      state: "failed",
      code: "token",
      requests: 1,
    });
    expect(failure?.message).toMatch(/put it into the secret/);
    expect(shop.emailsAtGoogle("Buyers")).toEqual(hashesOf(shoppers(13)));
  });

  test("the night after, Meta has everybody, though one answer was lost on the way", async () => {
    const report = await nightWith("2026-10-04T00:00:00Z", "drop-after");
    expect(audienceIn(report, meta)).toMatchObject({
      state: "in-sync",
      added: 13,
      failure: null,
    });
    expect(shop.emailsAtMeta("Buyers")).toEqual(hashesOf(shoppers(13)));
    expect(audienceIn(report, google)).toMatchObject({ added: 0, requests: 0 });
    expect((report.findings ?? []).filter(({ status }) => status === "finding")).toEqual([]);
  });

  test("who withdraws leaves, and who comes arrives, through an error page, a lost answer and throttling", async () => {
    const withdrawn = aShopper(1, { ads: "no" });
    await shop.drop("consents", "no.csv", consentsCsv([withdrawn], "2026-10-04T10:00:00Z"));
    await arrive([aShopper(14)], "2026-10-04");
    const report = await nightWith("2026-10-05T00:00:00Z", "html", "drop-after", "throttle");
    const there = hashesOf(shoppers(13, 2));
    expect(shop.emailsAtMeta("Buyers")).toEqual(there);
    expect(shop.emailsAtGoogle("Buyers")).toEqual(there);
    for (const id of [meta, google]) {
      expect(audienceIn(report, id)).toMatchObject({
        state: "in-sync",
        added: 1,
        removed: 1,
        failure: null,
      });
    }
  });
});
