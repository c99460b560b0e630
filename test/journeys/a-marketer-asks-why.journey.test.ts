import { afterAll, beforeAll, expect, test } from "vitest";
import { decide } from "../../lib/app/operate.ts";
import { announce, withdraw } from "../../lib/cli/find-stack.ts";
import { aLivingShop } from "../builders/living-shop.ts";
import type { LivingShop } from "../builders/living-shop.ts";
import { runMain } from "../builders/run-main.ts";
import { aShopper, consentsCsv, customersCsv, ordersCsv, shoppers, smallShop } from "../builders/small-shop.ts";

let shop: LivingShop;
beforeAll(async () => {
  shop = await aLivingShop(
    smallShop({
      "segments/young-buyers.yaml": `
name: Young buyers
why: y
owner: crm@example.com
who:
  all:
    - orders: { count: { at-least: 2 }, spend: { at-least: 30 }, within: 24 months }
    - not: { age: { at-least: 40 } }
    - not: { orders: { average: { at-least: 100 } } }
exclude: [buyers-in-sweden]
to: [meta-main]
`,
      "segments/buyers-in-sweden.yaml": `
name: Swedes
why: y
owner: crm@example.com
who: { place: { country: SE } }
`,
    }),
    { now: new Date("2026-10-01T20:00:00Z"), log: (e) => { const t = JSON.stringify(e); if (!/invoked|api|request\"/.test(t) || /warn|ERROR/.test(t)) process.stdout.write(`${t.slice(0, 1500)}\n`); } },
  );
  const everybody = [
    ...shoppers(12),
    aShopper(13, { orders: 3, born: "1990-03-09", country: "FI" }),
    aShopper(14, { orders: 2, born: "1980-03-09", country: "SE" }),
    aShopper(15, { orders: 2, country: "SE", ads: "no" }),
    aShopper(16, { orders: 2, country: "FI", ads: "no" }),
    aShopper(17, { orders: 2, country: "FI", email: "" }),
    aShopper(18, { orders: 5, country: "FI", born: "2015-01-01" }),
  ];
  const before = "2026-10-01T10:00:00Z";
  await shop.drop("customers", "customers.csv", customersCsv(everybody, before));
  await shop.drop("orders", "orders.csv", ordersCsv(everybody, "2026-10-01"));
  await shop.drop("consents", "consents.csv", consentsCsv(everybody, before));
  await shop.night("2026-10-02T00:00:00Z");
  await shop.approveFirst();
  await shop.night("2026-10-03T00:00:00Z");
  await announce(shop.stack);
});
afterAll(async () => {
  await withdraw();
  await shop.stop();
});

test("look", async () => {
  void decide;
  void expect;
  const now = ["--now", "2026-10-04T00:00:00Z"];
  for (const words of [
    ["preview", "young-buyers", ...now],
    ["preview", "buyers", ...now],
    ["explain", "young-buyers", "C-1013", ...now],
    ["explain", "young-buyers", "C-1014", ...now, "--language", "fi"],
    ["explain", "young-buyers", "C-1016", ...now],
    ["explain", "young-buyers", "C-1017", ...now],
    ["explain", "young-buyers", "C-1018", ...now],
    ["explain", "young-byers", "C-1018", ...now],
    ["explain", "young-buyers", "00100", ...now],
    ["explain", "young-buyers", "C-1018", "--json", ...now],
    ["preview", "young-buyers", "--json", ...now],
  ]) {
    const t = Date.now();
    const { code, stdout, stderr } = await runMain(words, { DEBUG: "1" });
    process.stdout.write(`\n$ ${words.join(" ")}  [${code}] ${Date.now() - t} ms\n${stdout}${stderr}\n`);
  }
}, 120_000);
