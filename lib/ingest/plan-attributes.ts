import { type Expression, above, call, column, firstOf, lambda, value } from "../sql/expression.ts";
import type { AttributeSource } from "../workspace/workspace.ts";
import { type Fault, type Reading, cell, isNoTime, isUnreadable } from "./plan-dataset.ts";
import {
  dayOf,
  listOf,
  looksLikeContact,
  momentOf,
  nothing,
  numberOf,
  yesNoOf,
} from "./typed-cells.ts";

/** The cell of an attribute: an attribute may be called like a column of ours that the file also has. */
export const attributeCell = (name: string): string => `attribute ${name}`;

/** An attribute as text, or as a moment where it is a date: days are taken in the next step. */
function typedAttribute(
  name: string,
  source: AttributeSource,
  { timezone, currency }: Reading["settings"],
): Expression {
  const text = cell(attributeCell(name));
  switch (source.type) {
    case "text":
      return text;
    case "number":
      return numberOf(text, { decimal: source.decimal, currency, type: "DECIMAL(38,6)" });
    case "yes-no":
      return yesNoOf(text);
    case "list":
      return listOf(text);
    case "date":
      return momentOf(text, { format: source.format, timezone });
  }
}

const sources = ({ layout }: Reading) =>
  Object.entries(layout.attributes).map(([name, { source }]) => ({ name, source }));

/** Attributes under the names of their cells. */
export const typedAttributes = (reading: Reading): Readonly<Record<string, Expression>> =>
  Object.fromEntries(
    sources(reading).map(({ name, source }) => [
      attributeCell(name),
      typedAttribute(name, source, reading.settings),
    ]),
  );

/** Attributes under their own names. */
export const attributeColumns = (reading: Reading): Readonly<Record<string, Expression>> =>
  Object.fromEntries(
    sources(reading).map(({ name, source }) => {
      const typed = column(attributeCell(name));
      return [name, source.type === "date" ? dayOf(typed, reading.settings.timezone) : typed];
    }),
  );

/** `club-unreadable` for an attribute `club`. */
export const attributeFaults = (reading: Reading): readonly Fault[] =>
  sources(reading).map(({ name, source }) => {
    const { when } = (source.type === "date" ? isNoTime : isUnreadable)(attributeCell(name));
    return { code: `${name}-unreadable`, when };
  });

/** The first attribute of a row that holds what looks like contact data and may not. */
export function contactInAttribute(reading: Reading): Expression {
  const one = column("one");
  const looks = (name: string) =>
    above(
      call(
        "length",
        call(
          "list_filter",
          call("string_split", cell(attributeCell(name)), value("|")),
          lambda("one", looksLikeContact(call("trim", one))),
        ),
      ),
      value(0),
    );
  const refused = sources(reading).filter(
    ({ source }) =>
      source.contact === "refused" && (source.type === "text" || source.type === "list"),
  );
  if (refused.length === 0) return nothing("VARCHAR");
  return firstOf(
    refused.map(({ name }) => ({ when: looks(name), gives: value(name) })),
    nothing("VARCHAR"),
  );
}
