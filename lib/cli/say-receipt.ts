import type { Receipt } from "../ingest/contract.ts";
import { count, counted } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

const some = (lines: readonly number[]): string => {
  const shown = lines.slice(0, 3).map(count).join(", ");
  return lines.length > 3 ? `${shown} …` : shown;
};

/** `540 rows: 531 accepted, 9 rejected` */
export function rowsInWords({ rows, accepted, rejected, skipped }: Receipt): string {
  if (rows === null) return "rows could not be counted";
  const parts = [`${count(accepted)} accepted`];
  if (rejected > 0) parts.push(`${count(rejected)} rejected`);
  if (skipped > 0) parts.push(`${count(skipped)} skipped`);
  return `${counted(rows, "row")}: ${parts.join(", ")}`;
}

/** What became of a file, as a data engineer wants to read it. */
export function sayReceipt(receipt: Receipt, out: Terminal): void {
  const what = receipt.status === "accepted" ? rowsInWords(receipt) : receipt.status.toUpperCase();
  out.say(`  ${out.bold(receipt.file)}  ${what}  ${out.muted(`${receipt.seconds.toFixed(1)} s`)}`);
  if (receipt.problem !== null) out.say(`    ${out.warn(receipt.problem)}`);
  for (const [reason, rows] of Object.entries(receipt.reasons)) {
    const lines = receipt.lines[reason] ?? [];
    const where =
      lines.length === 0 ? "" : ` (${lines.length === 1 ? "line" : "lines"} ${some(lines)})`;
    out.say(`    ${count(rows)} × ${reason}${where}`);
  }
  const unusable = Object.entries(receipt.unusable).filter(([, rows]) => rows > 0);
  if (unusable.length > 0) {
    out.say(
      `    not usable for matching: ${unusable.map(([kind, rows]) => `${kind} ${count(rows)}`).join(", ")}`,
    );
  }
  if (receipt.quarantine.length > 0)
    out.say(`    rejected rows, with line and reason: ${receipt.quarantine.join(", ")}`);
}
