import * as z from "zod";
import { computeInFolder } from "../../app/compute-in-folder.ts";
import { benchNow, folderWith, segments } from "./compute-workspace.ts";

/** A process of its own: computes the fifty segments of a folder's company, and says how long and how much memory it took. */

const [folder] = z.tuple([z.string()]).parse(process.argv.slice(2));
const began = performance.now();
const sizes = await computeInFolder({ folder, definitions: folderWith(segments), now: benchNow });
const seconds = (performance.now() - began) / 1000;
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ seconds, peakMb, sizes }));
