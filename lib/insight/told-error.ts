import * as z from "zod";
import type { EndRunInput, RunReport } from "./contract.ts";

/** What Lambda gives Step Functions as the cause: JSON with a message and a stack. */
const causeSchema = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "not JSON" });
      return z.NEVER;
    }
  })
  .pipe(z.object({ errorMessage: z.string() }));

/** Errors whose messages are written for people and hold no personal value. */
const tellable = new Set(["InputProblem", "PlatformFailure", "Conflict"]);

/** What may be said of the error that ended a run: ours in full, of others the name only. */
export function toldError(error: EndRunInput["error"]): RunReport["error"] {
  if (error === undefined) return null;
  const cause = causeSchema.safeParse(error.Cause ?? "");
  const message =
    tellable.has(error.Error) && cause.success
      ? cause.data.errorMessage
      : "The function's log has the details.";
  return { name: error.Error, message };
}
