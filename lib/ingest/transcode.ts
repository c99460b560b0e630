import { InputProblem } from "../core/failure.ts";
import type { TextFindings } from "./watch-text.ts";

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

/** What a text in UTF-8 may begin with to say that it is. */
export const byteOrderMark = "\uFEFF";

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
 * UTF-16 without a mark has a NUL in every character of ASCII: at odd places when the smaller byte
 * comes first, at even ones else. Some are enough, since not all text is ASCII.
 */
function unmarkedUtf16(head: Uint8Array): Encoding | undefined {
  const nuls = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = nuls;
  const [few, many] = [head.length / 200, head.length / 8];
  if (odd > many && even <= few) return "utf-16le";
  return even > many && odd <= few ? "utf-16be" : undefined;
}

/** The encoding that a text's first bytes tell. */
export const encodingByHead = (head: Uint8Array): Encoding | undefined =>
  marks.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte))?.[0] ??
  unmarkedUtf16(head);

const on = (line: number | undefined) => ({ file: "", line });

/** Throws `InputProblem` for bytes that a text does not have which is said to be in this encoding. */
function checkBytes(text: TextFindings, said: Encoding | undefined): void {
  if (text.nulLine() !== undefined) {
    throw new InputProblem("the file holds NUL bytes: it is no text", on(text.nulLine()));
  }
  if (text.isUtf8() || said === "windows-1252") return;
  if (said !== undefined) {
    throw new InputProblem(
      "the file says it is UTF-8 and holds bytes that are not",
      on(text.foreignLine()),
    );
  }
  if (!text.isMixed()) return;
  throw new InputProblem(
    "the file mixes UTF-8 with another encoding, on this line for the first time: export it in " +
      "one, or say which it is with files: { encoding: … } in the dataset's map",
    on(text.foreignLine()),
  );
}

/**
 * The encoding of a text: what its first bytes tell, else the map, else UTF-8 if all of it is, else
 * Windows-1252. Throws `InputProblem` when it says UTF-8 and is not, when it is in two encodings and
 * the map names none, and when it is no text.
 */
export function encodingOf(text: TextFindings, declared: string | undefined): Encoding {
  const told = encodingByHead(text.head());
  const said = told ?? (declared === undefined ? undefined : declaredEncoding(declared));
  if (said === "utf-16le" || said === "utf-16be") return said;
  checkBytes(text, said);
  return said ?? (text.isUtf8() ? "utf-8" : "windows-1252");
}

/** What Windows-1252 has where ISO 8859-1 has control characters; the five it leaves out stay as they are. */
const windowsOnly = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Own table: several Node versions decode windows-1252 as latin1 (nodejs/node 56542, read 2026-11-22). */
const fromWindows = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString("latin1")
    .replaceAll(/[\u0080-\u009f]/g, (of) => windowsOnly[of.charCodeAt(0) - 0x80] ?? of);

type Decoder = (chunk?: Uint8Array) => string;

/** Decodes chunk by chunk, nothing at the end. Throws `InputProblem` for bytes that the encoding does not have. */
function decoderOf(from: Exclude<Encoding, "windows-1252">): Decoder {
  const decoder = new TextDecoder(from === "utf-8-mark" ? "utf-8" : from, { fatal: true });
  return (chunk) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new InputProblem(
        `the file is in ${from.toUpperCase()} and holds bytes that are not: export it in UTF-8`,
      );
    }
  };
}

/** Lets text through that holds no NUL. */
function nulRefuser(): (text: string) => string {
  let line = 1;
  return (text) => {
    const nul = text.indexOf("\0");
    line += text.slice(0, nul < 0 ? undefined : nul).split("\n").length - 1;
    if (nul < 0) return text;
    throw new InputProblem("the file holds NUL characters: it is no text", on(line));
  };
}

/** The same text in UTF-8 without a byte order mark. */
export async function* toUtf8(
  bytes: AsyncIterable<Uint8Array>,
  from: Encoding,
): AsyncGenerator<Uint8Array> {
  if (from === "windows-1252") {
    for await (const chunk of bytes) yield Buffer.from(fromWindows(chunk));
    return;
  }
  const [decode, withoutNul] = [decoderOf(from), nulRefuser()];
  for await (const chunk of bytes) yield Buffer.from(withoutNul(decode(chunk)));
  yield Buffer.from(withoutNul(decode()));
}
