import { createHash } from "node:crypto";

/** A text as it may lie in a file: as it is, in small and large letters, in both Unicode forms, and encoded. */
export function disguises(plain: string): readonly string[] {
  const forms = [plain, plain.toLowerCase(), plain.toUpperCase()].flatMap((text) => [
    text.normalize("NFC"),
    text.normalize("NFD"),
  ]);
  return [
    ...new Set([
      ...forms,
      ...forms.map((text) => encodeURIComponent(text)),
      ...forms.map((text) => JSON.stringify(text).slice(1, -1)),
      ...forms.map(escaped),
      ...forms.flatMap(inBase64),
    ]),
  ];
}

/** `\u00f6` for everything outside ASCII, as some writers of JSON do. */
const escaped = (text: string): string =>
  text.replaceAll(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** The middle of its base64, wherever in a longer text it begins: three ways, less the edges that neighbours share. */
function inBase64(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  if (bytes.length < 9) return [];
  return [0, 1, 2].flatMap((skip) => {
    const whole = bytes.subarray(skip, skip + Math.floor((bytes.length - skip) / 3) * 3);
    return [whole.toString("base64"), whole.toString("base64url")];
  });
}

/** The forms in which a hash travels. */
export function hashForms(normalised: string): readonly string[] {
  const digest = createHash("sha256").update(normalised).digest();
  const hex = digest.toString("hex");
  return [hex, hex.toUpperCase(), digest.toString("base64"), digest.toString("base64url")];
}

/** What of `wanted` stands in `text`: the name of each that does. */
export const foundIn = (
  text: string,
  wanted: Readonly<Record<string, readonly string[]>>,
): readonly string[] =>
  Object.entries(wanted)
    .filter(([, forms]) => forms.some((form) => text.includes(form)))
    .map(([name]) => name);
