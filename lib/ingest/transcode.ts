import { InputProblem } from "../core/failure.ts";

/** Encodings a file may be in. `utf-8-mark`: with a byte order mark. */
export type Encoding = "utf-8" | "utf-8-mark" | "utf-16le" | "utf-16be" | "windows-1252";

/** Spellings that maps use, without dashes and spaces. ISO 8859-1 files are read as its superset, as browsers do. */
const spellings: Readonly<Record<string, Encoding>> = {
  utf8: "utf-8",
  utf16: "utf-16le",
  utf16le: "utf-16le",
  utf16be: "utf-16be",
  windows1252: "windows-1252",
  cp1252: "windows-1252",
  latin1: "windows-1252",
  iso88591: "windows-1252",
};

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ["utf-8-mark", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

function declaredEncoding(declared: string): Encoding {
  const known = spellings[declared.toLowerCase().replaceAll(/[-_ ]/g, "")];
  if (known !== undefined) return known;
  throw new InputProblem(
    "the map's encoding is not known: write utf-8, utf-16le, utf-16be or windows-1252",
  );
}

/**
 * The encoding of a file: what its byte order mark says, else the map, else UTF-8 if all of it is,
 * else Windows-1252. Throws `InputProblem` when it says UTF-8 and is not.
 */
export function encodingOf(
  file: { readonly head: Uint8Array; readonly isUtf8: boolean },
  declared: string | undefined,
): Encoding {
  const mark = marks.find(([, bytes]) => bytes.every((byte, at) => file.head[at] === byte))?.[0];
  const said = mark ?? (declared === undefined ? undefined : declaredEncoding(declared));
  if ((said === "utf-8" || said === "utf-8-mark") && !file.isUtf8) {
    throw new InputProblem("the file says it is UTF-8 and holds bytes that are not");
  }
  return said ?? (file.isUtf8 ? "utf-8" : "windows-1252");
}

/** What Windows-1252 has where ISO 8859-1 has control characters; the five it leaves out stay as they are. */
const windowsOnly = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Own table: several Node versions decode windows-1252 as latin1 (nodejs/node 56542, read 2026-11-22). */
const fromWindows = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString("latin1")
    .replaceAll(/[\u0080-\u009f]/g, (of) => windowsOnly[of.charCodeAt(0) - 0x80] ?? of);

/** The same text in UTF-8 without a byte order mark. */
export async function* toUtf8(
  bytes: AsyncIterable<Uint8Array>,
  from: Encoding,
): AsyncGenerator<Uint8Array> {
  if (from === "windows-1252") {
    for await (const chunk of bytes) yield Buffer.from(fromWindows(chunk));
    return;
  }
  const decoder = new TextDecoder(from === "utf-8-mark" ? "utf-8" : from);
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
