import * as z from "zod";
import { audienceIdSchema, runIdSchema } from "../core/ids.ts";

/** What drift hands on: findings, in plain English. Counts only, nobody by name or id. */

export const findingSchema = z.object({
  check: z.enum(["store", "ledger", "platform", "freshness"]),
  /** Null for what concerns no single audience. */
  audience: audienceIdSchema.nullable(),
  /** unknown: nothing can be said yet. */
  status: z.enum(["ok", "finding", "unknown"]),
  detail: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;

/** `generations/<run>/drift.json`. */
export const findingsSchema = z.array(findingSchema);
export const driftKey = (run: string): string => `generations/${run}/drift.json`;

/** Control record `match/<audience>`: the share of the members sent that the platform counted. */
export const matchSchema = z.object({
  run: runIdSchema,
  /** Middle of the platform's range over the ledger's members. */
  share: z.number(),
  /** The share at the check before this run's. */
  before: z.number().nullable(),
});
export type Match = z.infer<typeof matchSchema>;
