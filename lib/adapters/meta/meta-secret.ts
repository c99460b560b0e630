import * as z from "zod";
import { InputProblem } from "../../core/failure.ts";

const secretSchema = z.object({ access_token: z.string().trim().min(1) });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The access token out of a Meta destination's secret: the JSON text `{"access_token":"…"}`.
 * Throws `InputProblem` naming the secret and what it must hold, never what it holds.
 */
export function readMetaSecret(name: string, text: string): string {
  const read = secretSchema.safeParse(parsed(text));
  if (read.success) return read.data.access_token;
  throw new InputProblem(
    `the secret ${name} must be JSON with the key access_token: the token of a system user of your Meta business`,
  );
}
