import { datasetColumns } from "../../ingest/contract-columns.ts";
import { call, column, firstOf, known, value } from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { AskedColumn, AskedText, ClauseAbout } from "../contract.ts";
import type { Asked } from "../rule-kind.ts";
import { foldText, textMatches } from "../texts.ts";
import type { TextForm } from "../texts.ts";

/** Columns that rows have under another name. */
const renamed: Readonly<Record<string, string>> = {
  "orders/amount": "amount_cents",
  "places/postal_code": "code",
};

/** Of contact data rows say only whether they had some. */
const presenceOf = ({ dataset, column: name }: Asked): string | undefined =>
  dataset === "customers" && Object.hasOwn(datasetColumns.customers, `has_${name}`)
    ? `has_${name}`
    : undefined;

const cellOf = (asked: Asked): string =>
  presenceOf(asked) ?? renamed[`${asked.dataset}/${asked.column}`] ?? asked.column;

function knownIn(asked: Asked): Expression {
  const cell = column(cellOf(asked));
  if (presenceOf(asked) !== undefined)
    return firstOf([{ when: cell, gives: value(true) }], value(false));
  const isGender = asked.dataset === "customers" && asked.column === "gender";
  return known(isGender ? call("nullif", cell, value("unknown")) : cell);
}

const lists: ReadonlySet<string> = new Set(["customers/interests", "customers/values"]);

function formOf({ dataset, column: name, path }: Asked, { datasets }: Workspace): TextForm {
  if (path === true) return "path";
  const isList =
    lists.has(`${dataset}/${name}`) || datasets[dataset].attributes[name]?.type === "list";
  return isList ? "several" : "one";
}

const firstOfEach = <T>(of: readonly T[], key: (one: T) => string): readonly T[] =>
  [...new Map(of.toReversed().map((one) => [key(one), one])).values()].toReversed();

/** The columns that clauses ask about, each once: where it is known, and what stands in it. */
export const askedColumns = (
  clauses: readonly ClauseAbout[],
  workspace: Workspace,
): readonly AskedColumn[] =>
  firstOfEach(
    clauses.flatMap(({ asks }) => asks),
    ({ dataset, column: name }) => `${dataset}/${name}`,
  ).map((asked) => ({
    dataset: asked.dataset,
    column: asked.column,
    cell: cellOf(asked),
    known: knownIn(asked),
    form: formOf(asked, workspace),
  }));

/** The texts that clauses compare columns with, and the rows in which each is found. */
export const askedTexts = (
  clauses: readonly ClauseAbout[],
  workspace: Workspace,
): readonly AskedText[] =>
  clauses.flatMap(({ column: clause, segment, place, asks }) =>
    asks.flatMap((asked) =>
      firstOfEach(asked.texts, foldText).map((text) => ({
        clause,
        segment,
        place,
        dataset: asked.dataset,
        column: asked.column,
        text,
        seen: textMatches({ any: [text] }, column(cellOf(asked)), formOf(asked, workspace)),
      })),
    ),
  );
