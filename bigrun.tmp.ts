import { ingestBench } from "./test/builders/ingest-bench.ts";
import { ingestFile } from "./lib/ingest/ingest-file.ts";
const bench = ingestBench(); const ports = {...bench.ports, lake: {...bench.lake, upload: async()=>{}}, now: ()=>new Date()};
const [d,f]=process.argv.slice(2);
let peak=0; const iv=setInterval(()=>{peak=Math.max(peak,process.memoryUsage().rss)},50);
const r = await ingestFile(ports)(bench.drop(`${d}/a.csv`, {path:f!}));
clearInterval(iv);
console.log(r.status, r.problem, r.rows, r.accepted, r.reasons, r.unusable, r.seconds+"s", Math.round(process.resourceUsage().maxRSS/1024)+"MB");
