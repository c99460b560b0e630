import * as z from "zod";
import type { SettleOutcome } from "../../push/ports.ts";
import type { GoogleAdsApi } from "./google-ads-api.ts";
import { statusAfter } from "./limits.ts";

/** The resource name of a job: `customers/<digits>/offlineUserDataJobs/<digits>`. */
const receiptSchema = z.string().regex(/^customers\/\d+\/offlineUserDataJobs\/\d+$/);
export const receiptOf = (job: string): string => receiptSchema.parse(job);

const rowSchema = z.object({
  offlineUserDataJob: z.object({
    status: z.string().default("UNKNOWN"),
    failureReason: z.string().optional(),
  }),
});

/** How a job ended, or for how long to wait. Throws `PlatformFailure`. */
export async function readJob(api: GoogleAdsApi, receipt: string): Promise<SettleOutcome> {
  const job = receiptSchema.parse(receipt);
  const rows: unknown = await api.perform((customer) =>
    customer().query(
      `SELECT offline_user_data_job.resource_name, offline_user_data_job.status, offline_user_data_job.failure_reason FROM offline_user_data_job WHERE offline_user_data_job.resource_name = '${job}'`,
    ),
  );
  const found = z.array(rowSchema).parse(rows)[0]?.offlineUserDataJob;
  if (found === undefined) {
    return {
      state: "failed",
      code: "unknown-request",
      message: "Google Ads does not know the job",
    };
  }
  switch (found.status) {
    case "SUCCESS":
      return { state: "done", invalid: 0 };
    case "FAILED":
      return {
        state: "failed",
        code: "refused",
        message: `Google Ads carried out nothing of a job (${found.failureReason ?? "no reason given"})`,
      };
    default:
      return { state: "pending", wait: statusAfter };
  }
}
