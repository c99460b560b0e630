import type { Dataset } from "../core/dataset.ts";
import { type Expression, type SqlType, cast, column, value } from "../sql/expression.ts";
import { type Relation, select } from "../sql/relation.ts";
import { attributeTypes, datasetColumns } from "./contract-columns.ts";
import type { NamedMembers } from "./name-members.ts";
import type { Layout } from "./plan-layout.ts";
import { hasName, isKept } from "./plan-rows.ts";

/** Columns of customers that say whether a cell was filled. */
const fromPresence: Readonly<Record<string, string>> = {
  has_first_name: "first_name",
  has_last_name: "last_name",
  has_street: "street",
};

function columnOfRows(name: string, layout: Layout): Expression {
  const cell = fromPresence[name];
  if (cell === undefined) return column(name, "rows");
  return cell in layout.cells ? column(hasName(cell), "rows") : value(false);
}

/** A file's rows, the pseudonyms of its people, and what was made of their contact data if they are customers. */
export interface LakeRows {
  readonly dataset: Dataset;
  readonly layout: Layout;
  readonly members: Joined;
  readonly people: Joined | undefined;
}

/** What is joined to `rows`, and which columns of the lake come of it. */
type Joined = Pick<NamedMembers, "joins" | "columns">;

function ownColumns(
  { dataset, layout }: LakeRows,
  made: Joined["columns"],
): Readonly<Record<string, Expression>> {
  const columns: Readonly<Record<string, SqlType>> = datasetColumns[dataset];
  return Object.fromEntries(
    Object.entries(columns).map(([name, type]) => [
      name,
      cast(made[name] ?? columnOfRows(name, layout), type),
    ]),
  );
}

const attributeColumns = ({ attributes }: Layout): Readonly<Record<string, Expression>> =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { source }]) => [
      name,
      cast(column(name, "rows"), attributeTypes[source.type]),
    ]),
  );

/**
 * The rows of one file as `datasets/` has them. Customers are joined with what was made of their
 * contact data, which knows their pseudonyms already. Their order is left to the engine.
 */
export function planLakeRows(rows: Relation, lake: LakeRows): Relation {
  const { joins, columns } = lake.people ?? lake.members;
  return select({
    note: `kept rows of ${lake.dataset}, under pseudonyms`,
    from: rows,
    as: "rows",
    joins,
    columns: { ...ownColumns(lake, columns), ...attributeColumns(lake.layout) },
    where: isKept,
  });
}
