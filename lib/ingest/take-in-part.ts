import { all, column, known as isKnown, unknown } from "../sql/expression.ts";
import { type Relation, select } from "../sql/relation.ts";
import { partName, quarantineKey } from "./contract.ts";
import type { CleanPart } from "./format.ts";
import { type JudgedPart, type KnownFile, judgeRows } from "./judge-rows.ts";
import type { FileReading } from "./plan-rows.ts";
import type { IngestPorts, Workbench } from "./ports.ts";
import type { PartOutcome } from "./progress.ts";
import { expectedFor } from "./say-expected.ts";
import { pack } from "./unpack.ts";
import { writeLakeRows } from "./write-lake-rows.ts";

/** A part of a file on its way into the lake. */
export interface FilePart {
  readonly known: KnownFile;
  readonly reading: FileReading;
  readonly clean: CleanPart;
  /** From 1. */
  readonly number: number;
}

const rejectedRows = (rows: Relation): Relation =>
  select({
    note: "rejected rows in the order of the file",
    from: rows,
    columns: { line: column("line"), verdict: column("verdict") },
    where: all(unknown(column("skip")), isKnown(column("verdict"))),
    orderBy: [{ by: column("line") }],
  });

/** Writes the rejected rows beside the inbox, packed if the file was. Gives their key, if there are any. */
async function writeQuarantine(
  { inbox }: Pick<IngestPorts, "inbox">,
  { scratch }: Workbench,
  { part, judged }: { readonly part: FilePart; readonly judged: JudgedPart },
): Promise<readonly string[]> {
  if (judged.counts.rejected === 0) return [];
  const { known, clean, number } = part;
  await clean.quarantine("quarantine", rejectedRows(judged.rows));
  const packed = known.packing !== undefined;
  if (packed)
    await scratch.write("quarantine packed", pack(scratch.read("quarantine"), known.packing));
  const key = quarantineKey(known.file, partName(known.id, number));
  await inbox.upload(scratch.path(packed ? "quarantine packed" : "quarantine"), key);
  return [key];
}

/** What is expected where rows were rejected: by the reason's code. */
function expectations({ reading }: FilePart, { counts }: JudgedPart): PartOutcome["expected"] {
  return Object.fromEntries(
    Object.keys(counts.reasons).flatMap((code) => {
      const expected = expectedFor(code, reading);
      return expected === undefined ? [] : [[code, expected] as const];
    }),
  );
}

/**
 * Judges the rows of a part and brings them where they belong: rejected ones to the quarantine, the
 * others into the lake, where they do not count yet. Throws `InputProblem` for what makes the whole
 * file unusable.
 */
export async function takeInPart(
  ports: IngestPorts,
  bench: Workbench,
  part: FilePart,
): Promise<PartOutcome> {
  const { known, reading, clean, number } = part;
  const judged = await judgeRows(bench, reading, clean.pieces);
  const { rows, counts } = judged;
  const quarantine = await writeQuarantine(ports, bench, { part, judged });
  const made = await writeLakeRows(ports, bench, { known, reading, rows, number });
  return {
    ...counts,
    expected: expectations(part, judged),
    unusable: { ...counts.unusable, ...made.unusable },
    identifiers: made.identifiers,
    quarantine: [...quarantine],
  };
}
