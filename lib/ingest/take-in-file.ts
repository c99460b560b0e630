import { createHash } from "node:crypto";
import type { Dataset } from "../core/dataset.ts";
import { Conflict } from "../core/failure.ts";
import { fileIdSchema } from "../core/ids.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { commitFile, readManifest } from "./commit-file.ts";
import { compareWithBefore } from "./compare-with-before.ts";
import { type HeldFile, type ManifestEntry, type Receipt, countingFiles } from "./contract.ts";
import { findMassWithdrawal } from "./find-mass-withdrawal.ts";
import type { KnownFile } from "./judge-rows.ts";
import { mergeParts } from "./merge-parts.ts";
import { type Outcome, outcomeSchema } from "./outcome.ts";
import { planOddity } from "./plan-oddity.ts";
import type { Arrived, IngestPorts, Workbench } from "./ports.ts";
import type { PartOutcome } from "./progress.ts";
import { type SurveyedFile, surveyFile } from "./survey-file.ts";
import { type TimeLeft, takeInParts } from "./take-in-parts.ts";
import { writeErasures } from "./write-erasures.ts";

/** What reading a file depends on: under another map the same content is another file. */
function mapHashOf({ settings, datasets }: Workspace, dataset: Dataset): string {
  const { timezone, currency, country, rates } = settings;
  return createHash("sha256")
    .update(JSON.stringify({ map: datasets[dataset], timezone, currency, country, rates }))
    .digest("hex");
}

/** A file as the manifest will know it, but for what its rows tell. */
type Candidate = Omit<ManifestEntry, "rows" | "parts">;

function candidateOf(known: KnownFile, { contentHash }: SurveyedFile): Candidate {
  const map = known.workspace.datasets[known.dataset];
  return {
    id: fileIdSchema.parse(known.id),
    file: known.file,
    order: `${known.receivedAt} ${known.file}`,
    receivedAt: known.receivedAt,
    contentHash,
    mapHash: mapHashOf(known.workspace, known.dataset),
    full: map.mode === "full",
    consents: Object.keys(map.consents).length > 0,
    people: Object.values(map.columns).some(({ by }) => by === "email"),
  };
}

/** The outcome of a file whose rows are not used. */
const withoutRows = (
  status: Exclude<Receipt["status"], "accepted">,
  problem: string,
  about: Partial<Pick<PartOutcome, "rows" | "quarantine" | "reasons" | "lines" | "expected">>,
): Outcome => outcomeSchema.parse({ status, problem, ...about });

/** A file as a whole is of no use. */
export const rejectedFor = (problem: string): Outcome => withoutRows("rejected", problem, {});

const share = (filled: number, accepted: number): number =>
  accepted === 0 ? 0 : filled / accepted;

const completenessOf = ({ filled, accepted }: PartOutcome): Receipt["completeness"] =>
  Object.fromEntries(Object.entries(filled).map(([name, rows]) => [name, share(rows, accepted)]));

/** Keeps a file that is too odd for somebody to decide on. Again is harmless. */
async function hold(
  ports: Pick<IngestPorts, "heldFiles" | "now">,
  file: Pick<HeldFile, "dataset" | "entry" | "counts" | "why">,
): Promise<void> {
  const heldAt = ports.now().toISOString();
  const undecided = { decision: "open", decidedAt: null, decidedBy: null, because: null } as const;
  try {
    await ports.heldFiles.write(file.entry.id, { ...file, heldAt, ...undecided }, 0);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}

/** A file all of whose rows lie in the lake comes to count, or is held. */
async function settle(
  ports: IngestPorts,
  bench: Workbench,
  about: { readonly known: KnownFile; readonly entry: ManifestEntry; readonly whole: PartOutcome },
): Promise<Outcome> {
  const { known, entry, whole } = about;
  const { dataset, workspace } = known;
  const { manifest } = await readManifest(ports, dataset);
  const isIn = manifest.files.some(({ id }) => id === entry.id);
  const before = countingFiles(manifest.files.filter(({ id }) => id !== entry.id));
  const { accepted } = whole;
  const compared = await compareWithBefore(ports, bench, { dataset, entry, before, accepted });
  const counted = { dataset, full: entry.full, counts: whole, compared };
  const why = isIn ? undefined : planOddity(counted, before, workspace.settings);
  if (why !== undefined) {
    const { rejected, skipped } = whole;
    await hold(ports, { dataset, entry, why, counts: { accepted, rejected, skipped } });
    const { rows, quarantine, reasons, lines, expected } = whole;
    return withoutRows("held", why, { rows, quarantine, reasons, lines, expected });
  }
  if (dataset === "erasures") await writeErasures(ports, bench, entry);
  await commitFile(ports, dataset, entry);
  const { guard } = workspace.settings;
  const alarm = await findMassWithdrawal(ports, bench, { dataset, entry, guard });
  return outcomeSchema.parse({
    ...whole,
    status: "accepted",
    completeness: completenessOf(whole),
    changes: compared.changes,
    alarm,
  });
}

/**
 * Everything from an inbox object to the moment it counts. A crash anywhere leaves the whole file or
 * nothing; again is harmless. Undefined when time ran out: another call was asked for, and goes on.
 * Throws `InputProblem` for what makes the whole file unusable.
 */
export async function takeInFile(
  ports: IngestPorts,
  bench: Workbench,
  about: { readonly known: KnownFile; readonly arrived: Arrived; readonly timeLeft: TimeLeft },
): Promise<Outcome | undefined> {
  const { known, timeLeft } = about;
  const surveyed = await surveyFile(ports, bench, about);
  const candidate = candidateOf(known, surveyed);
  const { manifest } = await readManifest(ports, known.dataset);
  const twin = countingFiles(manifest.files).find(
    ({ id, contentHash, mapHash }) =>
      id !== candidate.id && contentHash === candidate.contentHash && mapHash === candidate.mapHash,
  );
  if (twin !== undefined) {
    return withoutRows("duplicate", `its content already counts, as ${twin.file}`, {
      rows: twin.rows,
    });
  }
  const parts = await takeInParts(ports, bench, { known, surveyed, timeLeft });
  if (parts === undefined) return undefined;
  const whole = mergeParts(parts);
  const entry = { ...candidate, rows: whole.rows, parts: parts.length };
  return settle(ports, bench, { known, entry, whole });
}
