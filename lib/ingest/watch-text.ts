import { isAscii, isUtf8 } from "node:buffer";

/** What a file's bytes say of its encoding. */
export interface TextFindings {
  /** The first bytes: enough to know a file of another kind by. */
  readonly head: () => Uint8Array;
  /** Whether all of it is UTF-8. */
  readonly isUtf8: () => boolean;
  /** The line of the first byte that is no UTF-8. */
  readonly foreignLine: () => number | undefined;
  /** Besides bytes that are no UTF-8, it has characters that nothing but UTF-8 writes. */
  readonly isMixed: () => boolean;
  /** The line of the first NUL byte. */
  readonly nulLine: () => number | undefined;
}

/** Looks at a text as it passes by. */
export interface TextWatch extends TextFindings {
  look(chunk: Uint8Array): void;
}

const headSize = 64 * 1024;
const lineFeed = 0x0a;

/** Bytes of the character that this one begins, if it is UTF-8. */
const lengthOf = (byte: number): number => (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2);

/** Bytes at the end of a chunk that begin a character which goes on in the next one: 0–3. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return lengthOf(byte) > back ? back : 0;
  }
  return 0;
}

/** The length of the character at this place, 0 when it is no UTF-8. */
function characterAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] ?? 0;
  if (byte < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  if (byte < 0xc2 || second < 0x80 || second > 0xbf) return 0;
  const length = lengthOf(byte);
  return isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}

function firstForeign(bytes: Uint8Array): number {
  let at = 0;
  for (let length = 1; length > 0 && at < bytes.length; at += length) {
    length = characterAt(bytes, at);
  }
  return at;
}

/** Of two bytes: all that Windows-1252 has too. Of three: dashes, quotes, €. Of four: emoji. */
const telling = new Set([0xc2, 0xc3, 0xe2, 0xf0]);

/**
 * Looks for a character that nothing but UTF-8 writes. `É®` or `ä…”` in Windows-1252 happen to be one
 * of UTF-8 as well, so by itself only a likely one tells, of others two in a row.
 */
function telltaleFinder(): (bytes: Uint8Array) => boolean {
  let before = false;
  return (bytes) => {
    if (bytes.length > 0 && isAscii(bytes)) {
      before = false;
      return false;
    }
    for (let at = 0; at < bytes.length;) {
      const byte = bytes[at] ?? 0;
      const length = byte < 0x80 ? 1 : characterAt(bytes, at);
      if (length > 1 && (before || telling.has(byte))) return true;
      before = length > 1;
      at += Math.max(1, length);
    }
    return false;
  };
}

function newlinesIn(bytes: Buffer): number {
  let found = 0;
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) found += 1;
  return found;
}

/** Watches a text. As fast as bytes can be counted while all is ASCII or UTF-8. */
export function watchText(): TextWatch {
  let head: Buffer = Buffer.alloc(0);
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let foreign: number | undefined;
  let nul: number | undefined;
  let telltale = false;
  const lookForNul = (chunk: Buffer) => {
    const at = chunk.indexOf(0);
    if (at >= 0) nul = line + newlinesIn(chunk.subarray(0, at));
  };
  const writesUtf8 = telltaleFinder();
  const lookForForeign = (text: Buffer) => {
    if (foreign === undefined && !isUtf8(text)) {
      foreign = line + newlinesIn(text.subarray(0, firstForeign(text)));
    }
    telltale ||= writesUtf8(text);
  };
  return {
    look: (bytes) => {
      const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      if (head.length < headSize) head = Buffer.concat([head, chunk.subarray(0, headSize)]);
      if (nul === undefined) lookForNul(chunk);
      const text = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const end = text.length - unfinished(text);
      lookForForeign(text.subarray(0, end));
      rest = Buffer.from(text.subarray(end));
      line += newlinesIn(chunk);
    },
    head: () => head,
    isUtf8: () => foreign === undefined && rest.length === 0,
    foreignLine: () => foreign ?? (rest.length === 0 ? undefined : line),
    isMixed: () => telltale && (foreign !== undefined || rest.length > 0),
    nulLine: () => nul,
  };
}
