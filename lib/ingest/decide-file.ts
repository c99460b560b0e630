import { Conflict, InputProblem } from "../core/failure.ts";
import type { FileId } from "../core/ids.ts";
import { commitFile } from "./commit-file.ts";
import type { FileRecord, HeldFile } from "./contract.ts";
import type { IngestPorts } from "./ports.ts";

/** What somebody decided, who, and why. */
export interface FileDecision {
  readonly decision: "approved" | "rejected";
  readonly by: string;
  readonly because: string | null;
}

export interface DecideFilePorts extends Pick<
  IngestPorts,
  "lake" | "manifests" | "files" | "heldFiles"
> {
  readonly clock: () => Date;
}

/** How the hold of a file is called: `file-0123456789abcdef`. */
export const fileHoldId = (id: FileId): string => `file-${id}`;

/** Whether a held file still waits for somebody, or for the end of what its decision began. */
export const isWaiting = (held: HeldFile, record: FileRecord | undefined): boolean =>
  held.decision === "open" || record?.status === "held";

/** Notes the decision; the same one again is harmless, another one is refused. */
async function settle(
  ports: DecideFilePorts,
  id: FileId,
  decided: FileDecision,
): Promise<HeldFile> {
  const found = await ports.heldFiles.read(id);
  if (found === undefined)
    throw new InputProblem(
      `there is no hold called ${fileHoldId(id)}: "audience holds" lists them`,
    );
  const { value, version } = found;
  if (value.decision === decided.decision) return value;
  if (value.decision !== "open") {
    throw new InputProblem(
      `${fileHoldId(id)} was already ${value.decision} by ${value.decidedBy ?? "somebody"}`,
    );
  }
  const { decision, by: decidedBy, because } = decided;
  const decidedAt = ports.clock().toISOString();
  const settled: HeldFile = { ...value, decision, decidedAt, decidedBy, because };
  try {
    await ports.heldFiles.write(id, settled, version);
    return settled;
  } catch (error) {
    if (error instanceof Conflict) return settle(ports, id, decided);
    throw error;
  }
}

/** What the list of files says of a file that was decided on. */
function decidedRecord(record: FileRecord, held: HeldFile): FileRecord {
  if (held.decision === "approved")
    return { ...record, ...held.counts, status: "accepted", problem: null };
  const reason = held.because === null ? "" : `: ${held.because}`;
  const problem = `${held.why}; rejected by ${held.decidedBy ?? "somebody"}${reason}`;
  return { ...record, status: "rejected", problem };
}

/**
 * Somebody's decision on a held file: approved, it counts from the next run on; rejected, it stays
 * out. The decision is noted first, so that of two people one decides; whatever a crash left undone
 * is made up for when the same is decided again. A file that was taken back since stays out.
 */
export const decideFile =
  (ports: DecideFilePorts) =>
  async (id: FileId, decision: FileDecision): Promise<HeldFile> => {
    const held = await settle(ports, id, decision);
    const record = await ports.files.read(id);
    if (record?.value.status !== "held") return held;
    if (held.decision === "approved") await commitFile(ports, held.dataset, held.entry);
    await ports.files.write(id, decidedRecord(record.value, held), record.version);
    return held;
  };
