import {
  type Expression,
  all,
  any,
  cast,
  column,
  firstOf,
  known,
  unknown,
  value,
} from "../sql/expression.ts";
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
  type Reading,
  cell,
  cellName,
  isMissing,
  isTooLong,
} from "./plan-dataset.ts";
import type { Cell } from "./plan-layout.ts";
import { planSkip } from "./plan-skip.ts";
import { cleanText, nothing, withoutEnd } from "./typed-cells.ts";

/** Whether the file's own cell is filled. */
export const hasName = (name: string): string => `has ${name}`;

function textOf({ at, source }: Cell): Expression {
  const text = cleanText(column(at));
  return source.trimEnd === undefined ? text : withoutEnd(text, source.trimEnd);
}

function cells({ inputs }: DatasetPlan, { layout }: Reading): Readonly<Record<string, Expression>> {
  const ours = inputs.map((name): [string, Expression] => {
    const found = layout.cells[name];
    return [cellName(name), found === undefined ? nothing("VARCHAR") : textOf(found)];
  });
  const attributes = Object.entries(layout.attributes).map(
    ([name, found]): [string, Expression] => [cellName(attributeCell(name)), textOf(found)],
  );
  return Object.fromEntries([
    ["line", cast(column("line"), "BIGINT")],
    ...ours,
    ...attributes,
    ["skip", planSkip(layout.skip)],
  ]);
}

function verdict(plan: DatasetPlan, reading: Reading): Expression {
  const faults = [
    isMissing("customer_id"),
    isTooLong("customer_id"),
    ...plan.faults(reading),
    ...attributeFaults(reading),
  ];
  return firstOf(
    faults.map(({ code, when }) => ({ when, gives: value(code) })),
    nothing("VARCHAR"),
  );
}

const presence = ({ layout }: Reading): Readonly<Record<string, Expression>> =>
  Object.fromEntries(Object.keys(layout.cells).map((name) => [hasName(name), known(cell(name))]));

const judged = (plan: DatasetPlan, reading: Reading): Readonly<Record<string, Expression>> => ({
  line: column("line"),
  customer_id: cell("customer_id"),
  skip: column("skip"),
  verdict: verdict(plan, reading),
  counts_as_no: plan.countsAsNo ?? value(false),
  contact: contactInAttribute(reading),
  ...presence(reading),
  ...plan.output,
  ...attributeColumns(reading),
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
 * Every row of a clean file, judged: `line`, `customer_id`, `skip` (why it is skipped), `verdict`
 * (its first fault's code), `counts_as_no`, `contact` (an attribute that may not be kept), whether
 * each cell was filled, then the dataset's columns and attributes.
 */
export function planRows(
  path: string,
  delimiter: string,
  about: { readonly plan: DatasetPlan; readonly reading: Reading },
): Relation {
  const { plan, reading } = about;
  const csv: Relation = { is: "csv", path, delimiter, columns: reading.layout.clean };
  return steps(
    [
      {
        name: "cells",
        note: "the file's columns under our names, as clean text",
        relation: select({ from: csv, columns: cells(plan, reading) }),
      },
      adding("typed", "cells", { ...plan.typed(reading), ...typedAttributes(reading) }),
      adding("derived", "typed", plan.derived(reading)),
    ],
    select({
      note: "each row with its verdict",
      from: table("derived"),
      columns: judged(plan, reading),
    }),
  );
}

export const isAccepted = all(unknown(column("skip")), unknown(column("verdict")));

/** Accepted, or rejected and yet a no: what goes into the lake. */
export const isKept = all(
  unknown(column("skip")),
  any(unknown(column("verdict")), column("counts_as_no")),
);
