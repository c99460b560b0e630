import * as z from "zod";
import { adsLimits } from "../limits.ts";
import { looksLikeContactData, readHash } from "../member.ts";
import type { Member } from "../member.ts";
import type { AdsError } from "./ads-refusal.ts";

const identifierSchema = z.object({
  hashed_email: z.string().optional(),
  hashed_phone_number: z.string().optional(),
  mobile_id: z.string().optional(),
  third_party_user_id: z.string().optional(),
  address_info: z
    .object({
      hashed_first_name: z.string().default(""),
      hashed_last_name: z.string().default(""),
      country_code: z.string().default(""),
      postal_code: z.string().default(""),
    })
    .optional(),
});
type Identifier = z.infer<typeof identifierSchema>;

export const userDataSchema = z.object({
  user_identifiers: z.array(identifierSchema).default([]),
  consent: z.unknown().optional(),
  transaction_attribute: z.unknown().optional(),
  user_attribute: z.unknown().optional(),
});
export type UserData = z.infer<typeof userDataSchema>;

type Path = NonNullable<AdsError["path"]>;
const JOB = "offline_user_data_job_error";

/** Reads one user; `complain` gathers what is wrong with it. */
interface Reader {
  readonly member: Member;
  complain(path: Path, code: AdsError["code"], message: string): void;
}

function hash(reader: Reader, value: string, path: Path): string {
  const read = readHash(value, "HEX");
  if ("hash" in read) return read.hash;
  const plain = looksLikeContactData(value)
    ? " It looks like contact data that was not hashed."
    : "";
  reader.complain(
    path,
    [JOB, "INVALID_SHA256_FORMAT"],
    `The SHA256 encoded value is malformed.${plain}`,
  );
  return "";
}

function readAddress(
  reader: Reader,
  address: NonNullable<Identifier["address_info"]>,
  path: Path,
): void {
  const { hashed_first_name: first, hashed_last_name: last, country_code, postal_code } = address;
  if ([first, last, country_code, postal_code].includes("")) {
    reader.complain(
      path,
      ["field_error", "REQUIRED"],
      "First name, last name, country and postal code are required.",
    );
    return;
  }
  if (!/^[A-Za-z]{2}$/.test(country_code)) {
    reader.complain(
      [...path, ["country_code"]],
      [JOB, "INVALID_COUNTRY_CODE"],
      "The country code is invalid.",
    );
  }
  if (postal_code.includes("@") || postal_code.length > 20) {
    reader.complain(
      [...path, ["postal_code"]],
      ["field_error", "INVALID_VALUE"],
      "Not a postal code.",
    );
  }
  reader.member.addresses.push({
    givenName: hash(reader, first, [...path, ["hashed_first_name"]]),
    familyName: hash(reader, last, [...path, ["hashed_last_name"]]),
    regionCode: country_code,
    postalCode: postal_code,
  });
}

function readIdentifier(reader: Reader, identifier: Identifier, path: Path): void {
  const { hashed_email: email, hashed_phone_number: phone, address_info: address } = identifier;
  if (email !== undefined) {
    reader.member.emails.push(hash(reader, email, [...path, ["hashed_email"]]));
  } else if (phone !== undefined) {
    reader.member.phones.push(hash(reader, phone, [...path, ["hashed_phone_number"]]));
  } else if (address !== undefined) {
    readAddress(reader, address, [...path, ["address_info"]]);
  } else if (identifier.mobile_id !== undefined || identifier.third_party_user_id !== undefined) {
    reader.complain(
      path,
      [JOB, "INCOMPATIBLE_UPLOAD_KEY_TYPE"],
      "The list takes contact info alone.",
    );
  } else {
    reader.complain(
      path,
      [JOB, "MISSING_USER_IDENTIFIER"],
      "The user identifier is missing valid data.",
    );
  }
}

/** One user of an operation, or everything that is wrong with it. */
export function readUser(
  data: UserData,
  path: Path,
  consent: Member["consent"],
): { readonly member: Member } | { readonly errors: readonly AdsError[] } {
  const errors: AdsError[] = [];
  const reader: Reader = {
    member: { emails: [], phones: [], addresses: [], consent },
    complain: (at, code, message) => errors.push({ code, message, path: at }),
  };
  const { user_identifiers: identifiers } = data;
  if (identifiers.length === 0) {
    reader.complain(
      path,
      [JOB, "MISSING_USER_IDENTIFIER"],
      "The user identifier is missing valid data.",
    );
  }
  if (identifiers.length > adsLimits.identifiersPerOperation) {
    reader.complain(
      path,
      [JOB, "TOO_MANY_USER_IDENTIFIERS"],
      "At most 20 user identifiers an operation.",
    );
  }
  if (data.user_attribute !== undefined || data.transaction_attribute !== undefined) {
    reader.complain(
      path,
      [JOB, "ATTRIBUTES_NOT_APPLICABLE_FOR_CUSTOMER_MATCH_USER_LIST"],
      "User attributes cannot be uploaded into a user list.",
    );
  }
  for (const [i, identifier] of identifiers.entries()) {
    readIdentifier(reader, identifier, [...path, ["user_identifiers", i]]);
  }
  return errors.length > 0 ? { errors } : { member: reader.member };
}
