import type { protos } from "@google-ads/datamanager";
import * as z from "zod";
import type { Delivery, DeliveryOutcome } from "../../push/ports.ts";
import { googleRowSchema } from "../google-access/google-row.ts";
import type { GoogleRow } from "../google-access/google-row.ts";
import { refusedMembers } from "./classify-error.ts";
import type { CallOptions, DataManagerApi } from "./data-manager-api.ts";
import { mostTries } from "./limits.ts";
import { receiptOf } from "./read-status.ts";

type AudienceMember = protos.google.ads.datamanager.v1.IAudienceMember;
type Identifier = protos.google.ads.datamanager.v1.IUserIdentifier;

/** The address whole or not at all: all four parts are required (user_data.proto 0.3.0). */
function addressOf({ givenName, familyName, regionCode, postalCode }: GoogleRow): Identifier[] {
  return givenName && familyName && regionCode && postalCode
    ? [{ address: { givenName, familyName, regionCode, postalCode } }]
    : [];
}

const identifiersOf = (row: GoogleRow): Identifier[] => [
  ...(row.emails ?? []).map((emailAddress) => ({ emailAddress })),
  ...(row.phones ?? []).map((phoneNumber) => ({ phoneNumber })),
  ...addressOf(row),
];

/** Only people with every consent are sent; it stands beside each of them. A removal needs none. */
function memberOf(row: GoogleRow, op: Delivery["op"]): AudienceMember {
  const userData = { userIdentifiers: identifiersOf(row) };
  if (op === "remove") return { userData };
  return {
    userData,
    consent: { adUserData: "CONSENT_GRANTED", adPersonalization: "CONSENT_GRANTED" },
  };
}

const account = (accountId: string) => ({ accountType: "GOOGLE_ADS" as const, accountId });

function destinationOf(api: DataManagerApi, platformId: string) {
  return {
    operatingAccount: account(api.operatingAccount),
    ...(api.loginAccount === undefined ? {} : { loginAccount: account(api.loginAccount) }),
    productDestinationId: platformId,
  };
}

interface Sending {
  readonly api: DataManagerApi;
  readonly delivery: Delivery;
}

/** One request; gives its id. */
async function request(
  { api, delivery }: Sending,
  audienceMembers: AudienceMember[],
  options: CallOptions,
): Promise<string> {
  const asked = {
    destinations: [destinationOf(api, delivery.platformId)],
    audienceMembers,
    encoding: "HEX" as const,
  };
  const [answer] =
    delivery.op === "remove"
      ? await api.ingestion.removeAudienceMembers(asked, options)
      : await api.ingestion.ingestAudienceMembers(
          { ...asked, termsOfService: { customerMatchTermsOfServiceStatus: "ACCEPTED" } },
          options,
        );
  return z.string().min(1).parse(answer.requestId);
}

/** The members of a delivery that are still to be sent, by their place in it. */
type Places = readonly { readonly at: number; readonly member: AudienceMember }[];

/** Sends; when members are named as wrong, sends the rest. Undefined when nobody is left. */
async function sendMending(
  sending: Sending,
  all: Places,
  call: () => Promise<CallOptions>,
): Promise<{ readonly requestId: string | undefined; readonly refused: readonly number[] }> {
  const refused: number[] = [];
  let places = all;
  for (let tries = 1; places.length > 0; tries += 1) {
    const sent = places;
    try {
      const members = sent.map(({ member }) => member);
      return { requestId: await request(sending, members, await call()), refused };
    } catch (error) {
      const wrong = new Set(refusedMembers(error).flatMap((index) => sent[index]?.at ?? []));
      if (wrong.size === 0 || tries === mostTries) throw error;
      refused.push(...wrong);
      places = sent.filter(({ at }) => !wrong.has(at));
    }
  }
  return { requestId: undefined, refused };
}

/**
 * Adds people to a list or removes them: accepted, applied half an hour later. One wrong member makes
 * Google refuse all; those it names are left out and the rest is sent again. Throws `PlatformFailure`.
 */
export async function sendMembers(
  api: DataManagerApi,
  delivery: Delivery,
): Promise<DeliveryOutcome> {
  const places = delivery.rows.map((row, at) => ({
    at,
    member: memberOf(googleRowSchema.parse(row), delivery.op),
  }));
  if (places.length === 0) return { state: "done", invalid: 0, refused: [] };
  const sent = await api.perform((call) => sendMending({ api, delivery }, places, call));
  const { requestId } = sent;
  const refused = sent.refused.toSorted((a, b) => a - b);
  if (requestId === undefined) return { state: "done", invalid: refused.length, refused };
  return { state: "accepted", receipt: receiptOf(requestId, api.now()), refused };
}
