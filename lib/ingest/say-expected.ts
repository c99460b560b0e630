import type { Dataset } from "../core/dataset.ts";
import type { AttributeSource, ColumnSource } from "../workspace/workspace.ts";
import type { FileReading } from "./plan-rows.ts";

const moments: ReadonlySet<string> = new Set([
  "ordered_at",
  "occurred_at",
  "given_at",
  "referred_at",
  "requested_at",
  "joined_at",
  "updated_at",
  "at",
]);

const feedbackKinds = "rating, nps, review or complaint";

/** Columns that hold one of a few things. */
const words: Readonly<Record<string, (dataset: Dataset, reading: FileReading) => string>> = {
  granted: () => "yes or no",
  channel: () => "online, store or phone",
  kind: (dataset) => (dataset === "feedback" ? feedbackKinds : "sale or return"),
  country: () => "a country's two letters, such as FI",
  latitude: () => "degrees from -90 to 90",
  longitude: () => "degrees from -180 to 180",
  currency: (_, { settings }) =>
    `one of ${[settings.currency, ...Object.keys(settings.rates)].join(", ")} (rates in workspace.yaml name the others)`,
};

const momentText = ({ format }: ColumnSource): string =>
  format === undefined
    ? "a date, or a date and time, from 1900 to 2199, such as 2026-03-09 14:05 (another order is named by format)"
    : `a date written as the map's format ${format} says, from 1900 to 2199`;

const numberText = ({ decimal }: ColumnSource): string =>
  decimal === "comma"
    ? "a number such as 1 234,50"
    : "a number such as 1234.50 (decimal: comma reads 1234,50)";

/** What an attribute's type takes. */
function attributeText(source: AttributeSource): string {
  switch (source.type) {
    case "number":
      return numberText(source);
    case "date":
      return momentText(source);
    case "yes-no":
      return "yes or no";
    case "text":
    case "list":
      return "a text";
  }
}

/** What is expected in a column of ours that could not be read. */
function readableText(name: string, source: ColumnSource, reading: FileReading): string {
  if (source.by === "email") return "an e-mail address";
  const word = words[name];
  if (word !== undefined) return word(reading.dataset, reading);
  return moments.has(name) ? momentText(source) : numberText(source);
}

/** What a row of a wrong shape should have been. */
const shapes: Readonly<Record<string, string>> = {
  "row-ragged": "as many cells as the header has",
  "row-quoted-badly": "nothing between a closing quote and the end of its cell",
  "row-unreadable": "one JSON object, with texts, numbers, yes or no, and lists of these",
};

const others: Readonly<Record<string, string>> = {
  "amount-missing": "an amount, or a quantity and a unit price",
  "referred-self": "somebody else than the customer of the row",
};

/** The column's name in the file, as its owner knows it. */
const called = (source: ColumnSource): string => JSON.stringify(source.from);

/** The column that a fault's code speaks of, and what is wrong there. */
function parts(code: string): { readonly name: string; readonly why: string } {
  const [, name = code, why = ""] = /^(.*)-(missing|unreadable|unknown|too-long)$/.exec(code) ?? [];
  return { name, why };
}

/**
 * What is expected where a row was rejected: the file's own name of the column, and what it should
 * hold. Of a reason that a skip rule gave: nothing.
 */
export function expectedFor(code: string, reading: FileReading): string | undefined {
  const { name, why } = parts(code);
  const shape = shapes[code] ?? others[code];
  if (shape !== undefined) return shape;
  const attribute = reading.layout.attributes[name];
  if (attribute !== undefined)
    return `${called(attribute.source)}: ${attributeText(attribute.source)}`;
  const source = reading.layout.cells[name]?.source;
  if (source === undefined) return why === "missing" ? `a column for ${name}` : undefined;
  if (why === "missing") return `${called(source)}: not empty`;
  if (why === "too-long") return `${called(source)}: at most 256 characters`;
  return `${called(source)}: ${readableText(name, source, reading)}`;
}
