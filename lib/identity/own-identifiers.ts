import { splitValues } from "./clean-text.ts";
import type { CountryCode } from "./country.ts";
import { hashReadEmail, readEmail } from "./email.ts";
import { hashIdentifier } from "./hash-identifier.ts";
import type { Maybe } from "./identity.ts";
import type { PerPlatform } from "./per-platform.ts";
import { normalisePhone } from "./phone.ts";

/**
 * E-mail addresses and phone numbers as texts that are yet to be hashed: hardly any comes twice, and
 * an engine hashes them several times faster than we do. What `hashPerson` gives is their hashes.
 */

/** Texts of a cell by each platform's rules, apart by `|` (no address and no number has one); empty where there are none. */
export type OwnTexts = PerPlatform<string>;

const nobody: OwnTexts = { meta: "", google: "" };

/** Each once, and once too where it stands there both hashed and not. */
function eachOnce(texts: readonly Maybe<string>[], hash: (text: string) => string): string {
  const found = new Map<string, string>();
  for (const text of texts) {
    if (text === undefined) continue;
    const hashed = hash(text);
    if (!found.has(hashed)) found.set(hashed, text);
  }
  return [...found.values()].join("|");
}

interface Reader {
  readonly read: (raw: string) => PerPlatform<Maybe<string>>;
  readonly hash: (text: string) => string;
}

/** Each of a cell's values by both platforms' rules, in the order of the file. */
function readEach(cell: string, { read, hash }: Reader): OwnTexts {
  if (cell === "") return nobody;
  if (!cell.includes("|")) {
    const { meta = "", google = "" } = read(cell);
    return { meta, google };
  }
  const all = splitValues(cell).map(read);
  return {
    meta: eachOnce(
      all.map(({ meta }) => meta),
      hash,
    ),
    google: eachOnce(
      all.map(({ google }) => google),
      hash,
    ),
  };
}

/** The e-mail addresses of a cell, and those hashes among them (64 hex digits) that are not hashed again. */
export const emailsToHash = (cell: string): OwnTexts =>
  readEach(cell, { read: readEmail, hash: hashReadEmail });

/** The phone numbers of a cell, national ones as dialled in `home`. */
export const phonesToHash = (cell: string, home: CountryCode): OwnTexts =>
  readEach(cell, { read: (raw) => normalisePhone(raw, home), hash: hashIdentifier });
