import { splitValues } from "./clean-text.ts";
import type { CountryCode } from "./country.ts";
import { hashReadEmail, readEmail } from "./email.ts";
import type { Maybe } from "./identity.ts";
import type { PerPlatform } from "./per-platform.ts";
import { normalisePhone } from "./phone.ts";

/**
 * E-mail addresses and phone numbers as texts that are yet to be hashed: hardly any comes twice, and
 * an engine hashes them several times faster than we do. What `hashPerson` gives is their hashes.
 * Several in a cell are apart by `|` (no address and no number has one); empty where there are none.
 */

/** Each once, and once too where it stands there both hashed and not. */
function eachOnce(emails: readonly Maybe<string>[]): string {
  const found = new Map<string, string>();
  for (const email of emails) {
    if (email === undefined) continue;
    const hashed = hashReadEmail(email);
    if (!found.has(hashed)) found.set(hashed, email);
  }
  return [...found.values()].join("|");
}

/** The e-mail addresses of a cell, and those hashes among them (64 hex digits) that are not hashed again. */
export function emailsToHash(cell: string): PerPlatform<string> {
  if (!cell.includes("|")) {
    const { meta = "", google = "" } = readEmail(cell);
    return { meta, google };
  }
  const all = splitValues(cell).map(readEmail);
  return {
    meta: eachOnce(all.map(({ meta }) => meta)),
    google: eachOnce(all.map(({ google }) => google)),
  };
}

/** The phone numbers of a cell as Google's rules have them, national ones as dialled in `home`; Meta's lack the `+`. */
export function phonesToHash(cell: string, home: CountryCode): string {
  if (!cell.includes("|")) return normalisePhone(cell, home).google ?? "";
  const all = splitValues(cell).map((raw) => normalisePhone(raw, home).google);
  return [...new Set(all.filter((phone) => phone !== undefined))].join("|");
}
