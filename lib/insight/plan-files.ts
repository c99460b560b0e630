import type { FileRecord, Receipt } from "../ingest/contract.ts";
import type { Carried, FileReport, Night } from "./contract.ts";

const day = 86_400_000;
const time = (of: { readonly receivedAt: string }): number => Date.parse(of.receivedAt);

/**
 * Files that no report has told yet. A file's record may be written after a later file's, so the last
 * day before the newest known one is gone through by id.
 */
export function untold(
  records: readonly FileRecord[],
  told: Carried["told"] | undefined,
): readonly FileRecord[] {
  const ids = new Set<string>(told?.ids);
  const from = told?.until == null ? -Infinity : Date.parse(told.until) - day;
  return records
    .filter((record) => time(record) >= from && !ids.has(record.id))
    .toSorted((one, other) => time(one) - time(other) || (one.file < other.file ? -1 : 1));
}

/** What the next report needs to know of the files told so far. */
export function toldNow(records: readonly FileRecord[]): Carried["told"] {
  const newest = Math.max(...records.map(time));
  if (!Number.isFinite(newest)) return { until: null, ids: [] };
  return {
    until: new Date(newest).toISOString(),
    ids: records.filter((record) => time(record) >= newest - day).map(({ id }) => id),
  };
}

/** One file as the page tells it. */
export const fileReport = (record: FileRecord, receipt: Receipt | undefined): FileReport => ({
  ...record,
  reasons: Object.entries(receipt?.reasons ?? {})
    .map(([code, rows]) => ({ code, rows, lines: receipt?.lines[code] ?? [] }))
    .toSorted((one, other) => other.rows - one.rows),
});

/** rows = accepted + rejected + skipped, over the files that were used. */
export function rowsOf(files: readonly FileReport[]): Night["rows"] {
  const used = files.filter(({ status }) => status === "accepted");
  const sum = (of: (file: FileReport) => number) =>
    used.reduce((total, file) => total + of(file), 0);
  const [accepted, rejected, skipped] = [
    sum((file) => file.accepted),
    sum((file) => file.rejected),
    sum((file) => file.skipped),
  ];
  return { all: accepted + rejected + skipped, accepted, rejected, skipped };
}
