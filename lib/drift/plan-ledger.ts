import type { AudienceId } from "../core/ids.ts";
import type { Audience, PushReport } from "../push/contract.ts";
import type { Finding } from "./contract.ts";
import { count, counted } from "./plain-numbers.ts";

/** What the ledger check knows of one audience. */
export interface LedgerCase {
  readonly id: AudienceId;
  readonly run: string;
  /** Whether a segment still asks for it. */
  readonly wanted: boolean;
  readonly paused: boolean;
  readonly audience: Audience | undefined;
}

type Verdict = readonly [Finding["status"], string];

/** Members that the platform acknowledged. */
export const ledgerMembers = (audience: Audience | undefined): number =>
  audience?.base?.members ?? 0;

const waiting = ({ pending }: PushReport): string =>
  `${count(pending.add)} to add and ${count(pending.remove)} to remove`;

function heldVerdict(report: PushReport): Verdict | undefined {
  if (report.held === null) return undefined;
  const { guard, was, wouldBe, hold } = report.held;
  return [
    "ok",
    `held: the ${guard} guard stopped a change from ${count(was)} to ${count(wouldBe)} members, with ${waiting(report)}; hold ${hold} waits for a decision.`,
  ];
}

function reportVerdict(report: PushReport, { audience, paused }: LedgerCase): Verdict {
  if (report.failure !== null)
    return ["finding", `It could not be pushed: ${report.failure.message}`];
  const { add, remove } = report.pending;
  if (add === 0 && remove === 0)
    return [
      "ok",
      `In sync: the platform acknowledged all ${counted(ledgerMembers(audience), "member")}.`,
    ];
  const held = heldVerdict(report);
  if (held !== undefined) return held;
  if (paused) return ["ok", `paused: rows wait, ${waiting(report)}.`];
  return ["finding", `Not acknowledged by the platform: rows ${waiting(report)}.`];
}

function verdict(of: LedgerCase): Verdict {
  const { audience, wanted, run } = of;
  const members = ledgerMembers(audience);
  if (!wanted) {
    return members === 0
      ? ["ok", "No segment asks for it any more, and nobody is left in it."]
      : [
          "finding",
          `No segment asks for it any more, and ${counted(members, "member")} are still at the platform.`,
        ];
  }
  const report = audience?.report ?? null;
  if (report === null) return ["unknown", "Nothing has been pushed yet."];
  if (report.run !== run)
    return ["finding", `It was not pushed in this run; the last push was in run ${report.run}.`];
  return reportVerdict(report, of);
}

/** The ledger against what the run wanted: in sync, or stopped on purpose, or a finding. */
export function planLedger(of: LedgerCase): Finding {
  const [status, detail] = verdict(of);
  return { check: "ledger", audience: of.id, status, detail };
}
