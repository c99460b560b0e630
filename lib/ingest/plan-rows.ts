import {
  type Expression,
  all,
  among,
  any,
  call,
  cast,
  column,
  firstOf,
  known,
  surely,
  unknown,
  value,
} from "../sql/expression.ts";
import { type Relation, select, steps, table } from "../sql/relation.ts";
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
import type { Cell, Layout } from "./plan-layout.ts";
import { cleanText, nothing, withoutEnd } from "./typed-cells.ts";

/** Whether the file's own cell is filled. */
export const hasName = (name: string): string => `has ${name}`;

function textOf({ at, source }: Cell): Expression {
  const text = cleanText(column(at));
  return source.trimEnd === undefined ? text : withoutEnd(text, source.trimEnd);
}

/** The reason of the first skip rule that a row meets. */
function skipReason(skip: Layout["skip"]): Expression {
  if (skip.length === 0) return nothing("VARCHAR");
  const meets = (rule: Layout["skip"][number]) =>
    surely(
      all(
        ...rule.when.map(({ at, values }) => {
          const text = call("trim", column(at));
          const exact = values.filter((one) => typeof one === "string");
          const starts = values.filter((one) => typeof one !== "string");
          return any(
            among(
              text,
              exact.map((one) => value(one.trim())),
            ),
            ...starts.map(({ startsWith }) => call("starts_with", text, value(startsWith))),
          );
        }),
      ),
    );
  return firstOf(
    skip.map((rule) => ({ when: meets(rule), gives: value(rule.because) })),
    nothing("VARCHAR"),
  );
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
    ["skip", skipReason(layout.skip)],
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

/**
 * Every row of a clean file, judged: `line`, `customer_id`, `skip` (why it is skipped), `verdict`
 * (its first fault's code), `counts_as_no`, `contact` (an attribute that may not be kept), whether
 * each cell was filled, then the dataset's columns and attributes.
 */
export function planRows(
  path: string,
  delimiter: string,
  about: {
    readonly plan: DatasetPlan;
    readonly reading: Reading;
  },
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
      {
        name: "typed",
        relation: select({
          from: table("cells"),
          everything: true,
          columns: { ...plan.typed(reading), ...typedAttributes(reading) },
        }),
      },
      {
        name: "derived",
        relation: select({
          from: table("typed"),
          everything: true,
          columns: plan.derived(reading),
        }),
      },
    ],
    select({
      note: "each row with its verdict",
      from: table("derived"),
      columns: {
        line: column("line"),
        customer_id: cell("customer_id"),
        skip: column("skip"),
        verdict: verdict(plan, reading),
        counts_as_no: plan.countsAsNo ?? value(false),
        contact: contactInAttribute(reading),
        ...presence(reading),
        ...plan.output,
        ...attributeColumns(reading),
      },
    }),
  );
}

export const isAccepted = all(unknown(column("skip")), unknown(column("verdict")));

/** Accepted, or rejected and yet a no: what goes into the lake. */
export const isKept = all(
  unknown(column("skip")),
  any(unknown(column("verdict")), column("counts_as_no")),
);
