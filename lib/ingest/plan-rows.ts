import {
  type Expression,
  all,
  any,
  column,
  firstOf,
  known,
  unknown,
  value,
} from "../sql/expression.ts";
import type { Dataset } from "../core/dataset.ts";
import { consentCells, consentColumns, typedConsents } from "./consent-cells.ts";
import { emailUnreadable, isByEmail, isNamed } from "./email-cells.ts";
import { type Relation, type Step, select, steps, table } from "../sql/relation.ts";
import {
  attributeCell,
  attributeColumns,
  attributeFaults,
  contactInAttribute,
  typedAttributes,
} from "./plan-attributes.ts";
import {
  type DatasetPlan,
  type Fault,
  type Reading,
  cell,
  cellName,
  isMissing,
  isTooLong,
} from "./plan-dataset.ts";
import type { Cell } from "./plan-layout.ts";
import { planSkip } from "./plan-skip.ts";
import { cleanText, nothing, withoutEnd } from "./typed-cells.ts";

/** How the rows of one file are read. */
export interface FileReading extends Reading {
  readonly dataset: Dataset;
  readonly plan: DatasetPlan;
}

/** Whether the file's own cell is filled. */
export const hasName = (name: string): string => `has ${name}`;
/** Whether it is filled with something that is not kept. */
export const lostName = (name: string): string => `lost ${name}`;
/** The file's columns that the lake keeps, and what it keeps of them. */
export const keptColumns = ({ layout, plan }: Pick<FileReading, "layout" | "plan">) =>
  Object.entries(plan.output).filter(([name]) => name in layout.cells);

/** Reads cells as text. Those of tidy columns are clean as they stand. */
const textReader =
  (untidy: readonly boolean[]) =>
  ({ at, source }: Cell): Expression => {
    const isTidy = untidy[Number(at.slice(1)) - 1] === false;
    const text = isTidy ? column(at) : cleanText(column(at));
    return source.trimEnd === undefined ? text : withoutEnd(text, source.trimEnd);
  };

function cellTexts(
  { plan: { inputs }, layout }: FileReading,
  textOf: (cell: Cell) => Expression,
): Readonly<Record<string, Expression>> {
  const ours = inputs.map((name): [string, Expression] => {
    const found = layout.cells[name];
    return [cellName(name), found === undefined ? nothing("VARCHAR") : textOf(found)];
  });
  const others = [
    ...Object.entries(layout.attributes).map(
      ([name, found]) => [attributeCell(name), found] as const,
    ),
    ...Object.entries(consentCells(layout)),
  ].map(([name, found]): [string, Expression] => [cellName(name), textOf(found)]);
  return Object.fromEntries([...ours, ...others, ["skip", planSkip(layout.skip)]]);
}

const personFaults = ({ plan, layout }: FileReading): readonly Fault[] =>
  plan.people.flatMap(({ name, required }) => [
    ...(required ? [isMissing(name)] : []),
    isTooLong(name),
    ...(isByEmail(layout, { name }) ? [emailUnreadable(name)] : []),
  ]);

function verdict(reading: FileReading): Expression {
  const faults = [
    ...personFaults(reading),
    ...reading.plan.faults(reading),
    ...attributeFaults(reading),
  ];
  return firstOf(
    faults.map(({ code, when }) => ({ when, gives: value(code) })),
    nothing("VARCHAR"),
  );
}

const presence = ({ layout }: Reading): Readonly<Record<string, Expression>> =>
  Object.fromEntries(Object.keys(layout.cells).map((name) => [hasName(name), known(cell(name))]));

const losses = (reading: FileReading): Readonly<Record<string, Expression>> =>
  Object.fromEntries(
    keptColumns(reading).map(([name, output]) => [
      lostName(name),
      all(known(cell(name)), unknown(output)),
    ]),
  );

const judged = (reading: FileReading): Readonly<Record<string, Expression>> => ({
  ...Object.fromEntries(reading.plan.people.map(({ name }) => [name, cell(name)])),
  skip: column("skip"),
  verdict: verdict(reading),
  counts_as_no: reading.plan.countsAsNo ?? value(false),
  contact: contactInAttribute(reading),
  ...presence(reading),
  ...losses(reading),
  ...reading.plan.output,
  ...attributeColumns(reading),
  ...consentColumns(reading),
});

/** A step that adds columns to the one before. */
const adding = (
  name: string,
  before: string,
  columns: Readonly<Record<string, Expression>>,
): Step => ({
  name,
  relation: select({ from: table(before), everything: true, columns }),
});

/**
 * Every row of a clean part, judged: who it is about as text, `skip` (why it is skipped), `verdict`
 * (its first fault's code), `counts_as_no`, `contact` (an attribute that may not be kept), whether
 * each cell was filled, and whether to no use, then the dataset's columns and attributes.
 */
export function planRows(
  clean: Relation,
  reading: FileReading,
  untidy: readonly boolean[],
): Relation {
  const { plan } = reading;
  return steps(
    [
      {
        name: "cells",
        note: "the file's columns under our names, as clean text",
        relation: select({ from: clean, columns: cellTexts(reading, textReader(untidy)) }),
      },
      adding("typed", "cells", {
        ...plan.typed(reading),
        ...typedAttributes(reading),
        ...typedConsents(reading),
      }),
      adding("derived", "typed", plan.derived(reading)),
    ],
    select({
      note: "each row with its verdict",
      from: table("derived"),
      columns: judged(reading),
    }),
  );
}

export const isAccepted = all(unknown(column("skip")), unknown(column("verdict")));

/** Accepted, or rejected and yet a no: what goes into the lake. */
export const isKept = all(
  unknown(column("skip")),
  any(unknown(column("verdict")), all(column("counts_as_no"), isNamed)),
);
