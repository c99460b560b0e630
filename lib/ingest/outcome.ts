import * as z from "zod";
import { receiptSchema } from "./contract.ts";

const { shape } = receiptSchema;

/** What a receipt says of a file's content. Of a file that is not used nearly everything but its problem is nothing. */
export const outcomeSchema = z.object({
  status: shape.status,
  problem: shape.problem.default(null),
  rows: shape.rows.default(null),
  accepted: shape.accepted.default(0),
  rejected: shape.rejected.default(0),
  skipped: shape.skipped.default(0),
  reasons: shape.reasons.default({}),
  lines: shape.lines.default({}),
  expected: shape.expected.default({}),
  completeness: shape.completeness.default({}),
  unusable: shape.unusable.default({}),
  identifiers: shape.identifiers.default({}),
  changes: shape.changes.default(null),
  alarm: shape.alarm.default(null),
  quarantine: shape.quarantine.default([]),
});
export type Outcome = z.infer<typeof outcomeSchema>;
