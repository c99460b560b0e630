import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { checkContent } from "../../../lib/ingest/check-content.ts";
import type { Format } from "../../../lib/ingest/read-inbox-key.ts";

const latin = (text: string) => Buffer.from(text, "latin1");
const csv = "order_id,customer_id\n1,2\n";
const ndjson = '{"order_id":"1"}\n{"order_id":"2"}\n';

const refused: readonly (readonly [what: string, Buffer, Format, problem: string])[] = [
  ["a gzip called csv", gzipSync(csv), "csv", "a gzip: call the file .csv.gz, compressed once"],
  ["a gzip called parquet", gzipSync(csv), "parquet", "a gzip: call the file .parquet.gz"],
  [
    "a zstd called ndjson",
    latin("\x28\xb5\x2f\xfd\x04"),
    "ndjson",
    "a zstd: call the file .ndjson.zst",
  ],
  ["a zip", latin("PK\x03\x04\x14\0orders.csv"), "csv", "a zip archive: unpack it"],
  [
    "an Excel workbook",
    latin("PK\x03\x04\x14\0[Content_Types].xml"),
    "csv",
    "an Excel workbook: save",
  ],
  ["an old Excel workbook", latin("\xd0\xcf\x11\xe0\xa1\xb1"), "csv", "an Excel workbook: save"],
  [
    "a spreadsheet",
    latin("PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
    "csv",
    "an OpenDocument spreadsheet",
  ],
  ["a tar", Buffer.concat([Buffer.alloc(257), latin("ustar")]), "csv", "a tar archive"],
  ["a picture", latin("\x89PNG\r\n"), "csv", "a picture"],
  ["Parquet called csv", latin("PAR1\x15\x04"), "csv", "a Parquet file: call the file .parquet"],
  [
    "Parquet called ndjson",
    latin("PAR1\x15\x04"),
    "ndjson",
    "a Parquet file: call the file .parquet",
  ],
  ["encrypted Parquet", latin("PARE\x15\x04"), "parquet", "an encrypted Parquet file"],
  ["CSV called parquet", latin(csv), "parquet", "no Parquet file: call the file what it is"],
  ["NDJSON called csv", latin(ndjson), "csv", "JSON: call the file .ndjson"],
  [
    "NDJSON with a mark called csv",
    Buffer.from(`\ufeff${ndjson}`),
    "csv",
    "JSON: call the file .ndjson",
  ],
  [
    "NDJSON in UTF-16 called csv",
    Buffer.from(ndjson, "utf16le"),
    "csv",
    "JSON: call the file .ndjson",
  ],
  ["a JSON array called csv", latin('[\n {"order_id": 1}]'), "csv", "a JSON array"],
  ["a JSON array called ndjson", latin('[{"order_id":1}]'), "ndjson", "a JSON array: write one"],
  [
    "an object over several lines",
    latin('{\n  "order_id": 1\n}\n'),
    "ndjson",
    "a JSON object that goes on over several lines",
  ],
  ["CSV called ndjson", latin(csv), "ndjson", "no NDJSON: write one JSON object on each line, or"],
  ["an error page", latin("\n<!DOCTYPE html>\n<html>"), "csv", "a web page"],
  ["a sign-in page", latin("<html><head>"), "ndjson", "a web page"],
  ["an answer of S3", latin('<?xml version="1.0"?>\n<Error>'), "csv", "XML"],
];

describe("a file that is not what its name says is refused", () => {
  test.each(refused)("%s", (_what, ...[head, format, problem]) => {
    expect(() => checkContent(head, format)).toThrow(`the content is ${problem}`);
  });
});

const taken: readonly (readonly [what: string, content: string | Buffer, Format])[] = [
  ["CSV", csv, "csv"],
  ["CSV whose header has brackets", "[order_id],[customer_id]\n", "csv"],
  ["CSV that begins with letters of another kind's", "PAR1,GIF\nBZh,ustar\n", "csv"],
  ["CSV in UTF-16", Buffer.from(`\ufeff${csv}`, "utf16le"), "csv"],
  ["NDJSON", ndjson, "ndjson"],
  ["NDJSON after blank lines", `\r\n \n${ndjson}`, "ndjson"],
  ["NDJSON whose first line is damaged", `{"order_id":\n${ndjson}`, "ndjson"],
  ["NDJSON after a line of something else", `exported 2026-11-22\n  ${ndjson}`, "ndjson"],
  ["nothing but blank lines", "\n\n", "ndjson"],
  ["Parquet", "PAR1\x15\x04", "parquet"],
];

test.each(taken)("%s is taken for what it is called", (_what, content, format) => {
  expect(() => checkContent(Buffer.from(content), format)).not.toThrow();
});
