import type { Writer } from "./audience-writer.ts";
import type { Batch } from "./contract.ts";
import type { AudiencePlatform, SettleOutcome } from "./ports.ts";

const settled = (batch: Batch, outcome: SettleOutcome): Batch =>
  outcome.state === "done"
    ? { ...batch, state: "done" }
    : // a job that failed may have been applied in part: its rows are unknown and are sent again
      { ...batch, state: "intent", receipt: null };

/**
 * Asks how accepted batches ended: accepted is not done. Gives the seconds to wait before asking
 * again, 0 when all have ended.
 */
export async function settleBatches(writer: Writer, platform: AudiencePlatform): Promise<number> {
  let wait = 0;
  for (const batch of writer.current().batches) {
    if (batch.state !== "accepted" || batch.receipt === null) continue;
    const outcome = await platform.settle(batch.receipt);
    if (outcome.state === "pending") {
      wait = Math.max(wait, outcome.wait, 1);
      continue;
    }
    const { batches, report } = writer.current();
    const invalid = outcome.state === "done" ? outcome.invalid : 0;
    await writer.save({
      batches: batches.map((one) => (one.id === batch.id ? settled(batch, outcome) : one)),
      report: report === null ? null : { ...report, invalid: report.invalid + invalid },
    });
  }
  return wait;
}
