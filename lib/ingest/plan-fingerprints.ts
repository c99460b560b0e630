import type { Dataset } from "../core/dataset.ts";
import { type Expression, call, cast, column, equal, modulo, value } from "../sql/expression.ts";
import { type Join, type Relation, parquet, select } from "../sql/relation.ts";
import {
  datasetAges,
  datasetColumns,
  datasetKeys,
  fingerprintColumns,
} from "./contract-columns.ts";
import type { Layout } from "./plan-layout.ts";
import { nothing } from "./typed-cells.ts";

/** Columns that say nothing of what a row holds. */
const aside: ReadonlySet<string> = new Set(["line", "rules", "email_ids"]);

const of = (name: string): Expression => column(name, "row");

/** One hash over several values; unlike a concatenation it tells "a", "bc" from "ab", "c". */
const hashOf = (values: readonly Expression[]): Expression => call("hash", ...values);

/** A column and all that it holds: contact data of customers by its keyed hash. */
function contentOf(dataset: Dataset, layout: Layout): readonly Expression[] {
  const own = Object.keys(datasetColumns[dataset]).filter((name) => !aside.has(name));
  const contact = dataset === "customers" ? [column("contact", "people")] : [];
  return [...[...own, ...Object.keys(layout.attributes)].map(of), ...contact];
}

const peopleBy = (path: string): Join => ({
  kind: "left",
  relation: parquet(path),
  as: "people",
  on: equal(of("line"), column("line", "people")),
});

/** One row per row of the lake. */
function eachRow(dataset: Dataset): Readonly<Record<string, Expression>> {
  const age = datasetAges[dataset];
  return {
    updated_at: age === undefined ? nothing(fingerprintColumns.updated_at) : of(age),
    line: of("line"),
    rows: value(1),
  };
}

/** Hashes summed up, so that the order of an order's lines does not matter and lines of two parts add up. */
const sumOf = (hashes: Expression): Expression =>
  cast(modulo(call("sum", hashes), value(2n ** 64n)), fingerprintColumns.content);

/**
 * What later files are compared with, of one part of a file in the lake (and its people, if it is of
 * customers): a row each, lines of an order in one.
 */
export function planFingerprints(
  lake: { readonly rows: string; readonly people: string | undefined },
  { dataset, layout }: { readonly dataset: Dataset; readonly layout: Layout },
): Relation {
  const key = hashOf(datasetKeys[dataset].map(of));
  const content = hashOf(contentOf(dataset, layout));
  const rows = {
    from: parquet(lake.rows),
    as: "row",
    joins: lake.people === undefined || dataset !== "customers" ? [] : [peopleBy(lake.people)],
  };
  const note = `what later files of ${dataset} are compared with`;
  if (dataset !== "orders") {
    return select({ note, ...rows, columns: { key, content, ...eachRow(dataset) } });
  }
  return select({
    note,
    ...rows,
    columns: {
      key,
      content: sumOf(content),
      updated_at: nothing(fingerprintColumns.updated_at),
      line: call("min", of("line")),
      rows: call("count"),
    },
    groupBy: [key],
  });
}
