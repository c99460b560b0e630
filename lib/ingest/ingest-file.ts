import { createHash } from "node:crypto";
import { Conflict, InputProblem } from "../core/failure.ts";
import { type FileId, fileIdSchema } from "../core/ids.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { commitFile, readManifest } from "./commit-file.ts";
import {
  type ManifestEntry,
  type Receipt,
  fileRecordSchema,
  inboxPrefix,
  receiptKey,
  receiptSchema,
} from "./contract.ts";
import { type Unpacked, unpackFile } from "./open-file.ts";
import { planOddity } from "./plan-oddity.ts";
import { type Arrived, type IngestPorts, type Workbench } from "./ports.ts";
import { namedDataset, readInboxKey } from "./read-inbox-key.ts";
import { type KnownFile, judgeRows, writeLakeRows, writeQuarantine } from "./take-in-rows.ts";

/** One version of one inbox object, as its event names it. */
export interface InboxObject {
  readonly key: string;
  readonly version: string | undefined;
}

/** The same version of the same object is the same file, however often its event comes. */
export const fileIdOf = ({ key, version }: InboxObject): FileId =>
  fileIdSchema.parse(
    createHash("sha256").update(`${key}\n${version ?? ""}`).digest("hex").slice(0, 16),
  );

/** What a receipt says of a file's content. */
type Outcome = Omit<
  Receipt,
  "file" | "id" | "dataset" | "receivedAt" | "finishedAt" | "seconds"
>;

const unused = (
  status: Exclude<Receipt["status"], "accepted">,
  problem: string,
  about: { readonly rows?: number; readonly quarantine?: string | null } = {},
): Outcome => ({
  status,
  problem,
  rows: about.rows ?? null,
  accepted: 0,
  rejected: 0,
  skipped: 0,
  reasons: {},
  lines: {},
  completeness: {},
  unusable: {},
  quarantine: about.quarantine ?? null,
});

const problemText = ({ message, place }: InputProblem): string =>
  place?.line === undefined ? message : `line ${place.line}: ${message}`;

/** What reading a file depends on: under another map the same content is another file. */
function mapHashOf({ settings, datasets }: Workspace, dataset: KnownFile["dataset"]): string {
  const { timezone, currency, country, rates } = settings;
  return createHash("sha256")
    .update(JSON.stringify({ map: datasets[dataset], timezone, currency, country, rates }))
    .digest("hex");
}

const entryOf = (known: KnownFile, unpacked: Unpacked): Omit<ManifestEntry, "rows"> => ({
  id: fileIdSchema.parse(known.id),
  file: known.file,
  order: `${known.receivedAt} ${known.file}`,
  receivedAt: known.receivedAt,
  contentHash: unpacked.contentHash,
  mapHash: mapHashOf(known.workspace, known.dataset),
});

/** Everything from the unpacked file to the moment it counts. */
async function takeIn(
  ports: IngestPorts,
  bench: Workbench,
  { known, unpacked }: { readonly known: KnownFile; readonly unpacked: Unpacked },
): Promise<Outcome> {
  const entry = entryOf(known, unpacked);
  const { manifest } = await readManifest(ports, known.dataset);
  const others = manifest.files.filter(({ id }) => id !== entry.id);
  const twin = others.find(
    ({ contentHash, mapHash }) => contentHash === entry.contentHash && mapHash === entry.mapHash,
  );
  const judged = await judgeRows(bench, known, unpacked);
  const { counts } = judged;
  if (twin !== undefined) {
    return unused("duplicate", `its content already counts, as ${twin.file}`, counts);
  }
  const quarantine = await writeQuarantine(ports, bench, { known, unpacked, judged });
  const unusable = await writeLakeRows(ports, bench, { known, judged });
  const odd = planOddity(known.dataset, counts, {
    earlier: others,
    files: known.workspace.settings.files,
  });
  if (odd !== undefined) return unused("held", odd, { rows: counts.rows, quarantine });
  await commitFile(ports, known.dataset, { ...entry, rows: counts.rows });
  const { reasons, lines, completeness } = counts;
  return receiptSchema
    .pick({ status: true, problem: true, rows: true, accepted: true, rejected: true, skipped: true })
    .extend(
      receiptSchema.pick({ reasons: true, lines: true, completeness: true, unusable: true, quarantine: true }).shape,
    )
    .parse({
      ...counts,
      status: "accepted",
      problem: null,
      reasons,
      lines,
      completeness,
      unusable: { ...counts.unusable, ...unusable },
      quarantine,
    });
}
