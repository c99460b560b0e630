import * as z from "zod";
import { ingestInFolder } from "../../app/ingest-in-folder.ts";
import { benchWorkspace } from "./make-files.ts";

/** A process of its own: takes in one file of a folder's inbox, and says how much memory it needed, in MB. */

const [folder, file] = z.tuple([z.string(), z.string()]).parse(process.argv.slice(2));
const { status } = await ingestInFolder(folder, benchWorkspace)(file);
if (status !== "accepted") throw new Error(`the file is ${status}`);
process.stdout.write(JSON.stringify({ peakMb: process.resourceUsage().maxRSS / 1024 }));
