import * as z from "zod";
import { receiptSchema } from "./contract.ts";

const { shape } = receiptSchema;

/** What became of the rows of one part of a file. */
export const partOutcomeSchema = z.object({
  rows: z.int(),
  accepted: shape.accepted,
  rejected: shape.rejected,
  skipped: shape.skipped,
  reasons: shape.reasons,
  lines: shape.lines,
  expected: shape.expected,
  /** Column of ours → accepted rows that have it. */
  filled: z.record(z.string(), z.int()),
  unusable: shape.unusable,
  identifiers: shape.identifiers,
  quarantine: shape.quarantine,
});
export type PartOutcome = z.infer<typeof partOutcomeSchema>;

/** Where the next part begins: after so many bytes of text (rows of a Parquet file), on that line. */
const markSchema = z.object({ at: z.int(), line: z.int() });
export type Mark = z.infer<typeof markSchema>;

/** How far a file is that is taken in as several parts, maybe by several calls. */
export const progressSchema = z.object({
  parts: z.array(partOutcomeSchema),
  next: markSchema,
});
export type Progress = z.infer<typeof progressSchema>;
