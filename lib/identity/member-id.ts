import { createHash, createHmac } from "node:crypto";
import { type MemberId, type Sha256, memberIdSchema } from "../core/ids.ts";
import { customerIdText } from "./customer-id.ts";

/** The pseudonyms of one workspace: nobody without its key can tell who is meant. */
export interface Pseudonyms {
  /** HMAC-SHA-256(key, customer_id trimmed, NFC) cut to 128 bits, base64url: the same in every file. */
  readonly ofCustomer: (customerId: string) => MemberId;
  /** Who is known by an e-mail address alone, from its hash: never the id of somebody with a customer id. */
  readonly ofEmail: (email: Sha256) => MemberId;
  /** For an engine that makes the same pseudonyms itself: HMAC's key under its two pads, 64 bytes each as hex. */
  readonly pads: { readonly inner: string; readonly outer: string };
}

/** SHA-256 works on blocks of so many bytes; shorter keys are filled up with zeroes (RFC 2104). */
const blockSize = 64;

function padded(key: Buffer, pad: number): string {
  return Buffer.from(
    Uint8Array.from({ length: blockSize }, (_, at) => (key[at] ?? 0) ^ pad),
  ).toString("hex");
}

/** No customer id begins with NUL: files that hold one are refused. */
export const emailMark = "\u0000e-mail ";
/** What people are recognised by who have several customer records: a phone, and a name. */
export const phoneMark = "\u0000phone ";
export const nameMark = "\u0000name ";

/**
 * Pseudonyms under one workspace key.
 *
 * @example pseudonyms(key).ofCustomer("17850") // 22 characters
 */
export function pseudonyms(key: string): Pseudonyms {
  const bytes = Buffer.from(key);
  const block = bytes.length > blockSize ? createHash("sha256").update(bytes).digest() : bytes;
  const named = (text: string): MemberId =>
    memberIdSchema.parse(
      createHmac("sha256", bytes).update(text).digest().subarray(0, 16).toString("base64url"),
    );
  return {
    ofCustomer: (customerId) => named(customerIdText(customerId)),
    ofEmail: (email) => named(`${emailMark}${email}`),
    pads: { inner: padded(block, 0x36), outer: padded(block, 0x5c) },
  };
}
