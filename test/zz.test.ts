import { test } from "vitest";
import { momentOf } from "../lib/ingest/typed-cells.ts";
import { slowMomentBy } from "./lib/ingest/slow-cells.ts";
import { differing, text, valuesOf } from "./builders/value-of-each.ts";
test("x", async () => {
  const tz="Europe/Helsinki"; const format="%Y-%m-%d %H:%M:%S";
  for (const [from,to] of [[1900,2200],[2000,2040],[1900,1960],[2100,2200],[2040,2200]] as const) {
  const cells=Array.from({length:300},()=>new Date(Date.UTC(from,0,1)+Math.random()*(Date.UTC(to,0,1)-Date.UTC(from,0,1))).toISOString().replace("T"," ").slice(0,19));
  let t=performance.now(); await valuesOf(momentOf(text,{format,timezone:tz}),cells); console.log(from,to,"fast",performance.now()-t);
  t=performance.now(); await valuesOf(slowMomentBy(text,format,tz),cells); console.log("slow",performance.now()-t);
  t=performance.now(); await differing(cells,momentOf(text,{format,timezone:tz}),slowMomentBy(text,format,tz)); console.log("both",performance.now()-t);
  }
});
