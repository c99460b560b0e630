import { createHash } from "node:crypto";
import { IngestionServiceClient, protos, UserListServiceClient } from "@google-ads/datamanager";
import grpc from "@grpc/grpc-js";
import * as z from "zod";
import { faults } from "../../../../lib/sandbox/faults.ts";
import { SANDBOX_REFRESH_TOKEN, startGoogle } from "../../../../lib/sandbox/google/start-google.ts";
import type { SandboxGoogle } from "../../../../lib/sandbox/google/start-google.ts";
import { sandboxClock } from "../../../../lib/sandbox/sandbox-clock.ts";

export const ACCOUNT = "1234567890";
export const PARENT = `accountTypes/GOOGLE_ADS/accounts/${ACCOUNT}`;
export const GRANTED = {
  adUserData: "CONSENT_GRANTED",
  adPersonalization: "CONSENT_GRANTED",
} as const;

export const { CONTACT_ID } = protos.google.ads.datamanager.v1.IngestedUserListInfo.UploadKeyType;

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
export const sha256Base64 = (text: string) => createHash("sha256").update(text).digest("base64");

/** A sandbox whose clock stands still unless it is moved. */
export async function aGoogle(options: { adsAllowlisted?: boolean } = {}) {
  const clock = sandboxClock(Date.parse("2026-11-22T00:00:00Z"), () => 0);
  const planned = faults();
  const google = await startGoogle({ clock, faults: planned, ...options });
  return { google, clock, faults: planned };
}

const jsonSchema = z.record(z.string(), z.unknown());

/** Asks the token endpoint, as google-auth-library does. */
export async function askToken(google: SandboxGoogle, form: Record<string, string>) {
  const body = new URLSearchParams(form);
  const response = await fetch(google.endpoints.token, { method: "POST", body });
  return { status: response.status, answer: jsonSchema.parse(await response.json()) };
}

export async function bearer(google: SandboxGoogle): Promise<string> {
  const form = { client_id: "c", client_secret: "s", refresh_token: SANDBOX_REFRESH_TOKEN };
  const { answer } = await askToken(google, { grant_type: "refresh_token", ...form });
  return `Bearer ${String(answer["access_token"])}`;
}

/** The options of one call: over a channel without TLS the token travels as a header. */
export const withToken = (authorization: string) => ({ otherArgs: { headers: { authorization } } });

/** The npm clients of Data Manager over gRPC. */
export function dataManagerClients(google: SandboxGoogle) {
  const [apiEndpoint = "", port] = google.endpoints.dataManager.split(":");
  const options = {
    apiEndpoint,
    port: Number(port),
    sslCreds: grpc.credentials.createInsecure(),
    // Keeps gax from asking a metadata server for the universe.
    clientOptions: { universeDomain: "googleapis.com" },
  };
  return {
    ingestion: new IngestionServiceClient(options),
    userLists: new UserListServiceClient(options),
  };
}

/** A list of contact info; returns its id. */
export async function aList(google: SandboxGoogle, displayName = "Loyal"): Promise<string> {
  const { userLists } = dataManagerClients(google);
  const ingestedUserListInfo = { uploadKeyTypes: [CONTACT_ID] };
  const userList = { displayName, ingestedUserListInfo };
  const [list] = await userLists.createUserList(
    { parent: PARENT, userList },
    withToken(await bearer(google)),
  );
  await userLists.close();
  return String(list.id);
}

/** An ingest request that Google takes; a test names only what it is about. */
export const anIngest = (list: string, names: readonly string[]) => ({
  destinations: [aDestination(list)],
  audienceMembers: names.map((name) => ({
    userData: { userIdentifiers: [{ emailAddress: sha256(`${name}@example.com`) }] },
  })),
  consent: GRANTED,
  encoding: "HEX" as const,
  termsOfService: { customerMatchTermsOfServiceStatus: "ACCEPTED" as const },
});

export const aDestination = (list: string) => ({
  operatingAccount: { accountType: "GOOGLE_ADS" as const, accountId: ACCOUNT },
  productDestinationId: list,
});

export const emailsOf = (google: SandboxGoogle) =>
  google.dump().lists.flatMap((list) => list.members.flatMap((member) => member.emails));

/** A sandbox with its clients, a token and the calls that the ingestion tests make. */
export async function anIngestionBench() {
  const sandbox = await aGoogle();
  const { google, clock } = sandbox;
  const clients = dataManagerClients(google);
  const token = await bearer(google);
  type Ingest = protos.google.ads.datamanager.v1.IIngestAudienceMembersRequest;
  const ingest = async (request: Ingest) => {
    const [answer] = await clients.ingestion.ingestAudienceMembers(request, withToken(token));
    return answer.requestId ?? "";
  };
  const remove = async (request: Ingest) => {
    const { destinations, audienceMembers, encoding } = request;
    const removal = { destinations, audienceMembers, encoding };
    await clients.ingestion.removeAudienceMembers(removal, withToken(token));
  };
  const statusOf = async (requestId: string) => {
    const [answer] = await clients.ingestion.retrieveRequestStatus({ requestId }, withToken(token));
    return answer.requestStatusPerDestination?.[0];
  };
  const post = async (path: string, body: object) => {
    const response = await fetch(`${google.endpoints.dataManagerRest}${path}`, {
      method: "POST",
      headers: { authorization: token, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, answer: jsonSchema.parse(await response.json()) };
  };
  /** Forgets lists, moves and quotas; the token stays. */
  const clear = () =>
    google.restore({ ...jsonSchema.parse(google.snapshot()), lists: [], moves: [], quotas: {} });
  const close = async () => {
    await Promise.all([clients.ingestion.close(), clients.userLists.close()]);
    await google.close();
  };
  const halfAnHour = () => clock.moveBy(1800);
  return { ...sandbox, clients, token, ingest, remove, statusOf, post, clear, close, halfAnHour };
}

/** An ingest request of one member with one identifier. */
export const ingestOf = (list: string, identifier: object) => ({
  ...anIngest(list, []),
  audienceMembers: [{ userData: { userIdentifiers: [identifier] } }],
});
