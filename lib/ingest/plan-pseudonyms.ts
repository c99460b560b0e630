import { type Pseudonyms, emailMark, nameMark, phoneMark } from "../identity/member-id.ts";
import { type Expression, call, joined, value } from "../sql/expression.ts";

/** Pseudonyms made by the engine, of columns. */

type Pads = Pseudonyms["pads"];

/** SHA-256 of some bytes (hex) and what follows them, as 64 hex digits. */
const digest = (first: string, bytes: Expression): Expression =>
  call("sha256", joined(call("unhex", value(first)), bytes));

/** 128 bits, in hex digits. */
const halfOfDigest = value(32);
/** The same in base64, without what fills it up. */
const pseudonymLength = value(22);

const urlSafe = (base64: Expression): Expression =>
  call("replace", call("replace", base64, value("+"), value("-")), value("/"), value("_"));

/** HMAC-SHA-256 (RFC 2104) of a mark (hex) and a text, cut to 128 bits, base64url. */
function named(mark: string, text: Expression, { inner, outer }: Pads): Expression {
  const whole = digest(outer, call("unhex", digest(inner + mark, call("encode", text))));
  const half = call("unhex", call("substring", whole, value(1), halfOfDigest));
  return urlSafe(call("substring", call("to_base64", half), value(1), pseudonymLength));
}

/** `pseudonyms(key).ofCustomer` of a customer id that is trimmed and NFC. */
export const pseudonymOf = (customerId: Expression, pads: Pads): Expression =>
  named("", customerId, pads);

const hex = (mark: string): string => Buffer.from(mark).toString("hex");

/** `pseudonyms(key).ofEmail` of an address's hash. */
export const pseudonymOfEmail = (hash: Expression, pads: Pads): Expression =>
  named(hex(emailMark), hash, pads);

/** What a phone is recognised by, of its hash. */
export const pseudonymOfPhone = (hash: Expression, pads: Pads): Expression =>
  named(hex(phoneMark), hash, pads);

/** What a name is recognised by, of the hashes of its parts; unknown unless both are known. */
export const pseudonymOfName = (first: Expression, last: Expression, pads: Pads): Expression =>
  named(hex(nameMark), joined(first, last), pads);
