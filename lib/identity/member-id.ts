import { createHmac } from "node:crypto";
import { type MemberId, memberIdSchema } from "../core/ids.ts";
import { customerIdText } from "./customer-id.ts";

/**
 * Pseudonyms under one workspace key: HMAC-SHA-256(key, customer_id trimmed, NFC) cut to 128 bits,
 * base64url. The same customer is the same member in every file, and nobody without the key can
 * tell who.
 *
 * @example memberIds(key)("17850") // 22 characters
 */
export const memberIds =
  (key: string) =>
  (customerId: string): MemberId =>
    memberIdSchema.parse(
      createHmac("sha256", key)
        .update(customerIdText(customerId))
        .digest()
        .subarray(0, 16)
        .toString("base64url"),
    );
