import type { Expression } from "../../lib/sql/expression.ts";
import { addsColumns, columnNames, withSteps } from "../../lib/sql/relation-columns.ts";
import type { TableColumns } from "../../lib/sql/relation-columns.ts";
import type { Join, Relation, Select } from "../../lib/sql/relation.ts";
import { inside, keys } from "./expression-parts.ts";

type IsThere = (column: Extract<Expression, { is: "column" }>) => boolean;

function unboundInside(of: Expression, isThere: IsThere): readonly string[] {
  if (of.is === "column") return isThere(of) ? [] : [`${of.of ?? ""}.${of.name}`];
  if (of.is === "lambda") {
    const isOwn: IsThere = (one) =>
      (one.of === undefined && one.name === of.parameter) || isThere(one);
    return unboundInside(of.body, isOwn);
  }
  return inside(of).flatMap((one) => unboundInside(one, isThere));
}

interface Named {
  readonly name: string | undefined;
  readonly columns: readonly string[];
}

const seenIn =
  (relations: readonly Named[]): IsThere =>
  ({ name, of }) =>
    relations.some((one) => (of === undefined || of === one.name) && one.columns.includes(name));

function unboundInSelect(of: Select, tables: TableColumns): readonly string[] {
  const named = (relation: Relation, name: string | undefined): Named => ({
    name: name ?? (relation.is === "table" ? relation.name : undefined),
    columns: columnNames(relation, tables),
  });
  const joins = of.joins ?? [];
  const joined = (one: Join) => named(one.relation, one.as);
  const beside = [named(of.from, of.as), ...joins.filter(addsColumns).map(joined)];
  const isThere = seenIn(beside);
  const outputs = seenIn([{ name: undefined, columns: Object.keys(of.columns) }]);
  const conditions = [of.where, of.having, of.qualify].flatMap((one) => one ?? []);
  return [
    ...[of.from, ...joins.map(({ relation }) => relation)].flatMap((one) =>
      unboundColumns(one, tables),
    ),
    ...[...Object.values(of.columns), ...conditions, ...(of.groupBy ?? [])].flatMap((one) =>
      unboundInside(one, isThere),
    ),
    ...joins.flatMap((one) =>
      one.on === undefined ? [] : unboundInside(one.on, seenIn([...beside, joined(one)])),
    ),
    ...keys(of.orderBy).flatMap((one) =>
      unboundInside(one, (column) => isThere(column) || outputs(column)),
    ),
  ];
}

/**
 * Columns that a select asks for and that none of its relations has. DuckDB also looks among the select's
 * own columns, Trino does not.
 */
export function unboundColumns(of: Relation, tables: TableColumns): readonly string[] {
  switch (of.is) {
    case "select":
      return unboundInSelect(of, tables);
    case "union":
      return of.of.flatMap((one) => unboundColumns(one, tables));
    case "steps": {
      const known = withSteps(of.steps, tables);
      const relations = [...of.steps.map(({ relation }) => relation), of.gives];
      return relations.flatMap((one) => unboundColumns(one, known));
    }
    case "table":
    case "rows":
    case "csv":
    case "parquet":
    case "parquet-schema":
    case "columns":
      return [];
  }
}
