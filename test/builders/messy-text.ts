import fc from "fast-check";

/** What makes readers of text files stumble. */
const piece = fc.constantFrom(
  '"',
  '""',
  ",",
  ";",
  "\n",
  "\r\n",
  "\r",
  "a",
  "ä€",
  " ",
  "1",
  "2026-01-02",
  "\t",
  "'",
  "\\",
  "{",
  "}",
  ":",
);

/** Texts of such pieces. */
export const messy = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));

/** A row of CSV, every field quoted. */
export const rowOf = (fields: readonly string[]): string =>
  fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(",");
