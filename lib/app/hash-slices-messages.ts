import * as z from "zod";
import { sliceSchema } from "../ingest/hash-own-cells.ts";

/** What is said between ingest-file and the threads that hash people for it. */

export const helperSettingsSchema = z.object({
  /** A folder for what does not fit in memory. */
  scratch: z.string(),
});
export type HelperSettings = z.infer<typeof helperSettingsSchema>;

/** The next slice, or null when there is none any more. */
export const requestSchema = sliceSchema.nullable();

/** A slice is done, or why it is not. */
export const answerSchema = z.object({ problem: z.string().nullable() });
export type Answer = z.infer<typeof answerSchema>;
