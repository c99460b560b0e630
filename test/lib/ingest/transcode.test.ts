import { describe, expect, test } from "vitest";
import { encodingOf, toUtf8 } from "../../../lib/ingest/transcode.ts";
import { watchText } from "../../../lib/ingest/watch-text.ts";

const utf8 = (text: string) => Buffer.from(text);
const latin = (text: string) => Buffer.from(text, "latin1");
const utf16 = (text: string) => Buffer.from(text, "utf16le");
const bytes = (...of: (Buffer | number)[]) =>
  Buffer.concat(of.map((one) => (typeof one === "number" ? Buffer.from([one]) : one)));

/** However its bytes come: one by one, a few, or all at once. */
function encodingHowever(content: Buffer, declared?: string): string {
  const found = [1, 3, 10, content.length].map((size) => {
    const watch = watchText();
    for (let at = 0; at < content.length; at += size) watch.look(content.subarray(at, at + size));
    try {
      return encodingOf(watch, declared);
    } catch (error) {
      if (!(error instanceof Error && "place" in error)) throw error;
      return JSON.stringify([error.message, error.place]);
    }
  });
  expect(new Set(found).size).toBe(1);
  return found[0] ?? "";
}

const mixedOn = (line: number) =>
  JSON.stringify([
    "the file mixes UTF-8 with another encoding, on this line for the first time: export it in " +
      "one, or say which it is with files: { encoding: … } in the dataset's map",
    { file: "", line },
  ]);

describe("the encoding of a file that says nothing", () => {
  test.each([
    ["ASCII", utf8("id;name\n1;Espoo\n"), "utf-8"],
    ["UTF-8", utf8("id;name\n1;Hyvinkää €\n2;Пори 🐈\n"), "utf-8"],
    [
      "å, ä, ö and € of Windows-1252",
      bytes(latin("1;Hyvinkää;5 "), 0x80, latin("\n2;Åbo\n")),
      "windows-1252",
    ],
    ["Windows-1252 that ends in a letter beyond ASCII", latin("1;Åb\n2;å"), "windows-1252"],
    ["UTF-8 that ends inside a letter", utf8("1;Åbo\n2;å").subarray(0, -1), mixedOn(2)],
    ["UTF-16 with the smaller byte first", utf16("id;name\n1;Hyvinkää\n"), "utf-16le"],
    ["UTF-16 with the larger byte first", utf16("id;name\n1;Hyvinkää\n").swap16(), "utf-16be"],
    ["UTF-16 in other letters", utf16("id;name\n1;Пори\n2;Котка\n"), "utf-16le"],
  ])("%s is found", (_what, content, encoding) => {
    expect(encodingHowever(content)).toBe(encoding);
  });

  test("UTF-8 with rows of another encoding is refused with the first such line", () => {
    const [good, bad] = [utf8("1;Hyvinkää\n"), latin("2;Åbo\n")];
    expect(encodingHowever(bytes(utf8("id;name\n"), good, good, bad, good))).toBe(mixedOn(4));
    expect(encodingHowever(bytes(utf8("id;name\n"), bad, good))).toBe(mixedOn(2));
    expect(encodingHowever(bytes(latin("1;Åbo\n2;5 "), utf8("€\n")))).toBe(mixedOn(1));
    expect(encodingHowever(bytes(latin("1;Åbo\n2;"), utf8("Котка\n")))).toBe(mixedOn(1));
  });

  test("letters and signs of Windows-1252 that happen to be UTF-8 as well do not make it mixed", () => {
    const nescafe = bytes(
      latin("NESCAF\u00c9\u00ae"),
      latin("; hyv\u00e4, hyv\u00e4"),
      0x85,
      0x94,
      latin("\n"),
    );
    expect(encodingHowever(nescafe)).toBe("windows-1252");
    expect(encodingHowever(bytes(latin("HYV\u00c4"), 0x94, latin("\n\u00c5bo\n")))).toBe(
      "windows-1252",
    );
  });

  test("NUL bytes of no encoding are refused with their line", () => {
    const refused = ["the file holds NUL bytes: it is no text", { file: "", line: 3 }];
    expect(encodingHowever(utf8("id;name\n1;a\n2;b\0\n3;c\0\n"))).toBe(JSON.stringify(refused));
  });
});

describe("what a file's first bytes or its map say counts", () => {
  test("a map's encoding for a file that mixes two", () => {
    expect(encodingHowever(bytes(utf8("ä\n"), latin("ä\n")), "windows-1252")).toBe("windows-1252");
    expect(encodingHowever(bytes(utf8("ä\n"), latin("ä\n")), "ISO 8859-1")).toBe("windows-1252");
  });

  test("UTF-8 that is none is refused with its line", () => {
    const refused = JSON.stringify([
      "the file says it is UTF-8 and holds bytes that are not",
      { file: "", line: 2 },
    ]);
    expect(encodingHowever(latin("a\nå\n"), "utf-8")).toBe(refused);
    expect(encodingHowever(bytes(utf8("\ufeffa\n"), latin("å\n")))).toBe(refused);
    expect(encodingHowever(bytes(utf8("\ufeffa\n"), latin("å\n")), "windows-1252")).toBe(refused);
  });

  test("marks are known, and win over the map", () => {
    expect(encodingHowever(utf8("\ufeffä\n"), "windows-1252")).toBe("utf-8-mark");
    expect(encodingHowever(utf16("\ufeffä\n"), "utf-8")).toBe("utf-16le");
    expect(encodingHowever(utf16("\ufeffä\n").swap16())).toBe("utf-16be");
  });

  test("an encoding that nobody knows is refused", () => {
    expect(encodingHowever(utf8("a\n"), "ebcdic")).toContain("the map's encoding is not known");
  });
});

async function utf8Of(content: Buffer, from: Parameters<typeof toUtf8>[1], size = 3) {
  const chunks = async function* chunks() {
    for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
  };
  let text = "";
  for await (const chunk of toUtf8(chunks(), from)) text += Buffer.from(chunk).toString();
  return text;
}

describe("text in UTF-8", () => {
  test("is the same text", async () => {
    expect(await utf8Of(utf8("\ufeffä€\n"), "utf-8-mark")).toBe("ä€\n");
    expect(await utf8Of(utf16("\ufeffä€🐈\n"), "utf-16le")).toBe("ä€🐈\n");
    expect(await utf8Of(utf16("ä€🐈\n").swap16(), "utf-16be")).toBe("ä€🐈\n");
    expect(await utf8Of(bytes(latin("ä"), 0x80, 0x81, 0x9f), "windows-1252")).toBe("ä€\u0081Ÿ");
  });

  test("is not made of UTF-16 that breaks off inside a letter, or of NULs", async () => {
    const broken = "the file is in UTF-16LE and holds bytes that are not: export it in UTF-8";
    await expect(utf8Of(utf16("abc").subarray(0, -1), "utf-16le")).rejects.toThrow(broken);
    await expect(utf8Of(utf16("a\nb\nc\0"), "utf-16le")).rejects.toMatchObject({
      message: "the file holds NUL characters: it is no text",
      place: { line: 3 },
    });
  });
});
