const plainAscii = /^[ -~]*$/;

/** Soft hyphen, zero-width characters, direction marks, byte order mark: seen by hashes alone. */
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

/**
 * The text as a person sees it: NFC, no invisible characters, no space around it (no-break spaces
 * are spaces). Neither platform says which Unicode form to hash; files carry both, and the hashes
 * of ö and of o + ¨ differ, so NFC is decided here, once.
 */
export function cleanText(raw: string): string {
  if (plainAscii.test(raw)) return raw.trim();
  // Taking a character out of the middle can bring a letter and its accent together: NFC comes last.
  return raw.replace(invisible, "").trim().normalize("NFC");
}

/** `cleanText` in small letters, by Unicode's own rules and never a locale's (a Turkish ı would change the hash). */
export function smallText(raw: string): string {
  if (plainAscii.test(raw)) return raw.trim().toLowerCase();
  return cleanText(raw).toLowerCase().normalize("NFC");
}

/** Several values in one column stand apart by `|`; empty ones are nobody's. */
export function splitValues(raw: string): readonly string[] {
  if (!raw.includes("|")) {
    const only = cleanText(raw);
    return only === "" ? [] : [only];
  }
  return raw
    .split("|")
    .map(cleanText)
    .filter((value) => value !== "");
}
