import { UserRefreshClient } from "google-auth-library";
import * as z from "zod";
import { PlatformFailure } from "../../core/failure.ts";
import type { GoogleCredentials } from "./google-secret.ts";

/** What the token endpoint says when it refuses (RFC 6749, section 5.2). */
const refusalSchema = z.object({
  response: z.object({ status: z.number(), data: z.object({ error: z.string() }) }),
});

/** Words of the refusal that time does not heal. */
const dead = ["invalid_grant", "invalid_client", "unauthorized_client", "invalid_request"];

function refusalOf(error: unknown): PlatformFailure {
  const read = refusalSchema.safeParse(error);
  const word = read.success ? read.data.response.data.error : undefined;
  if (word !== undefined && dead.includes(word)) {
    return new PlatformFailure(
      `Google refuses the refresh token (${word}): sign in again and put the new token into the secret`,
      { code: "token", remedy: "human" },
    );
  }
  return new PlatformFailure("Google's sign-in gave no token; nothing was sent", {
    code: "transient",
    remedy: "later",
  });
}

/**
 * Gives access tokens for a refresh token; keeps one until shortly before its end. Throws
 * `PlatformFailure`: `token` when a person must sign in again, else `transient`.
 */
export function accessTokens(
  credentials: GoogleCredentials,
  how: { readonly tokenUrl: string | undefined; readonly timeoutMs: number },
): () => Promise<string> {
  const client = new UserRefreshClient({
    clientId: credentials.client_id,
    clientSecret: credentials.client_secret,
    refreshToken: credentials.refresh_token,
    transporterOptions: { timeout: how.timeoutMs },
    ...(how.tokenUrl === undefined ? {} : { endpoints: { oauth2TokenUrl: how.tokenUrl } }),
  });
  // Each request of the library brings its own wish for retries; ours are the state machine's.
  client.transporter.interceptors.request.add({
    resolved: async (request) => {
      request.retry = false;
      request.retryConfig = { retry: 0 };
      return request;
    },
  });
  return async () => {
    const { token } = await client.getAccessToken().catch((error: unknown) => {
      throw refusalOf(error);
    });
    if (typeof token === "string") return token;
    throw refusalOf(undefined);
  };
}
