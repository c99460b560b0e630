import { PlatformFailure } from "../core/failure.ts";
import type { Writer } from "./audience-writer.ts";
import type { Audience, Batch } from "./contract.ts";
import type { AudiencePlatform, SettleOutcome } from "./ports.ts";

type Ended = Exclude<SettleOutcome, { state: "pending" }>;

const settled = (batch: Batch, outcome: Ended): Batch =>
  outcome.state === "done"
    ? { ...batch, state: "done" }
    : // a job that failed may have been applied in part: its rows are unknown and are sent again
      { ...batch, state: "intent", receipt: null };

function noted(report: Audience["report"], outcome: Ended): Audience["report"] {
  if (report === null) return null;
  return outcome.state === "done"
    ? { ...report, invalid: report.invalid + outcome.invalid }
    : {
        ...report,
        failure: {
          code: outcome.code,
          message: outcome.message,
          times: (report.failure?.times ?? 0) + 1,
        },
      };
}

/**
 * Asks how accepted batches ended: accepted is not done. Gives the seconds to wait before asking
 * again, 0 when all have ended. What failed is sent again once in a run; throws `PlatformFailure`
 * when that fails in the same way, so that a night does not go on for ever.
 */
export async function settleBatches(writer: Writer, platform: AudiencePlatform): Promise<number> {
  const before = writer.current();
  let wait = 0;
  let failedAgain: PlatformFailure | undefined;
  for (const batch of before.batches) {
    if (batch.state !== "accepted" || batch.receipt === null) continue;
    const outcome = await platform.settle(batch.receipt);
    if (outcome.state === "pending") {
      wait = Math.max(wait, outcome.wait, 1);
      continue;
    }
    const { batches, report } = writer.current();
    await writer.save({
      batches: batches.map((one) => (one.id === batch.id ? settled(batch, outcome) : one)),
      report: noted(report, outcome),
    });
    if (outcome.state === "failed" && before.report?.failure?.code === outcome.code)
      failedAgain = new PlatformFailure(outcome.message, { code: outcome.code, remedy: "human" });
  }
  if (failedAgain !== undefined) throw failedAgain;
  return wait;
}
