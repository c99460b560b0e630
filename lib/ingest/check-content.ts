import { InputProblem } from "../core/failure.ts";
import type { Format } from "./read-inbox-key.ts";
import { encodingByHead } from "./transcode.ts";

/** What a file is, by how it begins, and what to do about it. */
interface Sign {
  readonly begins: string;
  /** Where, from the first byte on. */
  readonly at?: number;
  /** What it has somewhere near its beginning. */
  readonly has?: string;
  readonly what: string;
  readonly instead: string;
}

const excel = { what: "an Excel workbook", instead: "save the sheet as CSV (UTF-8)" };
const picture = { what: "a picture", instead: "upload the data itself" };
const unpacked = "unpack it and upload the files in it one by one";
const repacked = "pack it with gzip or zstd";

/** The first that fits counts. */
const signs: readonly Sign[] = [
  { begins: "PK\u0003\u0004", has: "[Content_Types].xml", ...excel },
  { begins: "PK\u0003\u0004", has: "xl/", ...excel },
  {
    begins: "PK\u0003\u0004",
    has: "opendocument.spreadsheet",
    what: "an OpenDocument spreadsheet",
    instead: "save the sheet as CSV (UTF-8)",
  },
  { begins: "PK\u0003\u0004", what: "a zip archive", instead: unpacked },
  { begins: "\u00d0\u00cf\u0011\u00e0", ...excel },
  { begins: "ustar", at: 257, what: "a tar archive", instead: unpacked },
  { begins: "7z\u00bc\u00af", what: "a 7-Zip archive", instead: unpacked },
  { begins: "Rar!\u001a", what: "a RAR archive", instead: unpacked },
  { begins: "BZh", has: "1AY&SY", what: "packed with bzip2", instead: repacked },
  { begins: "\u00fd7zXZ\u0000", what: "packed with xz", instead: repacked },
  { begins: "PARE", what: "an encrypted Parquet file", instead: "export it without encryption" },
  { begins: "SQLite format 3\u0000", what: "an SQLite database", instead: "export a table as CSV" },
  { begins: "Obj\u0001", what: "an Avro file", instead: "export it as CSV, NDJSON or Parquet" },
  { begins: "ARROW1", what: "an Arrow file", instead: "export it as CSV, NDJSON or Parquet" },
  { begins: "%PDF-", what: "a PDF document", instead: "upload the data itself" },
  { begins: "\u0089PNG", ...picture },
  { begins: "\u00ff\u00d8\u00ff", ...picture },
  { begins: "GIF8", ...picture },
];

const fits = (bytes: string, { begins, at = 0, has = "" }: Sign): boolean =>
  bytes.startsWith(begins, at) && bytes.includes(has);

const problem = (what: string, instead: string): InputProblem =>
  new InputProblem(`the content is ${what}: ${instead}`);

/** Packed files, whose names tell how they are packed. */
const packed = [
  { begins: "\u001f\u008b", what: "a gzip", ending: "gz" },
  { begins: "\u0028\u00b5\u002f\u00fd", what: "a zstd", ending: "zst" },
] as const;

/** Throws `InputProblem` for what no format of ours begins with. */
function refuseOtherKinds(bytes: string, format: Format): void {
  const twice = packed.find(({ begins }) => bytes.startsWith(begins));
  if (twice !== undefined) {
    throw problem(twice.what, `call the file .${format}.${twice.ending}, compressed once`);
  }
  const sign = signs.find((known) => fits(bytes, known));
  if (sign !== undefined) throw problem(sign.what, sign.instead);
  if (format !== "parquet" && bytes.startsWith("PAR1\u0015")) {
    throw problem("a Parquet file", "call the file .parquet");
  }
  if (format === "parquet" && !bytes.startsWith("PAR1")) {
    throw new InputProblem("the content is no Parquet file: call the file what it is");
  }
}

/** A file's first bytes as text. Letters beyond ASCII may come out as others. */
function textOf(head: Uint8Array): string {
  const encoding = encodingByHead(head);
  const isUtf16 = encoding === "utf-16le" || encoding === "utf-16be";
  return new TextDecoder(isUtf16 ? encoding : "utf-8").decode(head);
}

const webPages = ["<!doctype html", "<html", "<head"];
const xml = ["<?xml", "<error>"];

/** Throws `InputProblem` for pages and messages that came in place of the file. */
function refuseMarkup(text: string): void {
  const start = text.slice(0, 100).toLowerCase();
  if (webPages.some((tag) => start.startsWith(tag))) {
    throw problem(
      "a web page",
      "an error or a sign-in may have come in place of the file; export and upload it again",
    );
  }
  if (xml.some((tag) => start.startsWith(tag))) {
    throw problem("XML", "export it as CSV, NDJSON or Parquet");
  }
}

const oneObjectPerLine = "write one JSON object on each line";

/** Throws `InputProblem` for JSON under the name of CSV. A header may begin with a bracket, as in `[id],[name]`. */
function refuseJson(text: string): void {
  if (/^\{\s*"/.test(text)) throw problem("JSON", "call the file .ndjson");
  if (/^\[\s*[[{]/.test(text)) {
    throw problem("a JSON array", `${oneObjectPerLine}, without the array, and call it .ndjson`);
  }
}

/** Throws `InputProblem` for a text none of whose first lines is an object, or whose first object goes on over lines. */
function refuseOtherText(text: string): void {
  if (text.startsWith("[")) throw problem("a JSON array", `${oneObjectPerLine}, without the array`);
  if (/^\{\s*\n/.test(text)) {
    throw problem("a JSON object that goes on over several lines", oneObjectPerLine);
  }
  if (text === "" || /^[^\S\n]*\{/m.test(text)) return;
  throw new InputProblem(
    `the content is no NDJSON: ${oneObjectPerLine}, or call the file .csv if it is one`,
  );
}

/** Looks at a file's first bytes, unpacked. Throws `InputProblem` when it is not what its name says. */
export function checkContent(head: Uint8Array, format: Format): void {
  refuseOtherKinds(Buffer.from(head).toString("latin1"), format);
  if (format === "parquet") return;
  const text = textOf(head).trimStart();
  refuseMarkup(text);
  if (format === "csv") refuseJson(text);
  else refuseOtherText(text);
}
