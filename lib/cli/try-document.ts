import type { Receipt } from "../ingest/contract.ts";
import type { AudienceReport, RunReport } from "../insight/contract.ts";
import { funnelOf } from "../push/contract.ts";

/** What the program prints of one file. */
const fileDocument = (receipt: Receipt) => ({
  file: receipt.file,
  dataset: receipt.dataset,
  status: receipt.status,
  problem: receipt.problem,
  rows: receipt.rows,
  accepted: receipt.accepted,
  rejected: receipt.rejected,
  skipped: receipt.skipped,
  reasons: receipt.reasons,
});

const heldDocument = (held: AudienceReport["held"]) =>
  held === null
    ? null
    : { guard: held.guard, was: held.was, "would-be": held.wouldBe, hold: held.hold };

/** What the program prints of one audience: counts of members, requests that move members. */
function audienceDocument(audience: AudienceReport) {
  const { eligible, withheld } = audience.funnel ?? funnelOf([]);
  return {
    id: audience.id,
    eligible,
    added: audience.added,
    removed: audience.removed,
    unchanged: audience.unchanged,
    requests: audience.requests,
    invalid: audience.invalid,
    withheld,
    held: heldDocument(audience.held),
    failure: audience.failure,
  };
}

/** The document of `audience try --json`. Seconds: ingest of all files, compute, membership, and the rest of the refresh. */
export function tryDocument(
  report: RunReport,
  receipts: readonly Receipt[],
  refreshSeconds: number,
) {
  const { stages, written } = report.night;
  const ingest = receipts.reduce((sum, receipt) => sum + receipt.seconds, 0);
  const compute = stages.compute ?? 0;
  const membership = stages.membership ?? 0;
  const push = Math.max(0, refreshSeconds - compute - membership);
  return {
    now: report.now,
    run: report.run,
    files: receipts.map(fileDocument),
    segments: report.segments.map(({ id, size }) => ({ id, size: size ?? 0 })),
    audiences: report.audiences.map(audienceDocument),
    drift: report.findings ?? [],
    writes: { dynamodb: written ?? 0 },
    seconds: { ingest, compute, membership, push },
  };
}
