import { splitValues } from "./clean-text.ts";
import type { CountryCode } from "./country.ts";
import { normaliseEmail } from "./email.ts";
import { hashIdentifier, hashOfNothing, readSha256 } from "./hash-identifier.ts";
import type { Maybe } from "./identity.ts";
import { type PerPlatform, unusableText } from "./per-platform.ts";
import { normalisePhone } from "./phone.ts";

/**
 * Identifiers that hardly two people share, as texts that are yet to be hashed: an engine hashes them several
 * times faster than a row at a time. What `hashPerson` makes of the same cells are their hashes.
 */

type Texts = PerPlatform<readonly string[]>;

const nothing: Texts = { meta: [], google: [] };

/** Whether a text is no hash yet: of e-mail addresses only those that are hashed already have no @. */
const isAddress = (text: string): boolean => text.includes("@");

function readEmail(raw: string): PerPlatform<Maybe<string>> {
  const ready = readSha256(raw);
  if (ready === undefined) return normaliseEmail(raw);
  return ready === hashOfNothing ? unusableText : { meta: ready, google: ready };
}

/** One address may stand there as it is and hashed. */
const hashOf = (text: string): string => (isAddress(text) ? hashIdentifier(text) : text);

function eachOnce(texts: readonly Maybe<string>[]): readonly string[] {
  const found = new Map<string, string>();
  for (const text of texts) {
    if (text === undefined) continue;
    const hash = hashOf(text);
    if (!found.has(hash)) found.set(hash, text);
  }
  return [...found.values()];
}

const oneOrNone = (text: Maybe<string>): readonly string[] => (text === undefined ? [] : [text]);

/** Each of a cell's values by both platforms' rules: once, in the order of the file. */
function readEach(cell: string, read: (raw: string) => PerPlatform<Maybe<string>>): Texts {
  if (cell === "") return nothing;
  if (!cell.includes("|")) {
    const { meta, google } = read(cell);
    return { meta: oneOrNone(meta), google: oneOrNone(google) };
  }
  const all = splitValues(cell).map(read);
  return {
    meta: eachOnce(all.map(({ meta }) => meta)),
    google: eachOnce(all.map(({ google }) => google)),
  };
}

/** The e-mail addresses of a cell, and the hashes (64 hex digits) among them, which have no @ and are not hashed again. */
export const emailsToHash = (cell: string): Texts => readEach(cell, readEmail);

/** The phone numbers of a cell, national ones as dialled in `home`. All of them are yet to be hashed. */
export const phonesToHash = (cell: string, home: CountryCode): Texts =>
  readEach(cell, (raw) => normalisePhone(raw, home));
