import * as z from "zod";
import { PlatformFailure } from "../../core/failure.ts";
import type { SettleOutcome } from "../../push/ports.ts";
import type { DataManagerApi } from "./data-manager-api.ts";
import { firstStatusAfter, nextStatusAfter } from "./limits.ts";

/** A request's id and the time at which it was accepted: `<ISO time> <id>`. */
export const receiptOf = (requestId: string, acceptedAt: Date): string =>
  `${acceptedAt.toISOString()} ${requestId}`;

const receiptSchema = z
  .string()
  .transform((text) => text.split(" "))
  .pipe(z.tuple([z.iso.datetime(), z.string().min(1)]));

/** Enums come by name or by number. */
const statusSchema = z.union([z.string(), z.number()]).nullish();
const countsSchema = z
  .array(
    z.object({
      reason: z.union([z.string(), z.number()]).nullish(),
      recordCount: z.coerce.number(),
    }),
  )
  .nullish();

const answerSchema = z.object({
  requestStatusPerDestination: z
    .array(
      z.object({
        requestStatus: statusSchema,
        errorInfo: z.object({ errorCounts: countsSchema }).nullish(),
      }),
    )
    .nullish(),
});
type Answer = z.infer<typeof answerSchema>;

/** RequestStatus of request_status_per_destination.proto 0.3.0. */
const words: Readonly<Record<string, "done" | "failed">> = {
  SUCCESS: "done",
  1: "done",
  FAILED: "failed",
  3: "failed",
  PARTIAL_SUCCESS: "done",
  4: "done",
};

function outcomeOf(answer: Answer): SettleOutcome | undefined {
  // One request of ours has one destination.
  const status = answer.requestStatusPerDestination?.[0];
  const word = words[String(status?.requestStatus)];
  if (word === undefined) return undefined;
  const errors = status?.errorInfo?.errorCounts ?? [];
  const invalid = errors.reduce((sum, one) => sum + one.recordCount, 0);
  if (word === "done") return { state: "done", invalid };
  const reasons = errors.map(({ reason, recordCount }) => `${reason ?? "unknown"}: ${recordCount}`);
  return {
    state: "failed",
    code: "refused",
    message: `Google took none of the people of a request (${reasons.join(", ") || "no reason given"})`,
  };
}

/** Google: ask after about half an hour, then again. */
function waitOf(acceptedAt: string, now: Date): number {
  const age = (now.getTime() - Date.parse(acceptedAt)) / 1000;
  return Math.max(nextStatusAfter, Math.ceil(firstStatusAfter - age));
}

/** How an accepted request ended, or for how long to wait. Throws `PlatformFailure`. */
export async function readStatus(api: DataManagerApi, receipt: string): Promise<SettleOutcome> {
  const [acceptedAt, requestId] = receiptSchema.parse(receipt);
  try {
    const answer = await api.perform(async (call) => {
      const [told] = await api.ingestion.retrieveRequestStatus({ requestId }, await call());
      return answerSchema.parse(told);
    });
    return outcomeOf(answer) ?? { state: "pending", wait: waitOf(acceptedAt, api.now()) };
  } catch (error) {
    const unknown = error instanceof PlatformFailure && error.code === "unknown-request";
    if (unknown) return { state: "failed", code: error.code, message: error.message };
    throw error;
  }
}
