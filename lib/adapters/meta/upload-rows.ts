import { createHash } from "node:crypto";
import { CustomAudience } from "facebook-nodejs-business-sdk";
import type { FacebookAdsApi } from "facebook-nodejs-business-sdk";
import * as z from "zod";
import type { Delivery, DeliveryOutcome } from "../../push/ports.ts";
import { sessionIdBits } from "./limits.ts";

/** No plaintext may pass here, whatever a planner does: everything but a device id is a hash. */
const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "not a SHA-256")
  .nullish();

const rowSchema = z.object({
  EMAIL: hash,
  PHONE: hash,
  FN: hash,
  LN: hash,
  CT: hash,
  ST: hash,
  ZIP: hash,
  COUNTRY: hash,
  DOBY: hash,
  DOBM: hash,
  DOBD: hash,
  GEN: hash,
  MADID: z.string().min(1).nullish(),
  EXTERN_ID: hash,
});
const columns = rowSchema.keyof().options;

interface Payload {
  readonly schema: readonly string[];
  readonly data: readonly (readonly string[])[];
}

/** The columns that any row fills; a missing cell is '' (never the hash of nothing). */
function payloadOf(rows: Delivery["rows"]): Payload {
  const read = rows.map((row) => rowSchema.parse(row));
  const schema = columns.filter((column) => read.some((row) => typeof row[column] === "string"));
  return { schema, data: read.map((row) => schema.map((column) => row[column] ?? "")) };
}

/**
 * Each call is an upload session of its own. Meta takes a session's batch once and nothing after its
 * last one, while a batch whose outcome is unknown must be sent again: so the id comes from the batch
 * and the attempt.
 */
function sessionOf(batchId: string, attempt: string) {
  const digest = createHash("sha256").update(`${batchId}|${attempt}`).digest("hex");
  const id = Number.parseInt(digest.slice(0, sessionIdBits / 4), 16);
  return { session_id: Math.max(1, id), batch_seq: 1, last_batch_flag: true };
}

/** The samples of refused rows: a list of rows, or a map from the row's JSON to the reason. */
const samplesSchema = z
  .union([
    z
      .array(z.unknown())
      .transform((list) =>
        list.map((one) => (typeof one === "string" ? one : JSON.stringify(one))),
      ),
    z.record(z.string(), z.unknown()).transform((map) => Object.keys(map)),
  ])
  .catch([]);

const answerSchema = z.object({
  num_received: z.coerce.number(),
  num_invalid_entries: z.coerce.number().default(0),
  invalid_entry_samples: samplesSchema.default([]),
});

/** Meta names refused rows by repeating them: indexes into the rows of those that are among ours. */
function indexesOf(samples: readonly string[], { data }: Payload): number[] {
  if (samples.length === 0) return [];
  const wanted = new Set(samples);
  return data.flatMap((row, index) => (wanted.has(JSON.stringify(row)) ? [index] : []));
}

/**
 * Adds people to an audience or removes them, in one call of at most 10,000 rows, applied when it is
 * answered. Removes by POST with `method=DELETE`: the SDK's own deletion puts the payload into the
 * address and breaks above about 100 rows (24.0.1, tried). Meta names at most 100 refused rows.
 * Throws `PlatformFailure`.
 */
export async function uploadRows(
  api: FacebookAdsApi,
  { op, platformId, batchId, rows }: Delivery,
  attempt: string,
): Promise<DeliveryOutcome> {
  if (rows.length === 0) return { state: "done", invalid: 0, refused: [] };
  const payload = payloadOf(rows);
  const audience = new CustomAudience(platformId, {}, undefined, api);
  const answer = await audience.createUser([], {
    session: { ...sessionOf(batchId, attempt), estimated_num_total: rows.length },
    payload,
    ...(op === "remove" ? { method: "DELETE" } : {}),
  });
  const told = answerSchema.parse(answer.exportAllData());
  return {
    state: "done",
    invalid: told.num_invalid_entries,
    refused: indexesOf(told.invalid_entry_samples, payload),
  };
}
