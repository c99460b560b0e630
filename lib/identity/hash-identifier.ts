import { hash } from "node:crypto";
import type { Sha256 } from "../core/ids.ts";
import { smallText } from "./clean-text.ts";

const smallHex = /^[0-9a-f]{64}$/;
const isSha256 = (text: string): text is Sha256 => smallHex.test(text);
/** What `hash` gives needs no reading: it is small hex, and SHA-256 by its length. */
const isDigest = (digest: string): digest is Sha256 => digest.length === 64;

/**
 * SHA-256 of the empty text: in files that arrive hashed it stands for everybody who lacks the value, and it would
 * match whoever else lacks it.
 */
export const hashOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/**
 * SHA-256 of the UTF-8 text as 64 small hex digits, as both platforms take it.
 * Throws on an empty or blank text: whoever asks for the hash of nothing has a bug.
 */
export function hashIdentifier(normalised: string): Sha256 {
  if (normalised.trim() === "") throw new RangeError("nothing to hash: the text is empty");
  const digest = hash("sha256", normalised, "hex");
  if (!isDigest(digest)) throw new TypeError("SHA-256 did not give 64 hex digits");
  return digest;
}

/** A value that arrives hashed already (64 hex digits, large or small), in small letters; it must never be hashed twice. */
export function readSha256(raw: string): Sha256 | undefined {
  if (raw.length < 64) return undefined;
  const small = smallText(raw);
  return isSha256(small) ? small : undefined;
}
