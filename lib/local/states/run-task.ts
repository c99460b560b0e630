import * as z from "zod";
import type { Functions } from "../lambda/start-functions.ts";
import type { FunctionError } from "../lambda/function-host.ts";
import { jsonSchema } from "../template/json.ts";
import type { Json } from "../template/json.ts";

/** The optimised integration; a function's own ARN is the other way to call it. */
export const invokeResource = "arn:aws:states:::lambda:invoke";

const invokeSchema = z.strictObject({
  FunctionName: z.string(),
  Payload: jsonSchema.default({}),
  InvocationType: z.literal("RequestResponse").optional(),
});

/** Step Functions carries no more than 256 KiB from state to state (Step Functions quotas, read 2026-11-22). */
const LARGEST_STATE = 262_144;

/** An error that Retry and Catch match by name. */
export function taskError(name: string, cause: string): Error {
  const error = new Error(cause);
  error.name = name;
  return error;
}

const causeOf = (error: FunctionError): string => JSON.stringify(error);

/**
 * Calls a Task's function and gives what the state's result is.
 * @throws an error named by the function's own error, its cause as Step Functions writes it.
 */
export async function runTask(functions: Functions, resource: string, input: Json): Promise<Json> {
  const isInvoke = resource === invokeResource;
  const asked = isInvoke ? invokeSchema.parse(input) : { FunctionName: resource, Payload: input };
  const outcome = await functions.invoke(asked.FunctionName, withinLimit(asked.Payload));
  if (!outcome.ok) throw taskError(outcome.error.errorType, causeOf(outcome.error));
  const Payload = jsonSchema.parse(JSON.parse(outcome.payload));
  withinLimit(Payload);
  return isInvoke ? { ExecutedVersion: "$LATEST", Payload, StatusCode: 200 } : Payload;
}

function withinLimit(value: Json): string {
  const text = JSON.stringify(value);
  if (Buffer.byteLength(text) > LARGEST_STATE)
    throw taskError(
      "States.DataLimitExceeded",
      "The state/task returned a result with a size exceeding the maximum number of bytes service limit.",
    );
  return text;
}
