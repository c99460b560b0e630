import type { Dataset } from "../core/dataset.ts";
import type { AttributeSource, ColumnSource } from "../workspace/workspace.ts";
import type { Layout } from "./plan-layout.ts";
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
  purpose: () => "a purpose's name, such as advertising",
  granted: () => "yes or no",
  channel: () => "online, store or phone",
  kind: (dataset) => (dataset === "feedback" ? feedbackKinds : "sale or return"),
  country: () => "a country's two letters, such as FI",
  event: () => "a name without an e-mail address",
  postal_code: () => "a code without an e-mail address",
  latitude: () => "degrees from -90 to 90",
  longitude: () => "degrees from -180 to 180",
  currency: (_, { settings }) =>
    `one of ${[settings.currency, ...Object.keys(settings.rates)].join(", ")} (rates in workspace.yaml name the others)`,
};

const momentText = ({ format }: ColumnSource): string =>
  format === undefined
    ? "a date, or a date and time, from 1900 to 2199, such as 2026-03-09 14:05 (another order is named by format)"
    : `a date written as the map's format ${format} says, from 1900 to 2199`;

/** Columns of numbers that are counted and multiplied: larger ones are slips. */
const limits: Readonly<Record<string, string>> = {
  quantity: " below 100 million",
  score: " below 100 million",
  unit_price: " below a billion",
  amount: " below a billion",
  price: " below a billion",
};

const numberText = ({ decimal }: ColumnSource, limit = ""): string =>
  decimal === "comma"
    ? `a number${limit} such as 1 234,50`
    : `a number${limit} such as 1234.50 (decimal: comma reads 1234,50)`;

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
  return moments.has(name) ? momentText(source) : numberText(source, limits[name]);
}

/** What a row of a wrong shape should have been. */
const shapes: Readonly<Record<string, string>> = {
  "row-ragged": "as many cells as the header has",
  "row-quoted-badly": "nothing between a closing quote and the end of its cell",
  "row-unreadable": "one JSON object, with texts, numbers, yes or no, and lists of these",
};

/** The column's name in the file, as its owner knows it. */
const called = (source: ColumnSource): string => JSON.stringify(source.from);

/** Columns of ours that a file has, by its own names. */
const namesOf = ({ cells }: Layout, names: readonly string[]): string | undefined => {
  const found = names.flatMap((name) => cells[name] ?? []);
  return found.length < names.length
    ? undefined
    : found.map(({ source }) => called(source)).join(" and ");
};

const factors = ["quantity", "unit_price"];

/** Of faults that are not one column's. */
const others: Readonly<Record<string, (layout: Layout) => string>> = {
  "amount-missing": (layout) =>
    `${[namesOf(layout, ["amount"]), namesOf(layout, factors)].filter((way) => way !== undefined).join(", or ")}: not empty`,
  "referred-self": (layout) =>
    `${namesOf(layout, ["referred_customer_id"])}: somebody else than the customer of the row`,
};

/** A product may be larger than both of its factors may. */
const tooMuch = (code: string, layout: Layout): string | undefined =>
  code === "amount-unreadable"
    ? `${namesOf(layout, factors)}: together an amount of at most 16 digits`
    : undefined;

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
  const { layout } = reading;
  const told = shapes[code] ?? others[code]?.(layout);
  if (told !== undefined) return told;
  const attribute = layout.attributes[name];
  if (attribute !== undefined)
    return `${called(attribute.source)}: ${attributeText(attribute.source)}`;
  const source = layout.cells[name]?.source;
  if (source === undefined)
    return why === "missing" ? `a column for ${name}` : tooMuch(code, layout);
  if (why === "missing") return `${called(source)}: not empty`;
  if (why === "too-long") return `${called(source)}: at most 256 characters`;
  return `${called(source)}: ${readableText(name, source, reading)}`;
}
