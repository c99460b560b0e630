import type { Sha256 } from "../core/ids.ts";
import { smallText } from "./clean-text.ts";
import { hashIdentifier, hashOfNothing, readSha256 } from "./hash-identifier.ts";
import type { Maybe } from "./identity.ts";
import { type PerPlatform, unusableText } from "./per-platform.ts";

/** RFC 5322's dot-atom letters, and any other alphabet's (å, ä, ö), before the @. */
const localPart = /^[\p{L}\p{N}\p{M}.!#$%&'*+/=?^_`{}~-]+$/u;
const domain = /^[\p{L}\p{N}\p{M}-]+(?:\.[\p{L}\p{N}\p{M}-]+)*\.[\p{L}\p{N}\p{M}-]{2,}$/u;

/** RFC 5321: no address is longer, in characters. */
const longest = 254;

/**
 * An e-mail address.
 *
 * Meta: trimmed, small letters, nothing else (Custom Audience guide, 2026-09-12).
 * Google: the same, and at gmail.com and googlemail.com without the dots and without what follows a plus;
 * the domain stays as it is (Google's data-manager-node formatter, 2026-06; Data Manager "Format user data").
 *
 * Both undefined for what has no shape of an address. Google alone undefined when nothing is left before the @.
 */
export function normaliseEmail(raw: string): PerPlatform<string | undefined> {
  const email = smallText(raw);
  const at = email.indexOf("@");
  if (at < 1 || email.length > longest) return unusableText;
  const local = email.slice(0, at);
  const host = email.slice(at + 1);
  if (!localPart.test(local) || !domain.test(host)) return unusableText;
  return { meta: email, google: googleEmail(email, local, host) };
}

function googleEmail(email: string, local: string, host: string): string | undefined {
  if (host !== "gmail.com" && host !== "googlemail.com") return email;
  const plus = local.indexOf("+");
  const mailbox = (plus < 0 ? local : local.slice(0, plus)).replaceAll(".", "");
  return mailbox === "" ? undefined : `${mailbox}@${host}`;
}

/**
 * One e-mail address of a file, normalised, or its hash where it came hashed already; a hash has no @. Both undefined
 * for what is neither, and for the hash of nothing, which would be everybody who has no address.
 */
export function readEmail(raw: string): PerPlatform<Maybe<string>> {
  const ready = readSha256(raw);
  if (ready === undefined) return normaliseEmail(raw);
  return ready === hashOfNothing ? unusableText : { meta: ready, google: ready };
}

/** The hash of what `readEmail` gave: what came hashed is never hashed twice. */
export const hashReadEmail = (text: string): Sha256 => readSha256(text) ?? hashIdentifier(text);

/** The hashes of one e-mail address of a file. */
export function hashEmail(raw: string): PerPlatform<Maybe<Sha256>> {
  const { meta, google } = readEmail(raw);
  if (meta === undefined) return unusableText;
  const hashed = hashReadEmail(meta);
  if (google === meta) return { meta: hashed, google: hashed };
  return { meta: hashed, google: google === undefined ? undefined : hashReadEmail(google) };
}
