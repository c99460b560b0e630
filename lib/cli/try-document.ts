import type { Receipt } from "../ingest/contract.ts";
import type { AudienceReport, RunReport } from "../insight/contract.ts";

/** What the program prints of one audience: counts of members, requests that move members. */
function audienceDocument(audience: AudienceReport) {
  const { held, funnel } = audience;
  return {
    id: audience.id,
    eligible: funnel?.eligible ?? 0,
    added: audience.added,
    removed: audience.removed,
    unchanged: audience.unchanged,
    requests: audience.requests,
    invalid: audience.invalid,
    withheld: funnel?.withheld ?? null,
    held:
      held === null
        ? null
        : { guard: held.guard, was: held.was, "would-be": held.wouldBe, hold: held.hold },
    failure: audience.failure,
  };
}

/** The document of `audience try --json`. Seconds: ingest of all files, compute, membership, and the rest of the refresh. */
export function tryDocument(
  report: RunReport,
  receipts: readonly Receipt[],
  refreshSeconds: number,
) {
  const { stages } = report.night;
  const ingest = receipts.reduce((sum, receipt) => sum + receipt.seconds, 0);
  const compute = stages.compute ?? 0;
  const membership = stages.membership ?? 0;
  return {
    now: report.now,
    run: report.run,
    files: receipts.map(
      ({ file, dataset, status, problem, rows, accepted, rejected, skipped, reasons }) => ({
        file,
        dataset,
        status,
        problem,
        rows,
        accepted,
        rejected,
        skipped,
        reasons,
      }),
    ),
    segments: report.segments.map(({ id, size }) => ({ id, size: size ?? 0 })),
    audiences: report.audiences.map(audienceDocument),
    drift: (report.findings ?? []).map(({ check, audience, status, detail }) => ({
      check,
      audience,
      status,
      detail,
    })),
    writes: { dynamodb: report.night.written ?? 0 },
    seconds: {
      ingest,
      compute,
      membership,
      push: Math.max(0, refreshSeconds - compute - membership),
    },
  };
}
