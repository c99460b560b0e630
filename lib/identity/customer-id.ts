import { type CustomerId, customerIdSchema } from "../core/ids.ts";

/** A customer id as it is compared everywhere: trimmed, NFC; large and small letters stay apart. */
export const customerIdText = (raw: string): string => raw.trim().normalize("NFC");

/** The id of a row, or undefined when it is blank or longer than an id may be. */
export function readCustomerId(raw: string): CustomerId | undefined {
  const read = customerIdSchema.safeParse(customerIdText(raw));
  return read.success ? read.data : undefined;
}
