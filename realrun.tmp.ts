import { readFileSync } from "node:fs";
import { ingestBench, aWorkspace } from "./test/builders/ingest-bench.ts";
import { ingestFile } from "./lib/ingest/ingest-file.ts";
import { readWorkspace } from "./lib/workspace/read-workspace.ts";
const dir="/work/shared/workspaces/online-retail/";
const w = readWorkspace(Object.fromEntries(["workspace.yaml","destinations.yaml","datasets/orders.yaml"].map(f=>[f,readFileSync(dir+f,"utf8")])));
if(!w.workspace) throw new Error(JSON.stringify(w.problems));
const bench = ingestBench(w.workspace);
const ports = {...bench.ports, now: ()=>new Date()};
for (const [d,f] of [["customers","customers.csv.gz"],["orders","online_retail_2010-2011.csv.gz"],["consents","consents.csv.gz"]] as const) {
  const r = await ingestFile(ports)(bench.drop(`${d}/${f}`, {path:`/work/shared/data/online-retail/${f}`}));
  console.log(JSON.stringify(r), Math.round(process.resourceUsage().maxRSS/1024)+"MB");
}
for (const [k,v] of bench.lake.contents) console.log(k, v.length);
for (const [k,v] of bench.inbox.contents) console.log(k, v.length);
