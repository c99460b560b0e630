import * as z from "zod";
import { madeUp } from "./limits.ts";

export const consentSchema = z.strictObject({
  adUserData: z.string(),
  adPersonalization: z.string(),
});
export type Consent = z.infer<typeof consentSchema>;

const addressSchema = z.strictObject({
  givenName: z.string(),
  familyName: z.string(),
  regionCode: z.string(),
  postalCode: z.string(),
});
export type Address = z.infer<typeof addressSchema>;

/** A person as sent: small-letter hex hashes; region and postal code plain. */
export const memberSchema = z.strictObject({
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  addresses: z.array(addressSchema),
  consent: consentSchema,
});
export type Member = z.infer<typeof memberSchema>;

const GRANTED = "CONSENT_GRANTED";
const DENIED = "CONSENT_DENIED";

/** What became of a member's consent. Everybody counts as living where Google asks for consent. */
export function consentProblem(consent: Consent): "DENIED_CONSENT" | "NO_CONSENT" | undefined {
  const both = [consent.adUserData, consent.adPersonalization];
  if (both.includes(DENIED)) return "DENIED_CONSENT";
  return both.every((one) => one === GRANTED) ? undefined : "NO_CONSENT";
}

const addressKey = (a: Address) =>
  JSON.stringify([
    a.givenName,
    a.familyName,
    a.regionCode.toUpperCase(),
    a.postalCode.trim().toUpperCase(),
  ]);

/** Everything by which a member may be found again; an address counts as a whole. */
export function identifiersOf(member: Member): string[] {
  const all = [
    ...member.emails.map((hash) => `e:${hash}`),
    ...member.phones.map((hash) => `p:${hash}`),
    ...member.addresses.map((address) => `a:${addressKey(address)}`),
  ];
  return [...new Set(all)].toSorted();
}

/** Two members with the same identifiers, in any order, are one. */
export const memberKey = (member: Member): string => identifiersOf(member).join("\n");

/** Made up: a member is somebody at Google when its first hash, read as a fraction of one, is low. */
export function matches(member: Member): boolean {
  const hash = member.emails[0] ?? member.phones[0] ?? member.addresses[0]?.givenName ?? "f";
  return Number.parseInt(hash.slice(0, 8), 16) / 2 ** 32 < madeUp.matchShare;
}

const SHA256_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const BASE64_SHA256 = /^[A-Za-z0-9+/]{43}=$/;

export type HashProblem =
  | "INVALID_HEX_ENCODING"
  | "INVALID_BASE64_ENCODING"
  | "INVALID_SHA256_FORMAT";

/** A hash as small-letter hex, or the reason why it is none. Also refuses the hash of no text at all. */
export function readHash(
  value: string,
  encoding: "HEX" | "BASE64",
): { readonly hash: string } | { readonly problem: HashProblem } {
  if (encoding === "HEX" && !/^(?:[0-9a-f]{2})+$/.test(value)) {
    return { problem: "INVALID_HEX_ENCODING" };
  }
  if (
    encoding === "BASE64" &&
    !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)
  ) {
    return { problem: "INVALID_BASE64_ENCODING" };
  }
  const sized = encoding === "HEX" ? value.length === 64 : BASE64_SHA256.test(value);
  if (!sized) return { problem: "INVALID_SHA256_FORMAT" };
  const hash = encoding === "HEX" ? value : Buffer.from(value, "base64").toString("hex");
  return hash === SHA256_OF_NOTHING ? { problem: "INVALID_SHA256_FORMAT" } : { hash };
}

/** The tripwire: an address with an at sign or a number in digits, where only hashes may be. */
export const looksLikeContactData = (value: string): boolean =>
  value.includes("@") || /^\+?[\d\s()-]{6,20}$/.test(value);
