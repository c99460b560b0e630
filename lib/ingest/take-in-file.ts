import { createHash } from "node:crypto";
import { fileIdSchema } from "../core/ids.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { commitFile, readManifest } from "./commit-file.ts";
import type { ManifestEntry, Receipt } from "./contract.ts";
import { type Outcome, outcomeSchema } from "./outcome.ts";
import { type Unpacked, unpackFile } from "./open-file.ts";
import { planOddity } from "./plan-oddity.ts";
import type { Arrived, IngestPorts, Workbench } from "./ports.ts";
import {
  type JudgedFile,
  type KnownFile,
  judgeRows,
  writeLakeRows,
  writeQuarantine,
} from "./take-in-rows.ts";

/** What reading a file depends on: under another map the same content is another file. */
function mapHashOf({ settings, datasets }: Workspace, dataset: KnownFile["dataset"]): string {
  const { timezone, currency, country, rates } = settings;
  return createHash("sha256")
    .update(JSON.stringify({ map: datasets[dataset], timezone, currency, country, rates }))
    .digest("hex");
}

const entryOf = (known: KnownFile, { contentHash }: Unpacked): Omit<ManifestEntry, "rows"> => ({
  id: fileIdSchema.parse(known.id),
  file: known.file,
  order: `${known.receivedAt} ${known.file}`,
  receivedAt: known.receivedAt,
  contentHash,
  mapHash: mapHashOf(known.workspace, known.dataset),
});

/** The outcome of a file whose rows are not used. */
const withoutRows = (
  status: Exclude<Receipt["status"], "accepted">,
  problem: string,
  about: { readonly rows?: number; readonly quarantine?: string | null },
): Outcome => outcomeSchema.parse({ status, problem, ...about });

/** A file as a whole is of no use. */
export const rejectedFor = (problem: string): Outcome => withoutRows("rejected", problem, {});

/** What the manifest says of a file: it counts already, or something says that it should not. */
async function standing(
  ports: IngestPorts,
  entry: Omit<ManifestEntry, "rows">,
  { known, judged }: { readonly known: KnownFile; readonly judged: JudgedFile },
): Promise<{ readonly twin?: string | undefined; readonly odd?: string | undefined }> {
  const { manifest } = await readManifest(ports, known.dataset);
  if (manifest.files.some(({ id }) => id === entry.id)) return {};
  const twin = manifest.files.find(
    ({ contentHash, mapHash }) => contentHash === entry.contentHash && mapHash === entry.mapHash,
  );
  const about = { earlier: manifest.files, files: known.workspace.settings.files };
  return { twin: twin?.file, odd: planOddity(known.dataset, judged.counts, about) };
}

/**
 * Everything from an inbox object to the moment it counts. A crash anywhere leaves the whole file or
 * nothing; again is harmless. Throws `InputProblem` for what makes the whole file unusable.
 */
export async function takeInFile(
  ports: IngestPorts,
  bench: Workbench,
  { known, arrived }: { readonly known: KnownFile; readonly arrived: Arrived },
): Promise<Outcome> {
  const { encoding } = known.workspace.datasets[known.dataset].files;
  const unpacked = await unpackFile(bench.scratch, arrived, {
    compressed: known.compressed,
    encoding,
  });
  const entry = entryOf(known, unpacked);
  const judged = await judgeRows(bench, known, unpacked);
  const { counts } = judged;
  const { twin, odd } = await standing(ports, entry, { known, judged });
  if (twin !== undefined) {
    return withoutRows("duplicate", `its content already counts, as ${twin}`, {
      rows: counts.rows,
    });
  }
  const quarantine = await writeQuarantine(ports, bench, { known, unpacked, judged });
  const unusable = await writeLakeRows(ports, bench, { known, judged });
  if (odd !== undefined) return withoutRows("held", odd, { rows: counts.rows, quarantine });
  await commitFile(ports, known.dataset, { ...entry, rows: counts.rows });
  return outcomeSchema.parse({
    ...counts,
    status: "accepted",
    unusable: { ...counts.unusable, ...unusable },
    quarantine,
  });
}
