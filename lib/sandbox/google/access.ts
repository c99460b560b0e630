import * as z from "zod";
import type { GoogleWorld } from "./google-world.ts";
import { DAY } from "./limits.ts";

export const scopes = {
  ads: "https://www.googleapis.com/auth/adwords",
  dataManager: "https://www.googleapis.com/auth/datamanager",
} as const;
export type Scope = (typeof scopes)[keyof typeof scopes];

/** What the OAuth endpoint says to a grant. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: object;
}

const refuse = (error: string, description: string): TokenAnswer => ({
  status: 400,
  body: { error, error_description: description },
});

function issue(world: GoogleWorld, granted: readonly string[]): TokenAnswer {
  const token = `sandbox-access-${world.nextId()}`;
  world.state.tokens[token] = [...granted];
  return {
    status: 200,
    body: { access_token: token, expires_in: 3599, scope: granted.join(" "), token_type: "Bearer" },
  };
}

const claimsSchema = z.object({
  iss: z.string().min(1),
  scope: z.string().min(1),
  aud: z.string(),
  exp: z.number(),
});

function readClaims(assertion: string) {
  try {
    const payload = assertion.split(".")[1] ?? "";
    return claimsSchema.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  } catch {
    return undefined;
  }
}

function grantRefresh(world: GoogleWorld, form: URLSearchParams): TokenAnswer {
  if (!form.get("client_id")) {
    return refuse("invalid_request", "Could not determine client ID from request.");
  }
  return form.get("refresh_token") === world.refreshToken
    ? issue(world, Object.values(scopes))
    : refuse("invalid_grant", "Bad Request");
}

function grantAssertion(world: GoogleWorld, assertion: string): TokenAnswer {
  const claims = readClaims(assertion);
  return claims?.success === true
    ? issue(world, claims.data.scope.split(" "))
    : refuse("invalid_grant", "Invalid JWT.");
}

/**
 * The token endpoint (developers.google.com/identity/protocols/oauth2): grants of a refresh
 * token and of a service account's signed assertion. The signature is not checked: the sandbox
 * has nobody's public key.
 */
export function grantToken(world: GoogleWorld, form: URLSearchParams): TokenAnswer {
  switch (form.get("grant_type") ?? "") {
    case "refresh_token":
      return grantRefresh(world, form);
    case "urn:ietf:params:oauth:grant-type:jwt-bearer":
      return grantAssertion(world, form.get("assertion") ?? "");
    default:
      return refuse("unsupported_grant_type", "Invalid grant_type.");
  }
}

export type BearerProblem = "missing" | "unknown" | "scope";

/** Whether an `authorization` header carries a token of ours that may do this. */
export function bearerProblem(
  world: GoogleWorld,
  authorization: string | undefined,
  scope: Scope,
): BearerProblem | undefined {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];
  if (token === undefined) return "missing";
  const granted = world.state.tokens[token];
  if (granted === undefined) return "unknown";
  return granted.includes(scope) ? undefined : "scope";
}

/** Counts a call against a quota; says which of its windows is full. Windows are whole minutes and days (UTC). */
export function takeQuota(
  world: GoogleWorld,
  name: string,
  most: { readonly perMinute: number; readonly perDay: number },
): "Minute" | "Day" | undefined {
  const now = world.clock.now();
  const windows = [
    { span: "Minute", key: `${name}/minute/${Math.floor(now / 60_000)}`, most: most.perMinute },
    { span: "Day", key: `${name}/day/${Math.floor(now / DAY)}`, most: most.perDay },
  ] as const;
  const full = windows.find(({ key, most: limit }) => (world.state.quotas[key] ?? 0) >= limit);
  if (full !== undefined) return full.span;
  const counted = windows.map(({ key }) => [key, (world.state.quotas[key] ?? 0) + 1] as const);
  const others = Object.entries(world.state.quotas).filter(([key]) => !key.startsWith(`${name}/`));
  world.state.quotas = Object.fromEntries([...others, ...counted]);
  return undefined;
}
