import * as z from "zod";
import { dataManagerLimits } from "../limits.ts";
import { looksLikeContactData, readHash } from "../member.ts";
import type { Address, Consent, Member } from "../member.ts";
import { refuseViolations, violation } from "./data-manager-refusal.ts";
import type { Violation } from "./data-manager-refusal.ts";

const consentSchema = z.object({
  adUserData: z.string().default("CONSENT_STATUS_UNSPECIFIED"),
  adPersonalization: z.string().default("CONSENT_STATUS_UNSPECIFIED"),
});

const addressSchema = z.object({
  givenName: z.string().default(""),
  familyName: z.string().default(""),
  regionCode: z.string().default(""),
  postalCode: z.string().default(""),
});

const identifierSchema = z.object({
  emailAddress: z.string().optional(),
  phoneNumber: z.string().optional(),
  address: addressSchema.optional(),
});
type Identifier = z.infer<typeof identifierSchema>;

const audienceMemberSchema = z.object({
  destinationReferences: z.array(z.string()).default([]),
  userData: z.object({ userIdentifiers: z.array(identifierSchema).default([]) }).optional(),
  consent: consentSchema.optional(),
});
type AudienceMember = z.infer<typeof audienceMemberSchema>;

/** What members of a request have in common. */
export const membersRequestSchema = z.object({
  audienceMembers: z.array(audienceMemberSchema).default([]),
  consent: consentSchema.optional(),
  encoding: z.string().default("ENCODING_UNSPECIFIED"),
});
export type MembersRequest = z.infer<typeof membersRequestSchema>;

/** Gathers the complaints about one member. */
interface Reader {
  readonly encoding: "HEX" | "BASE64";
  readonly violations: Violation[];
}

const DESCRIPTIONS = {
  INVALID_HEX_ENCODING: "The HEX encoded value is malformed.",
  INVALID_BASE64_ENCODING: "The base64 encoded value is malformed.",
  INVALID_SHA256_FORMAT: "The SHA256 encoded value is malformed.",
} as const;

function hash(reader: Reader, value: string, field: string): string {
  if (value === "") {
    reader.violations.push(
      violation(field, "REQUIRED_FIELD_MISSING", "Required field is missing."),
    );
    return "";
  }
  const read = readHash(value, reader.encoding);
  if ("hash" in read) return read.hash;
  const plain = looksLikeContactData(value)
    ? " It looks like contact data that was not hashed."
    : "";
  reader.violations.push(violation(field, read.problem, `${DESCRIPTIONS[read.problem]}${plain}`));
  return "";
}

function readAddress(reader: Reader, address: z.infer<typeof addressSchema>, at: string): Address {
  const { regionCode, postalCode } = address;
  const complain = (field: string, reason: string, text: string) =>
    reader.violations.push(violation(`${at}.${field}`, reason, text));
  if (regionCode === "")
    complain("region_code", "REQUIRED_FIELD_MISSING", "Required field is missing.");
  else if (!/^[A-Za-z]{2}$/.test(regionCode))
    complain("region_code", "INVALID_REGION_CODE", "Not a region code.");
  if (postalCode.trim() === "")
    complain("postal_code", "REQUIRED_FIELD_MISSING", "Required field is missing.");
  else if (postalCode.includes("@") || postalCode.length > 20) {
    complain("postal_code", "INVALID_POSTAL_CODE", "Postal code is not valid.");
  }
  return {
    givenName: hash(reader, address.givenName, `${at}.given_name`),
    familyName: hash(reader, address.familyName, `${at}.family_name`),
    regionCode,
    postalCode,
  };
}

/** Adds one identifier to the member. */
function readIdentifier(
  reader: Reader,
  member: Member,
  one: { identifier: Identifier; at: string },
): void {
  const { identifier, at } = one;
  if (identifier.emailAddress !== undefined) {
    member.emails.push(hash(reader, identifier.emailAddress, `${at}.email_address`));
  } else if (identifier.phoneNumber !== undefined) {
    member.phones.push(hash(reader, identifier.phoneNumber, `${at}.phone_number`));
  } else if (identifier.address !== undefined) {
    member.addresses.push(readAddress(reader, identifier.address, `${at}.address`));
  } else {
    reader.violations.push(violation(at, "NO_IDENTIFIERS_PROVIDED", "No identifier was provided."));
  }
}

function readMember(
  reader: Reader,
  sent: AudienceMember,
  place: { at: string; consent: Consent },
): Member {
  const identifiers = sent.userData?.userIdentifiers ?? [];
  const member: Member = {
    emails: [],
    phones: [],
    addresses: [],
    consent: sent.consent ?? place.consent,
  };
  const field = `${place.at}.user_data.user_identifiers`;
  if (sent.userData === undefined) {
    reader.violations.push(
      violation(place.at, "INVALID_AUDIENCE_MEMBER", "The list takes user_data alone."),
    );
  } else if (identifiers.length === 0) {
    reader.violations.push(
      violation(field, "REQUIRED_FIELD_MISSING", "Required field is missing."),
    );
  } else if (identifiers.length > dataManagerLimits.identifiersPerMember) {
    reader.violations.push(
      violation(field, "TOO_MANY_USER_IDENTIFIERS", "At most 10 identifiers a member."),
    );
  }
  for (const [i, identifier] of identifiers.entries()) {
    readIdentifier(reader, member, { identifier, at: `${field}[${i}]` });
  }
  return member;
}

/** The members of a request, hashes in hex; one bad field refuses the whole request. */
export function readMembers(request: MembersRequest): Member[] {
  const { audienceMembers, encoding } = request;
  const most = dataManagerLimits.members;
  if (audienceMembers.length === 0) {
    refuseViolations([
      violation("audience_members", "REQUIRED_FIELD_MISSING", "Required field is missing."),
    ]);
  }
  if (audienceMembers.length > most) {
    refuseViolations([
      violation(
        "audience_members",
        "TOO_MANY_AUDIENCE_MEMBERS",
        `At most ${most} audience members.`,
      ),
    ]);
  }
  if (encoding !== "HEX" && encoding !== "BASE64") {
    refuseViolations([
      violation("encoding", "REQUIRED_FIELD_MISSING", "Required field is missing."),
    ]);
    return [];
  }
  const reader: Reader = { encoding, violations: [] };
  const consent = request.consent ?? consentSchema.parse({});
  const members = audienceMembers.map((sent, i) =>
    readMember(reader, sent, { at: `audience_members[${i}]`, consent }),
  );
  refuseViolations(reader.violations);
  return members;
}
