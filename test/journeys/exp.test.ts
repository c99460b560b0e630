import { test } from "vitest";
import { aLivingShop } from "../builders/living-shop.ts";
import { shoppers, smallShop, customersCsv, ordersCsv, consentsCsv } from "../builders/small-shop.ts";
const t0=performance.now(); const lap=(w:string)=>console.log(w,Math.round(performance.now()-t0));
test("x", async () => {
  lap("start");
  const shop = await aLivingShop(smallShop(), { now: new Date("2026-11-20T01:00:00Z"), log: (e)=>console.log(JSON.stringify(e).slice(0,1500)) });
  lap("open");
  const p = shoppers(12);
  await shop.drop("customers","c.csv",customersCsv(p,"2026-11-19T10:00:00Z")); lap("c");
  await shop.drop("orders","o.csv",ordersCsv(p,"2026-11-19")); lap("o");
  await shop.drop("consents","k.csv",consentsCsv(p,"2026-11-19T10:00:00Z")); lap("k");
  await shop.approveFirst();
  const r = await shop.night("2026-11-21T01:00:00Z"); lap("n1");
  console.log(JSON.stringify(r.audiences,null,1), r.findings, r.error);
  await shop.night("2026-11-22T01:00:00Z"); lap("n2");
  await shop.stop(); lap("stop");
}, 15000);
