import type { Dataset } from "../core/dataset.ts";
import { type Expression, call, column, equal } from "../sql/expression.ts";
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
const aside: ReadonlySet<string> = new Set(["line", "rules", "email_ids", "phone_ids", "name_id"]);

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

/** What of a row's place and time a comparison asks for; of orders nothing, since their lines are taken together. */
function placeOf(dataset: Dataset): Readonly<Record<string, Expression>> {
  const age = datasetAges[dataset];
  const { updated_at, line } = fingerprintColumns;
  return {
    updated_at: age === undefined ? nothing(updated_at) : of(age),
    line: dataset === "orders" ? nothing(line) : of("line"),
  };
}

/**
 * What later files are compared with, of one part of a file in the lake (and its people, if it is of
 * customers): a row for each row.
 */
export function planFingerprints(
  lake: { readonly rows: string; readonly people: string | undefined },
  { dataset, layout }: { readonly dataset: Dataset; readonly layout: Layout },
): Relation {
  return select({
    note: `what later files of ${dataset} are compared with`,
    from: parquet(lake.rows),
    as: "row",
    joins: lake.people === undefined ? [] : [peopleBy(lake.people)],
    columns: {
      key: hashOf(datasetKeys[dataset].map(of)),
      content: hashOf(contentOf(dataset, layout)),
      ...placeOf(dataset),
    },
  });
}
