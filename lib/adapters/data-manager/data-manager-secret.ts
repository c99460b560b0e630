import * as z from "zod";
import { InputProblem } from "../../core/failure.ts";

const word = z.string().trim().min(1);
const secretSchema = z.object({ client_id: word, client_secret: word, refresh_token: word });
/** An OAuth client and a user's consent for it, with the scope of Data Manager. */
export type DataManagerCredentials = z.infer<typeof secretSchema>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The credentials out of a Data Manager destination's secret: the JSON text
 * `{"client_id":"…","client_secret":"…","refresh_token":"…"}`. Throws `InputProblem` naming the secret
 * and what it must hold, never what it holds.
 */
export function readDataManagerSecret(name: string, text: string): DataManagerCredentials {
  const read = secretSchema.safeParse(parsed(text));
  if (read.success) return read.data;
  const wrong = read.error.issues.flatMap(({ path }) => path.map(String));
  const keys = wrong.length === 0 ? "client_id, client_secret and refresh_token" : wrong.join(", ");
  throw new InputProblem(
    `the secret ${name} must be JSON with the keys client_id, client_secret and refresh_token of a Google OAuth client; to put right: ${keys}`,
  );
}
