import * as z from "zod";
import { InputProblem } from "../../core/failure.ts";

const word = z.string().trim().min(1);
const secretSchema = z.object({
  client_id: word,
  client_secret: word,
  refresh_token: word,
  /** Not needed any more: since 2026-09-09 access belongs to the Cloud project of the OAuth client (developer token page, read 2026-11-22). */
  developer_token: z.string().trim().optional(),
});
/** An OAuth client and a user's consent for it, with the scopes of Data Manager or Google Ads. */
export type GoogleCredentials = z.infer<typeof secretSchema>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The credentials out of a Google destination's secret: the JSON text
 * `{"client_id":"…","client_secret":"…","refresh_token":"…","developer_token":"…"}`, the last one
 * optional. Throws `InputProblem` naming the secret and what it must hold, never what it holds.
 */
export function readGoogleSecret(name: string, text: string): GoogleCredentials {
  const read = secretSchema.safeParse(parsed(text));
  if (read.success) return read.data;
  const wrong = read.error.issues.flatMap(({ path }) => path.map(String));
  const keys = wrong.length === 0 ? "client_id, client_secret and refresh_token" : wrong.join(", ");
  throw new InputProblem(
    `the secret ${name} must be JSON with the keys client_id, client_secret and refresh_token of a Google OAuth client; to put right: ${keys}`,
  );
}
